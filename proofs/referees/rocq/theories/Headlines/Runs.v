(* The perceptron: short runs in exact numbers, and the gradient of its criterion. *)
From Coq Require Import Lia PeanoNat.
From Ledger.Headlines Require Import Gradients Perceptron Mistakes.

Ltac signs := repeat match goal with
  | |- context [threshold ?z ?a ?b ?c] => first
      [ rewrite (below_the_threshold z a b c) by lra | rewrite (above_the_threshold z a b c) by lra
      | rewrite (at_the_threshold z a b c) by lra ]
  end.
Ltac a_run := cbn -[threshold IZR]; unfold phi; signs; try lra.

(* perceptron.direction, from another start: an update that is the rate times something free of it
   turns the weights; here the labels are -1 and 1. *)
Section Turn.
Context {S : space}.
Variables (i j : S) (s : nat -> S * R) (eta : R).
Hypothesis first : s 1%nat = (j, -1).
Hypothesis perpendicular : << i, j >> = 0.
Theorem turned : weights (-1) 1 1 eta i s 1 = i -v (2 * eta) *v j.
Proof.
  unfold weights. cbn [run]. rewrite first. cbn. rewrite perpendicular. unfold phi.
  rewrite at_the_threshold by reflexivity. vec.
Qed.
Theorem turned_off_its_line : 0 < eta -> j <> zero ->
  << weights (-1) 1 1 eta i s 1, j >> < 0 /\ forall c, weights (-1) 1 1 eta i s 1 <> c *v i.
Proof.
  intros E N. assert (H : << weights (-1) 1 1 eta i s 1, j >> < 0).
  { rewrite turned. autorewrite with inner. rewrite perpendicular.
    assert (P : 0 < << j, j >>).
    { destruct (positive_definite S j) as [P | P]; [exact P |]. destruct N. now apply definite. }
    assert (0 < 2 * eta * << j, j >>) by (repeat apply Rmult_lt_0_compat; lra). lra. }
  split; [exact H |]. intros c K. rewrite K, dot_scale, perpendicular in H. lra.
Qed.
End Turn.

(* perceptron.epochs-and-orders: an absolute tolerance on the loss of an epoch is not free of the
   rate. The samples are (1, -1) and (1, 1) by turns; an epoch has one of each. *)
Definition by_turns (t : nat) : line * R := (1, if Nat.even t then 1 else -1).
Definition epoch_loss (eta : R) (k : nat) : R :=
  let W t := weights (S := line) (-1) 1 1 eta 0 by_turns t in
  Rmax 0 (- (-1 * (W (2 * k)%nat * 1))) + Rmax 0 (- (1 * (W (2 * k + 1)%nat * 1))).
Lemma epochs_the_same eta k : 0 < eta -> weights (S := line) (-1) 1 1 eta 0 by_turns (2 * k) = 0.
Proof.
  intro E. induction k as [| k IH]; [reflexivity |].
  replace (2 * Datatypes.S k)%nat with (Datatypes.S (Datatypes.S (2 * k))) by lia.
  unfold weights in *. cbn [run]. rewrite IH. unfold by_turns at 1 2.
  assert (V : Nat.even (Datatypes.S (Datatypes.S (2 * k))) = true).
  { change (Nat.even (2 * k) = true). rewrite Nat.even_mul. reflexivity. }
  assert (U : Nat.even (Datatypes.S (2 * k)) = false).
  { rewrite Nat.even_succ, <- Nat.negb_even. rewrite Nat.even_mul. reflexivity. }
  rewrite V, U. a_run.
Qed.
Theorem loss_of_an_epoch eta k : 0 < eta -> epoch_loss eta k = 2 * eta.
Proof.
  intro E. unfold epoch_loss. replace (2 * k + 1)%nat with (Datatypes.S (2 * k)) by lia.
  pose proof (epochs_the_same eta k E) as H. unfold weights in *. cbn [run]. rewrite H.
  unfold by_turns at 1. assert (U : Nat.even (Datatypes.S (2 * k)) = false).
  { rewrite Nat.even_succ, <- Nat.negb_even. rewrite Nat.even_mul. reflexivity. }
  rewrite U. a_run. rewrite (Rmax_left 0 (- (-1 * (0 * 1)))) by lra. rewrite Rmax_right; lra.
Qed.
Theorem absolute_tolerance tolerance : 0 < tolerance -> exists eta eta', 0 < eta /\ 0 < eta' /\
  (forall k, epoch_loss eta k < tolerance) /\ (forall k, tolerance <= epoch_loss eta' k).
Proof.
  intro P. exists (tolerance / 4), tolerance.
  repeat split; try lra; intro k; rewrite loss_of_an_epoch; lra.
Qed.

(* A loss max(0, a - y w.x) has this gradient where it has one, whatever kappa is at its corner. *)
Theorem corner_gradient {S : space} (a kappa y : R) (w x : S) : y * << w, x >> <> a ->
  gradient_at (fun u => Rmax 0 (a - y * << u, x >>)) w
    ((-1) *v ((threshold (y * << w, x >> - a) 1 kappa 0 * y) *v x)).
Proof.
  intros N q eps P. set (z := a - y * << w, x >>) in *. set (k := - (y * << q, x >>)).
  assert (Z : z <> 0) by (unfold z; lra).
  assert (D : 0 < Rabs z / (Rabs k + 1)).
  { apply Rdiv_lt_0_compat; [now apply Rabs_pos_lt |]. pose proof (Rabs_pos k). lra. }
  exists (mkposreal _ D). intros h H B. cbn in B.
  assert (T : Rabs (h * k) < Rabs z).
  { rewrite Rabs_mult. pose proof (Rabs_pos k) as K. pose proof (Rabs_pos h) as K'.
    apply Rmult_lt_compat_r with (r := Rabs k + 1) in B; [| lra].
    replace (Rabs z / (Rabs k + 1) * (Rabs k + 1)) with (Rabs z) in B by (field; lra).
    rewrite Rmult_plus_distr_l, Rmult_1_r in B. lra. }
  assert (M : forall e, a - y * << w +v e *v q, x >> = z + e * k).
  { intro e. unfold z, k. autorewrite with inner. ring. }
  rewrite !M, Rplus_0_l, Rmult_0_l, Rplus_0_r. autorewrite with inner. rewrite (dot_comm S x q).
  replace (y * << w, x >> - a) with (- z) by (unfold z; ring).
  replace (-1 * (threshold (- z) 1 kappa 0 * y * << q, x >>)) with (threshold (- z) 1 kappa 0 * k)
    by (unfold k; ring).
  destruct (Rtotal_order z 0) as [L | [L | L]]; [| contradiction |].
  - rewrite above_the_threshold by lra. rewrite (Rabs_left z L) in T.
    assert (z + h * k < 0) by (pose proof (Rle_abs (h * k)); lra).
    rewrite !Rmax_left by lra.
    replace ((0 - 0) / h - 0 * k) with 0 by (field; exact H). now rewrite Rabs_R0.
  - rewrite below_the_threshold by lra. rewrite (Rabs_pos_eq z) in T by lra.
    assert (0 < z + h * k).
    { pose proof (Rle_abs (- (h * k))) as A. rewrite Rabs_Ropp in A. lra. }
    rewrite !Rmax_right by lra.
    replace ((z + h * k - z) / h - 1 * k) with 0 by (field; exact H). now rewrite Rabs_R0.
Qed.

(* perceptron.batch-criterion: the gradient of max(0, -y w.x), where it has one *)
Theorem criterion_gradient {S : space} (kappa y : R) (w x : S) : y * << w, x >> <> 0 ->
  gradient_at (fun u => Rmax 0 (- (y * << u, x >>))) w
    ((-1) *v ((hit kappa (y * << w, x >>) * y) *v x)).
Proof.
  intro N. apply (gradient_same _ _ _ _ _ (corner_gradient 0 kappa y w x N)).
  - intro u. f_equal. ring.
  - unfold hit. now rewrite Rminus_0_r.
Qed.

(* perceptron.margin-breaks-it: at the margin 1 two rates, from zero, predict differently. *)
Definition five (t : nat) : line * R := (1, if Nat.leb t 3 then 1 else -1).
Theorem margin_two_rates :
  phi (-1) 1 1 (run (with_margin (S := line) 1 1) 0 five 5 * 1) = -1 /\
  phi (-1) 1 1 (run (with_margin (S := line) 1 (1 / 4)) 0 five 5 * 1) = 1.
Proof. split; a_run. Qed.

(* perceptron.weight-decay: multiplied by the rate, at the decay 1, two rates predict differently. *)
Definition half_then_one (t : nat) : line * R :=
  match t with 1%nat => (1, -1) | _ => (1 / 2, 1) end.
Theorem decay_two_rates :
  let W eta := run (decayed (S := line) (-1) 1 1 (1 - eta * 1) eta) 0 half_then_one 2 in
  phi (-1) 1 1 (W (1 / 4) * 1) = -1 /\ phi (-1) 1 1 (W 1 * 1) = 1.
Proof. cbv zeta. split; a_run. Qed.
