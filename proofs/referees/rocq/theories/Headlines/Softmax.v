(* Softmax regression: a row of weights for each of n classes, the cross-entropy summed over a batch. *)
From Coq Require Import List Lia PeanoNat Psatz.
From Ledger.Headlines Require Import Gradients Hidden Layer Logistic.
Import ListNotations.

Section Softmax.
Context {S : space}.
Variable n : nat. (* classes 0, ..., n - 1 *)
Definition rows : Type := nat -> S.
Definition sample : Type := S * nat. (* an input and its class *)
Definition belongs (y k : nat) : R := if Nat.eqb k y then 1 else 0.
Definition share (w : rows) (x : S) (k : nat) : R :=
  exp << w k, x >> / sum n (fun j => exp << w j, x >>).
Definition cross_entropy (w : rows) (s : sample) : R :=
  ln (sum n (fun j => exp << w j, fst s >>)) - << w (snd s), fst s >>.
Definition loss (w : rows) (batch : list sample) : R := over batch (cross_entropy w).
Definition gradient (w : rows) (batch : list sample) (k : nat) : S :=
  vover batch (fun s => (share w (fst s) k - belongs (snd s) k) *v fst s).
Definition step (eta : R) (w : rows) (batch : list sample) : rows :=
  fun k => w k -v eta *v gradient w batch k.
Definition learned eta w (batches : nat -> list sample) t : rows := run (step eta) w batches t.
Definition with_row (w : rows) k (u : S) : rows := fun j => if Nat.eqb j k then u else w j.

Lemma exponentials_positive (w : rows) x k : sum (Datatypes.S k) (fun j => exp << w j, x >>) > 0.
Proof.
  induction k as [| k IH]; cbn [sum] in *.
  - pose proof (exp_pos << w 0%nat, x >>). lra.
  - pose proof (exp_pos << w (Datatypes.S k), x >>). lra.
Qed.
Lemma total_positive (w : rows) x k : (k < n)%nat -> 0 < sum n (fun j => exp << w j, x >>).
Proof. intro H. destruct n as [| l]; [lia |]. apply exponentials_positive. Qed.
Lemma sum_one (f : nat -> R) k : (k < n)%nat -> sum n (fun j => if Nat.eqb j k then f j else 0) = f k.
Proof.
  induction n as [| l IH]; [lia |]. intro H. cbn [sum]. destruct (Nat.eqb_spec l k) as [-> | N].
  - rewrite sum_none; [ring |]. intros j J. destruct (Nat.eqb_spec j k); [lia | reflexivity].
  - rewrite IH by lia. ring.
Qed.
Lemma sum_of_belongs y : (y < n)%nat -> sum n (belongs y) = 1.
Proof. intro H. exact (sum_one (fun _ => 1) y H). Qed.
Lemma sum_of_shares (w : rows) x k : (k < n)%nat -> sum n (share w x) = 1.
Proof.
  intro H. pose proof (total_positive w x k H) as P. unfold share.
  rewrite (sum_same n n _ (fun j => / sum n (fun j => exp << w j, x >>) * exp << w j, x >>));
    [| reflexivity | intro j; unfold Rdiv; ring].
  rewrite <- sum_scale. field. lra.
Qed.

(* further.softmax-at-zero: the gradient, derived *)
Theorem gradient_is_one w batch k : (k < n)%nat ->
  gradient_at (fun u => loss (with_row w k u) batch) (w k) (gradient w batch k).
Proof.
  intro H. unfold loss, gradient.
  apply (gradient_over batch (fun s u => cross_entropy (with_row w k u) s)). intros [x y]. cbn [fst snd].
  pose proof (total_positive w x k H) as P.
  set (f := fun z => ln (sum n (fun j => if Nat.eqb j k then exp z else exp << w j, x >>))
    - (if Nat.eqb k y then z else << w y, x >>)).
  apply (gradient_same (fun u => f << u, x >>) _ (w k) ((share w x k - belongs y k) *v x)).
  - apply gradient_of_net_input. unfold f.
    assert (E : sum n (fun j => if Nat.eqb j k then exp << w k, x >> else exp << w j, x >>)
      = sum n (fun j => exp << w j, x >>)).
    { apply sum_same; [reflexivity |]. intro j. now destruct (Nat.eqb_spec j k) as [-> | _]. }
    apply d_minus.
    + unfold share. unfold Rdiv. rewrite Rmult_comm, <- E.
      apply (d_comp (fun z => sum n (fun j => if Nat.eqb j k then exp z else exp << w j, x >>)) ln);
        [| apply derivable_pt_lim_ln; rewrite E; exact P].
      rewrite <- (sum_one (fun _ => exp << w k, x >>) k H).
      apply (d_sum n (fun j z => if Nat.eqb j k then exp z else exp << w j, x >>)). intro j.
      destruct (Nat.eqb j k); [apply derivable_pt_lim_exp | apply d_const].
    + unfold belongs. destruct (Nat.eqb k y); [apply d_id | apply d_const].
  - intro u. unfold f, cross_entropy, with_row. cbn [fst snd]. rewrite (Nat.eqb_sym k y). f_equal.
    + f_equal. apply sum_same; [reflexivity |]. intro j. now destruct (Nat.eqb j k).
    + now destruct (Nat.eqb y k).
  - reflexivity.
Qed.
Lemma share_at_zero x k : share (fun _ => zero) x k = 1 / INR n.
Proof.
  unfold share. rewrite dot_zero, exp_0, sum_of_constant. f_equal. ring.
Qed.
Theorem gradient_at_zero batch k :
  gradient (fun _ => zero) batch k
  = vover batch (fun s => (1 / INR n - belongs (snd s) k) *v fst s).
Proof. apply vover_same. intros s. now rewrite share_at_zero. Qed.
(* The inputs of the samples of a class *)
Definition own_inputs (batch : list sample) (k : nat) : S := vover batch (fun s => belongs (snd s) k *v fst s).
Theorem first_step_apart eta batch j k :
  step eta (fun _ => zero) batch j -v step eta (fun _ => zero) batch k
  = eta *v (own_inputs batch j -v own_inputs batch k).
Proof.
  unfold step. rewrite !gradient_at_zero. unfold own_inputs.
  assert (E : forall l, vover batch (fun s => (1 / INR n - belongs (snd s) l) *v fst s)
    = vover batch (fun s => (1 / INR n) *v fst s) -v vover batch (fun s => belongs (snd s) l *v fst s)).
  { intro l. induction batch as [| s r IH]; cbn [vover]; [vec | rewrite IH; vectors; ring]. }
  rewrite !E. vectors. ring.
Qed.
Theorem part_iff eta batch j k : 0 < eta ->
  step eta (fun _ => zero) batch j <> step eta (fun _ => zero) batch k
  <-> own_inputs batch j <> own_inputs batch k.
Proof.
  intro E. pose proof (first_step_apart eta batch j k) as F. split; intros N H; apply N.
  - rewrite H, plus_minus, scale_zero in F. apply same. intro p.
    assert (D := f_equal (fun v => << v, p >>) F). cbn beta in D. autorewrite with inner in D. lra.
  - rewrite H, plus_minus in F. symmetry in F. apply scaled_not_zero in F; [| lra]. apply same. intro p.
    assert (D := f_equal (fun v => << v, p >>) F). cbn beta in D. autorewrite with inner in D. lra.
Qed.

(* further.softmax-absent-classes *)
Theorem absent_classes_stay_tied eta w batches i j t : w i = w j ->
  (forall r, Forall (fun s => snd s <> i /\ snd s <> j) (batches r)) ->
  learned eta w batches t i = learned eta w batches t j.
Proof.
  intros E N. unfold learned. induction t as [| t IH]; [exact E |]. cbn [run].
  set (v := run (step eta) w batches t) in *.
  assert (G : gradient v (batches (Datatypes.S t)) i = gradient v (batches (Datatypes.S t)) j).
  { unfold gradient. induction (N (Datatypes.S t)) as [| s r [A B] F IF]; [reflexivity |].
    cbn [vover]. rewrite IF. do 3 f_equal; unfold share, belongs; rewrite ?IH; [reflexivity |].
    destruct (Nat.eqb_spec i (snd s)), (Nat.eqb_spec j (snd s)); congruence. }
  unfold step. now rewrite G, IH.
Qed.

(* further.softmax-rows-sum *)
Lemma vsum_vover (batch : list sample) (f : nat -> sample -> S) :
  vsum n (fun k => vover batch (f k)) = vover batch (fun s => vsum n (fun k => f k s)).
Proof.
  induction batch as [| s r IH]; cbn [vover]; [now apply vsum_none |]. rewrite <- IH. symmetry.
  apply vsum_plus.
Qed.
Lemma vsum_multiples (f : nat -> R) (x : S) : vsum n (fun k => f k *v x) = sum n f *v x.
Proof. induction n as [| l IH]; cbn; [vec | rewrite IH; vec]. Qed.
Theorem factors_cancel w x y : (y < n)%nat -> sum n (fun k => share w x k - belongs y k) = 0.
Proof.
  intro H. pose proof (sum_of_shares w x y H) as P. pose proof (sum_of_belongs y H) as Q.
  rewrite (sum_same n n _ (fun k => share w x k + (-1) * belongs y k)); [| reflexivity | intro; ring].
  rewrite <- sum_plus, <- sum_scale, P, Q. ring.
Qed.
Theorem gradients_cancel w batch : Forall (fun s => (snd s < n)%nat) batch -> vsum n (gradient w batch) = zero.
Proof.
  intro H. unfold gradient. rewrite vsum_vover.
  induction H as [| s r L H IH]; [reflexivity |]. cbn [vover].
  rewrite IH, vsum_multiples, factors_cancel by exact L. vec.
Qed.
Theorem rows_sum_stays eta w batches t : (forall r, Forall (fun s => (snd s < n)%nat) (batches r)) ->
  vsum n (learned eta w batches t) = vsum n w.
Proof.
  intro H. unfold learned. induction t as [| t IH]; [reflexivity |]. cbn [run]. rewrite <- IH.
  set (v := run (step eta) w batches t). unfold step.
  rewrite (vsum_same n n _ (fun k => v k +v (- eta) *v gradient v (batches (Datatypes.S t)) k));
    [| reflexivity | intro; vec].
  rewrite <- vsum_plus, <- vsum_scale. rewrite (gradients_cancel v (batches (Datatypes.S t)) (H _)). vec.
Qed.
End Softmax.

(* further.softmax-two-classes: logistic regression for class 0, at twice the rate *)
Section Two.
Context {S : space}.
Notation sample := (@sample S).
Definition logistic_step (eta : R) (u : S) (batch : list sample) : S :=
  u -v eta *v vover batch (fun s : sample => (sigmoid << u, fst s >> - belongs (snd s) 0) *v fst s).
Theorem share_is_logistic p q : exp p / (exp p + exp q) = sigmoid (p - q).
Proof.
  rewrite sigmoid_form. unfold Rminus. rewrite exp_plus, exp_Ropp.
  pose proof (exp_pos p). pose proof (exp_pos q). field. lra.
Qed.
Theorem two_classes eta (w : nat -> S) batches t :
  (forall r, Forall (fun s : sample => (snd s < 2)%nat) (batches r)) ->
  run (logistic_step (2 * eta)) (w 0%nat -v w 1%nat) batches t
  = learned 2 eta w batches t 0%nat -v learned 2 eta w batches t 1%nat.
Proof.
  intro H. unfold learned. induction t as [| t IH]; [reflexivity |]. cbn [run]. rewrite IH.
  set (v := run (step 2 eta) w batches t). unfold step, gradient, logistic_step.
  set (u := v 0%nat -v v 1%nat).
  assert (E : vover (batches (Datatypes.S t))
      (fun s : sample => (share 2 v (fst s) 1 - belongs (snd s) 1) *v fst s)
    = (-1) *v vover (batches (Datatypes.S t))
      (fun s : sample => (share 2 v (fst s) 0 - belongs (snd s) 0) *v fst s)).
  { induction (H (Datatypes.S t)) as [| s r L F IF]; [cbn; vec |]. cbn [vover]. rewrite IF.
    pose proof (factors_cancel 2 v (fst s) (snd s) L) as C. cbn [sum] in C.
    replace (share 2 v (fst s) 1 - belongs (snd s) 1) with (- (share 2 v (fst s) 0 - belongs (snd s) 0)) by lra.
    vec. }
  rewrite E. rewrite (vover_same (batches (Datatypes.S t))
    (fun s : sample => (sigmoid << u, fst s >> - belongs (snd s) 0) *v fst s)
    (fun s : sample => (share 2 v (fst s) 0 - belongs (snd s) 0) *v fst s)).
  - unfold u. vec.
  - intro s. do 2 f_equal. unfold share, u. cbn [sum]. rewrite Rplus_0_l, share_is_logistic.
    f_equal. autorewrite with inner. ring.
Qed.
Theorem same_probability (w : nat -> S) x : share 2 w x 0 = sigmoid << w 0%nat -v w 1%nat, x >>.
Proof.
  unfold share. cbn [sum]. rewrite Rplus_0_l, share_is_logistic. f_equal. autorewrite with inner. ring.
Qed.
End Two.

(* further.softmax-at-zero: three classes, one sample with the input 1 of class 0, the rate 1 *)
Theorem three_classes :
  let w := step (S := line) 3 1 (fun _ => 0) [(1 : line, 0%nat)] in
  w 0%nat = 2 / 3 /\ w 1%nat = -1 / 3 /\ w 2%nat = -1 / 3 /\ 1 / 3 < share 3 w 1 0.
Proof.
  cbv zeta. set (w := step (S := line) 3 1 (fun _ => 0) [(1 : line, 0%nat)]).
  assert (W : forall k, w k = -1 * (1 * ((1 / 3 - belongs 0 k) * 1 + 0))).
  { intro k. unfold w, step. change (fun _ : nat => 0) with (fun _ : nat => (zero : line)).
    rewrite gradient_at_zero. cbn -[IZR belongs INR]. change (INR 3) with (1 + 1 + 1). real.
    replace (1 + 1 + 1) with 3 by ring. ring. }
  assert (A : w 0%nat = 2 / 3) by (rewrite W; cbn; field).
  assert (B : w 1%nat = -1 / 3) by (rewrite W; cbn; field).
  assert (C : w 2%nat = -1 / 3) by (rewrite W; cbn; field).
  repeat split; try assumption. unfold share. cbn [sum]. rewrite A, B, C. cbn -[IZR].
  assert (L : exp (-1 / 3 * 1) < exp (2 / 3 * 1)) by (apply exp_increasing; lra).
  pose proof (exp_pos (-1 / 3 * 1)). set (p := exp (2 / 3 * 1)) in *. set (q := exp (-1 / 3 * 1)) in *.
  apply (Rmult_lt_reg_r (0 + p + q + q)); [lra |]. unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l; lra.
Qed.
