(* hidden.zero-start-wave, in numbers: four layers of one logistic unit, input and label 1, half the
   square of the error as loss, rate 1: the layers wake at the steps 1, 2, 3 and 4. *)
From Coq Require Import List Psatz Lia.
From Ledger.Headlines Require Import Gradients Logistic Deep Units.
Import ListNotations.

Definition chain : network := all_zero (S := line).
Definition after (n : nat) : network :=
  train sigmoid dsigmoid error 3 (fun _ => 1%nat) 1 chain (fun _ => [(1 : line, 1)]) n.
(* What the four layers have: weight and bias, from the first to the last *)
Definition has (P : network (S := line)) (w0 b0 w1 b1 w2 b2 w3 b3 : R) : Prop :=
  first P 0%nat = w0 /\ bias P 0 0 = b0 /\ weight P 0 0 0 = w1 /\ bias P 1 0 = b1 /\
  weight P 1 0 0 = w2 /\ bias P 2 0 = b2 /\ weight P 2 0 0 = w3 /\ bias P 3 0 = b3.
Lemma one_step n w0 b0 w1 b1 w2 b2 w3 b3 : has (after n) w0 b0 w1 b1 w2 b2 w3 b3 ->
  let z0 := w0 + b0 in let z1 := w1 * sigmoid z0 + b1 in let z2 := w2 * sigmoid z1 + b2 in
  let d3 := w3 * sigmoid z2 + b3 - 1 in let d2 := dsigmoid z2 * (d3 * w3) in
  let d1 := dsigmoid z1 * (d2 * w2) in let d0 := dsigmoid z0 * (d1 * w1) in
  has (after (S n)) (w0 - d0) (b0 - d0) (w1 - d1 * sigmoid z0) (b1 - d1)
    (w2 - d2 * sigmoid z1) (b2 - d2) (w3 - d3 * sigmoid z2) (b3 - d3).
Proof.
  unfold after, train. cbn [run]. set (P := run _ _ _ n).
  intros (F & B0 & W1 & B1 & W2 & B2 & W3 & B3). cbv zeta.
  assert (Z0 : net sigmoid (fun _ => 1%nat) P (1 : line) 0 0 = w0 + b0) by (cbn; rewrite F, B0; real; ring).
  assert (Z1 : net sigmoid (fun _ => 1%nat) P (1 : line) 1 0 = w1 * sigmoid (w0 + b0) + b1).
  { cbn [net sum]. cbn [net sum] in Z0. rewrite Z0, W1, B1. ring. }
  assert (Z2 : net sigmoid (fun _ => 1%nat) P (1 : line) 2 0
    = w2 * sigmoid (w1 * sigmoid (w0 + b0) + b1) + b2).
  { cbn [net sum]. cbn [net sum] in Z1. rewrite Z1, W2, B2. ring. }
  assert (Z3 : net sigmoid (fun _ => 1%nat) P (1 : line) 3 0
    = w3 * sigmoid (w2 * sigmoid (w1 * sigmoid (w0 + b0) + b1) + b2) + b3).
  { cbn [net sum]. cbn [net sum] in Z2. rewrite Z2, W3, B3. ring. }
  unfold has, step, gradient, Deep.error.
  cbn [first bias weight Hidden.over Hidden.vover reaches sum Nat.sub Nat.add fst snd].
  rewrite Z0, Z1, Z2, Z3, F, B0, B1, B2, B3, W1, W2, W3. unfold error. cbn -[IZR sigmoid dsigmoid].
  repeat split; real; ring.
Qed.
Lemma sigmoid_near z : -1 / 16 <= z <= 0 -> 15 / 31 <= sigmoid z <= 1 / 2.
Proof.
  intros [L U]. rewrite sigmoid_form. pose proof (tangent_of_exp z) as T.
  assert (E : exp z <= 1).
  { rewrite <- exp_0. destruct U as [U | ->]; [left; now apply exp_increasing | right; reflexivity]. }
  assert (F : exp z / (1 + exp z) * (1 + exp z) = exp z) by (field; lra).
  split; apply (Rmult_le_reg_r (1 + exp z)); try lra; rewrite F; lra.
Qed.
Lemma dsigmoid_between z : 0 < dsigmoid z <= 1 / 4.
Proof.
  unfold dsigmoid. destruct (sigmoid_between z) as [P Q]. split; [apply Rmult_lt_0_compat; lra |].
  pose proof (Rle_0_sqr (sigmoid z - 1 / 2)) as H. unfold Rsqr in H. lra.
Qed.
Lemma dsigmoid_0 : dsigmoid 0 = 1 / 4.
Proof. unfold dsigmoid. rewrite sigmoid_0. field. Qed.
Lemma has_same P w0 b0 w1 b1 w2 b2 w3 b3 v0 a0 v1 a1 v2 a2 v3 a3 : has P w0 b0 w1 b1 w2 b2 w3 b3 ->
  w0 = v0 -> b0 = a0 -> w1 = v1 -> b1 = a1 -> w2 = v2 -> b2 = a2 -> w3 = v3 -> b3 = a3 ->
  has P v0 a0 v1 a1 v2 a2 v3 a3.
Proof. now intros H <- <- <- <- <- <- <- <-. Qed.
Ltac at_zero := repeat match goal with |- context [?f ?a] =>
    lazymatch f with sigmoid => idtac | dsigmoid => idtac end;
    lazymatch a with 0 => fail | _ => replace a with 0 by ring end end;
  rewrite ?dsigmoid_0, ?sigmoid_0.
Lemma at_start : has (after 0) 0 0 0 0 0 0 0 0.
Proof. unfold after, train, has. cbn. repeat split; reflexivity. Qed.
Lemma at_1 : has (after 1) 0 0 0 0 0 0 (1 / 2) 1.
Proof. eapply has_same; [exact (one_step _ _ _ _ _ _ _ _ _ at_start) |..]; at_zero; field. Qed.
Lemma at_2 : has (after 2) 0 0 0 0 (-1 / 64) (-1 / 32) (3 / 8) (3 / 4).
Proof. eapply has_same; [exact (one_step _ _ _ _ _ _ _ _ _ at_1) |..]; at_zero; field. Qed.
Lemma at_3 : exists s d2, 15 / 31 <= s <= 1 / 2 /\ - (1 / 128) <= d2 < 0 /\
  has (after 3) 0 0 (d2 / 512) (d2 / 256) (-1 / 64 - d2 / 2) (-1 / 32 - d2)
    (3 / 8 - (3 / 8 * s - 1 / 4) * s) (1 - 3 / 8 * s).
Proof.
  set (z := -1 / 64 * (1 / 2) + -1 / 32). exists (sigmoid z).
  assert (B : 15 / 31 <= sigmoid z <= 1 / 2) by (apply sigmoid_near; unfold z; lra).
  pose proof (dsigmoid_between z) as Q.
  exists (dsigmoid z * ((3 / 8 * sigmoid z - 1 / 4) * (3 / 8))). split; [exact B |]. split.
  - set (s := sigmoid z) in *. set (q := dsigmoid z) in *. nra.
  - eapply has_same; [exact (one_step _ _ _ _ _ _ _ _ _ at_2) |..];
      replace (0 + 0) with 0 by ring; rewrite ?sigmoid_0, ?dsigmoid_0;
      replace (0 * (1 / 2) + 0) with 0 by ring; rewrite ?sigmoid_0, ?dsigmoid_0; fold z; field.
Qed.
Theorem layers_wake :
  bias (after 1) 3 0 <> 0 /\ bias (after 1) 2 0 = 0 /\
  bias (after 2) 2 0 <> 0 /\ bias (after 2) 1 0 = 0 /\
  bias (after 3) 1 0 <> 0 /\ bias (after 3) 0 0 = 0 /\ bias (after 4) 0 0 <> 0.
Proof.
  destruct at_1 as (_ & _ & _ & _ & _ & A2 & _ & A3). destruct at_2 as (_ & _ & _ & B1 & _ & B2 & _).
  destruct at_3 as (s & d2 & S1 & D & H). destruct H as (H0 & C0 & H1 & C1 & R).
  rewrite A3, A2, B2, B1, C1, C0. repeat split; try lra.
  assert (H : has (after 3) 0 0 (d2 / 512) (d2 / 256) (-1 / 64 - d2 / 2) (-1 / 32 - d2)
    (3 / 8 - (3 / 8 * s - 1 / 4) * s) (1 - 3 / 8 * s)) by (unfold has; tauto).
  destruct (one_step _ _ _ _ _ _ _ _ _ H) as (_ & E & _). rewrite E. clear E H H0 C0 H1 C1 R A2 A3 B1 B2.
  replace (0 + 0) with 0 by ring. rewrite sigmoid_0, dsigmoid_0.
  set (z1 := d2 / 512 * (1 / 2) + d2 / 256). set (w2 := -1 / 64 - d2 / 2).
  set (z2 := w2 * sigmoid z1 + (-1 / 32 - d2)). set (w3 := 3 / 8 - (3 / 8 * s - 1 / 4) * s).
  assert (Z1 : 15 / 31 <= sigmoid z1 <= 1 / 2) by (apply sigmoid_near; unfold z1; lra).
  assert (W2 : -1 / 64 <= w2 <= - (11 / 1000)) by (unfold w2; lra).
  assert (Z2 : 15 / 31 <= sigmoid z2 <= 1 / 2).
  { apply sigmoid_near. unfold z2. set (y := sigmoid z1) in *. split; nra. }
  assert (W3 : 2 / 5 <= w3) by (unfold w3; nra).
  assert (D3 : 0 < w3 * sigmoid z2 + (1 - 3 / 8 * s) - 1).
  { set (y := sigmoid z2) in *. assert (2 / 5 * (15 / 31) <= w3 * y) by (apply Rmult_le_compat; lra).
    lra. }
  set (d3 := w3 * sigmoid z2 + (1 - 3 / 8 * s) - 1) in *.
  destruct (dsigmoid_between z1) as [Q1 _]. destruct (dsigmoid_between z2) as [Q2 _].
  intro F. apply Rminus_diag_uniq in F. symmetry in F.
  repeat (apply Rmult_integral in F; destruct F as [F | F]; try lra).
Qed.
