(* The perceptron: each entry as a textbook would state it, to be read alone. *)
From Ledger.Headlines Require Import Tools.

Section Perceptron.
Context {S : space}.
Variables below at_zero above : R. (* the three values of the threshold function: any *)

Definition phi (z : R) : R := threshold z below at_zero above.
Definition update (eta : R) (w : S) (sample : S * R) : S :=
  let (x, y) := sample in w +v (eta * (y - phi << w, x >>)) *v x.
(* Sample number t is seen at update t. *)
Definition weights (eta : R) (w0 : S) (s : nat -> S * R) (t : nat) : S := run (update eta) w0 s t.
Definition input (s : nat -> S * R) t : S := fst (s t).
Definition label (s : nat -> S * R) t : R := snd (s t).
Definition error eta w0 s t : R :=
  label s (Datatypes.S t) - phi << weights eta w0 s t, input s (Datatypes.S t) >>.
Definition change eta w0 s t : S :=
  weights eta w0 s (Datatypes.S t) -v weights eta w0 s t.

(* perceptron.sign-only *)
Theorem sign_only c z : 0 < c -> phi (c * z) = phi z.
Proof.
  intro C. unfold phi. destruct (Rtotal_order z 0) as [H | [H | H]].
  - rewrite !below_the_threshold; try exact H; try reflexivity. rewrite <- (Rmult_0_r c).
    now apply Rmult_lt_compat_l.
  - rewrite !at_the_threshold; try exact H; try reflexivity. rewrite H. apply Rmult_0_r.
  - rewrite !above_the_threshold; try exact H; try reflexivity. now apply Rmult_lt_0_compat.
Qed.

(* perceptron.first-update *)
Theorem first_update eta w0 s :
  change eta w0 s 0 = (eta * (label s 1 - phi << w0, input s 1 >>)) *v input s 1.
Proof.
  unfold change, weights, label, input. cbn [run]. destruct (s 1%nat) as [x y]. cbn. vec.
Qed.
Lemma phi_0 : phi 0 = at_zero.
Proof. now apply at_the_threshold. Qed.
Theorem first_update_from_zero eta s :
  change eta zero s 0 = (eta * (label s 1 - at_zero)) *v input s 1.
Proof. now rewrite first_update, dot_zero, phi_0. Qed.
Theorem first_label_one eta s : at_zero = 1 -> label s 1 = 1 -> change eta zero s 0 = zero.
Proof. intros A L. rewrite first_update_from_zero, A, L. vec. Qed.

(* perceptron.unrolled *)
Lemma next eta w0 s t :
  change eta w0 s t = (eta * error eta w0 s t) *v input s (Datatypes.S t).
Proof.
  unfold change, error, weights, label, input. cbn [run].
  destruct (s (Datatypes.S t)) as [x y]. cbn. vec.
Qed.
Lemma weights_next eta w0 s t :
  weights eta w0 s (Datatypes.S t)
  = weights eta w0 s t +v (eta * error eta w0 s t) *v input s (Datatypes.S t).
Proof. rewrite <- next. unfold change. vec. Qed.
Theorem second_update eta w0 s :
  change eta w0 s 1 =
  (eta * (label s 2 - phi << w0 +v (eta * (label s 1 - phi << w0, input s 1 >>)) *v input s 1,
    input s 2 >>)) *v input s 2.
Proof. rewrite next. unfold error at 1. now rewrite weights_next. Qed.
Theorem second_update_from_zero eta s :
  change eta zero s 1 =
  (eta * (label s 2 - phi << (eta * (label s 1 - at_zero)) *v input s 1, input s 2 >>))
    *v input s 2.
Proof.
  rewrite second_update, dot_zero, phi_0. do 4 f_equal. f_equal. vec.
Qed.
Theorem second_update_rate_dropped eta s : 0 < eta ->
  change eta zero s 1 =
  (eta * (label s 2 - phi << (label s 1 - at_zero) *v input s 1, input s 2 >>)) *v input s 2.
Proof.
  intro E. rewrite second_update_from_zero. do 3 f_equal.
  rewrite <- (sign_only eta << (label s 1 - at_zero) *v input s 1, input s 2 >> E). f_equal.
  autorewrite with inner. ring.
Qed.

(* perceptron.joint-scaling *)
Theorem joint_scaling c eta w0 s t : 0 < c ->
  weights (c * eta) (c *v w0) s t = c *v weights eta w0 s t.
Proof.
  intro C. unfold weights.
  apply (symmetry_trajectory (update eta) (update (c * eta)) (fun w => c *v w)).
  intros w [x y]. cbn. rewrite dot_scale, sign_only by exact C. vec.
Qed.
Theorem only_start_over_rate eta w0 s t : 0 < eta ->
  weights eta w0 s t = eta *v weights 1 ((1 / eta) *v w0) s t.
Proof.
  intro E. rewrite <- joint_scaling by exact E. rewrite Rmult_1_r. f_equal.
  vectors. field. lra.
Qed.

(* perceptron.eta-factors-out, and perceptron.any-threshold-convention: the values are any *)
Theorem rate_factors_out eta s t : 0 < eta -> weights eta zero s t = eta *v weights 1 zero s t.
Proof. intro E. rewrite only_start_over_rate by exact E. now rewrite scale_zero. Qed.
Theorem updates_factor_out eta s t : 0 < eta -> change eta zero s t = eta *v change 1 zero s t.
Proof. intro E. unfold change. rewrite !(rate_factors_out eta) by exact E. vec. Qed.
Theorem jump_that_moves eta theta z : 0 < eta -> phi (eta * z - eta * theta) = phi (z - theta).
Proof. intro E. rewrite <- (sign_only eta (z - theta) E). f_equal. ring. Qed.

(* perceptron.predictions-same, perceptron.mistakes-same *)
Theorem predictions_same eta s t x : 0 < eta ->
  phi << weights eta zero s t, x >> = phi << weights 1 zero s t, x >>.
Proof. intro E. rewrite rate_factors_out, dot_scale by exact E. now apply sign_only. Qed.
Theorem mistakes_same eta s t : 0 < eta -> error eta zero s t = error 1 zero s t.
Proof. intro E. unfold error. now rewrite predictions_same. Qed.

(* perceptron.direction *)
Theorem direction eta s t : 0 < eta -> weights eta zero s t <> zero ->
  (1 / norm (weights eta zero s t)) *v weights eta zero s t
  = (1 / norm (weights 1 zero s t)) *v weights 1 zero s t.
Proof.
  intros E N. rewrite rate_factors_out in * by exact E. set (v := weights 1 zero s t) in *.
  assert (V : v <> zero) by (intro H; apply N; rewrite H; apply scale_zero).
  rewrite norm_scale by lra. vectors. field. split; [now apply norm_not_zero | lra].
Qed.
Theorem zero_at_one_rate_and_all eta s t : 0 < eta ->
  weights eta zero s t = zero <-> weights 1 zero s t = zero.
Proof. intro E. rewrite rate_factors_out by exact E. apply scaled_not_zero. lra. Qed.

(* perceptron.any-positive-rate *)
Theorem any_two_rates eta eta' s t : 0 < eta -> 0 < eta' ->
  weights eta' zero s t = (eta' / eta) *v weights eta zero s t.
Proof.
  intros E E'. rewrite (rate_factors_out eta), (rate_factors_out eta') by assumption.
  vectors. field. lra.
Qed.
Theorem rate_zero w0 s t : weights 0 w0 s t = w0.
Proof.
  induction t as [| t IH]; [reflexivity |]. rewrite weights_next, IH. vec.
Qed.

(* perceptron.bracket-is-data-only *)
Theorem bracket eta eta' w0 u0 s t : 0 < eta -> 0 < eta' ->
  (1 / eta) *v w0 = (1 / eta') *v u0 ->
  (1 / eta) *v change eta w0 s t = (1 / eta') *v change eta' u0 s t.
Proof.
  intros E E' H. unfold change.
  rewrite (only_start_over_rate eta w0), (only_start_over_rate eta w0 s t) by exact E.
  rewrite (only_start_over_rate eta' u0), (only_start_over_rate eta' u0 s t) by exact E'.
  rewrite H. vectors. field. lra.
Qed.
Theorem bracket_from_zero eta eta' s t : 0 < eta -> 0 < eta' ->
  (1 / eta) *v change eta zero s t = (1 / eta') *v change eta' zero s t.
Proof. intros E E'. apply bracket; try assumption. now rewrite !scale_zero. Qed.

(* perceptron.bias: a bias is the weight of an input that is 1; here it stands by itself. *)
Definition update_with_bias (eta : R) (p : S * R) (sample : S * R) : S * R :=
  let (w, b) := p in let (x, y) := sample in
  let e := y - phi (<< w, x >> + b) in (w +v (eta * e) *v x, b + eta * e).
Definition both eta s t : S * R := run (update_with_bias eta) (zero, 0) s t.
Theorem bias eta s t : 0 < eta ->
  fst (both eta s t) = eta *v fst (both 1 s t) /\ snd (both eta s t) = eta * snd (both 1 s t).
Proof.
  intro E. unfold both.
  assert (H := symmetry_trajectory (update_with_bias 1) (update_with_bias eta)
    (fun p => (eta *v fst p, eta * snd p))).
  replace (zero, 0) with ((fun p : S * R => (eta *v fst p, eta * snd p)) (zero, 0)) at 1 3
    by (cbn; f_equal; [apply scale_zero | ring]).
  rewrite H; [easy |]. intros [w b] [x y]. cbn.
  replace (<< eta *v w, x >> + eta * b) with (eta * (<< w, x >> + b)) by (autorewrite with inner; ring).
  rewrite sign_only by exact E. f_equal; [vec | ring].
Qed.
Theorem bias_labels eta s t x : 0 < eta ->
  phi (<< fst (both eta s t), x >> + snd (both eta s t))
  = phi (<< fst (both 1 s t), x >> + snd (both 1 s t)).
Proof.
  intro E. destruct (bias eta s t E) as [-> ->]. rewrite dot_scale, <- Rmult_plus_distr_l.
  now apply sign_only.
Qed.

(* perceptron.schedules: rates that are fixed beforehand, times a common factor *)
Definition scheduled (eta : R) (w : S) (z : R * (S * R)) : S := update (eta * fst z) w (snd z).
Theorem schedules eta z t : 0 < eta ->
  run (scheduled eta) zero z t = eta *v run (scheduled 1) zero z t.
Proof.
  intro E. rewrite <- (scale_zero eta) at 1.
  apply (symmetry_trajectory (scheduled 1) (scheduled eta) (fun w => eta *v w)).
  intros w [r [x y]]. unfold scheduled. cbn. rewrite dot_scale, sign_only by exact E. vec.
Qed.

(* perceptron.epochs-and-orders: any order i, any record kept, any rule that reads it *)
Section Orders.
Variables (Record : Type) (keep : Record -> R -> R -> Record) (start : Record).
Definition step_and_record (eta : R) (p : S * Record) (sample : S * R) : S * Record :=
  (update eta (fst p) sample, keep (snd p) (snd sample) (phi << fst p, fst sample >>)).
Theorem orders eta (samples : nat -> S * R) (i : nat -> nat) t : 0 < eta ->
  let after rate := run (step_and_record rate) (zero, start) (fun k => samples (i k)) t in
  fst (after eta) = eta *v fst (after 1) /\ snd (after eta) = snd (after 1).
Proof.
  intro E. cbv beta zeta.
  assert (C : forall p z, (fun p => (eta *v fst p, snd p)) (step_and_record 1 p z)
    = step_and_record eta ((fun p => (eta *v fst p, snd p)) p) z).
  { intros [w r] [x y]. unfold step_and_record. cbn.
    rewrite dot_scale, sign_only by exact E. f_equal. vec. }
  pose proof (symmetry_trajectory _ _ _ C (zero, start) (fun k => samples (i k)) t) as H.
  cbn in H. rewrite scale_zero in H. now rewrite H.
Qed.
Theorem loss_is_scaled eta s t k : 0 < eta ->
  Rmax 0 (-1 * (label s k * << weights eta zero s t, input s k >>))
  = eta * Rmax 0 (-1 * (label s k * << weights 1 zero s t, input s k >>)).
Proof.
  intro E. rewrite rate_factors_out, dot_scale by exact E.
  rewrite <- RmaxRmult by lra. f_equal; ring.
Qed.
End Orders.
End Perceptron.

(* perceptron.sign-only, the other half: a factor of a part alone may not be dropped. *)
Theorem factor_of_a_part :
  phi (-1) 1 1 (2 + 3 * -1) = -1 /\ phi (-1) 1 1 (2 + -1) = 1.
Proof.
  unfold phi. split; [apply below_the_threshold | apply above_the_threshold]; lra.
Qed.

(* perceptron.nonzero-start-can-matter: one sample (1, -1), then the input 1 *)
Definition one_sample (_ : nat) : line * R := (1, -1).
Lemma from_one eta (w0 : line) : 0 < w0 ->
  weights (S := line) (-1) 1 1 eta w0 one_sample 1 = w0 - 2 * eta.
Proof.
  intro H. cbn. unfold phi. rewrite above_the_threshold by lra. ring.
Qed.
Theorem start_can_matter :
  phi (-1) 1 1 (weights (S := line) (-1) 1 1 (1 / 4) 1 one_sample 1 * 1) = 1 /\
  phi (-1) 1 1 (weights (S := line) (-1) 1 1 1 1 one_sample 1 * 1) = -1.
Proof.
  rewrite !from_one by lra. unfold phi.
  split; [apply above_the_threshold | apply below_the_threshold]; lra.
Qed.

(* perceptron.nonzero-start-need-not-matter *)
Theorem start_need_not_matter eta t :
  weights (S := line) (-1) 1 1 eta 1 (fun _ => (1, 1)) t = 1.
Proof.
  induction t as [| t IH]; [reflexivity |].
  change (weights (S := line) (-1) 1 1 eta 1 (fun _ => (1, 1)) (S t))
    with (let w := weights (S := line) (-1) 1 1 eta 1 (fun _ => (1, 1)) t in
      w + eta * (1 - phi (-1) 1 1 (w * 1)) * 1).
  cbv zeta. rewrite IH. unfold phi. rewrite above_the_threshold by lra.
  change (1 + eta * (1 - 1) * 1 = 1). ring.
Qed.
