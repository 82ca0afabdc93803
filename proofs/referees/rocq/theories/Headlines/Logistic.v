(* Logistic regression: the gradient, where descent from zero starts, convexity, the rate. *)
From Coq Require Import Lia PeanoNat Psatz.
From Ledger.Headlines Require Import Gradients.

Definition logistic_loss (y z : R) : R := ln (1 + exp z) - y * z.
Lemma sigmoid_form z : sigmoid z = exp z / (1 + exp z).
Proof.
  unfold sigmoid. replace (-1 * z) with (- z) by ring. rewrite exp_Ropp.
  pose proof (exp_pos z). field. lra.
Qed.
Lemma sigmoid_between z : 0 < sigmoid z < 1.
Proof.
  rewrite sigmoid_form. pose proof (exp_pos z) as P. split; [apply Rdiv_lt_0_compat; lra |].
  apply (Rmult_lt_reg_r (1 + exp z)); [lra |]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.
Lemma sigmoid_0 : sigmoid 0 = 1 / 2.
Proof. rewrite sigmoid_form, exp_0. field. Qed.

(* logistic.same-gradient-form: prediction minus target, both times *)
Theorem slope_of_squared_loss y z : derivable_pt_lim (fun z => (z - y) * (z - y) / 2) z (z - y).
Proof.
  apply (d_same _ _ _ ((z - y) * (1 - 0)) _
    (d_square (fun z => z - y) _ _ (d_minus _ (fun _ => y) _ _ _ (d_id z) (d_const y z)))).
  - reflexivity.
  - ring.
Qed.
Theorem slope_of_logistic_loss y z : derivable_pt_lim (logistic_loss y) z (sigmoid z - y).
Proof.
  pose proof (exp_pos z) as P.
  apply (d_same (fun z => ln (1 + exp z) - y * z) _ _ (/ (1 + exp z) * (0 + exp z) - y * 1)).
  - apply d_minus; [| apply d_scale, d_id]. apply (d_comp (fun z => 1 + exp z) ln).
    + apply d_plus; [apply d_const | apply derivable_pt_lim_exp].
    + apply derivable_pt_lim_ln. lra.
  - reflexivity.
  - rewrite sigmoid_form. field. lra.
Qed.
Theorem slope_of_sigmoid z : derivable_pt_lim sigmoid z (sigmoid z * (1 - sigmoid z)).
Proof.
  pose proof (exp_pos z) as P.
  apply (d_same (fun z => 1 - / (1 + exp z)) _ _ (0 - - (/ ((1 + exp z) * (1 + exp z))) * (0 + exp z))).
  - apply d_minus; [apply d_const |]. apply (d_comp (fun z => 1 + exp z) Rinv).
    + apply d_plus; [apply d_const | apply derivable_pt_lim_exp].
    + apply (d_same (fun x => 1 / x) _ _ ((0 * (1 + exp z) - 1 * 1) / Rsqr (1 + exp z))).
      * apply (derivable_pt_lim_div (fun _ => 1) (fun x => x)); [apply d_const | apply d_id | lra].
      * intro e. unfold Rdiv. ring.
      * unfold Rsqr. field. lra.
  - intro e. pose proof (exp_pos e). rewrite sigmoid_form. field. lra.
  - rewrite sigmoid_form. field. lra.
Qed.

(* The loss lies above its tangents. *)
Lemma above_its_tangent y a c :
  logistic_loss y a + (sigmoid a - y) * (c - a) <= logistic_loss y c.
Proof.
  unfold logistic_loss. set (s := sigmoid a). set (d := c - a).
  pose proof (sigmoid_between a) as B. fold s in B.
  pose proof (exp_pos a) as PA. pose proof (exp_pos c) as PC.
  assert (E : (1 + exp c) / (1 + exp a) = (1 - s) + s * exp d).
  { unfold s, d. rewrite sigmoid_form. replace c with (a + (c - a)) at 1 by ring.
    rewrite exp_plus. field. lra. }
  assert (G : exp (s * d) <= (1 - s) + s * exp d).
  { apply (Rmult_le_reg_r (exp (- (s * d)))); [apply exp_pos |].
    rewrite <- exp_plus, Rplus_opp_r, exp_0.
    replace (((1 - s) + s * exp d) * exp (- (s * d)))
      with ((1 - s) * exp (- (s * d)) + s * (exp d * exp (- (s * d)))) by ring.
    rewrite <- exp_plus.
    pose proof (tangent_of_exp (- (s * d))) as T1. pose proof (tangent_of_exp (d + - (s * d))) as T2.
    apply Rmult_le_compat_l with (r := 1 - s) in T1; [| lra].
    apply Rmult_le_compat_l with (r := s) in T2; [| lra]. lra. }
  rewrite <- E in G.
  assert (F : s * d <= ln (1 + exp c) - ln (1 + exp a)).
  { apply (Rmult_le_compat_r (1 + exp a)) in G; [| lra].
    replace ((1 + exp c) / (1 + exp a) * (1 + exp a)) with (1 + exp c) in G by (field; lra).
    assert (K : ln (exp (s * d) * (1 + exp a)) <= ln (1 + exp c)).
    { destruct G as [G | ->]; [left; apply ln_increasing; [| exact G] | right; reflexivity].
      apply Rmult_lt_0_compat; [apply exp_pos | lra]. }
    rewrite ln_mult, ln_exp in K; [lra | apply exp_pos | lra]. }
  replace ((s - y) * d) with (s * d - y * (c - a)) by (unfold d; ring). lra.
Qed.

Section Logistic.
Context {S : space}.
Variables (m : nat) (x : nat -> S) (y : nat -> R).
Hypothesis samples : (0 < m)%nat.
Implicit Types w u v q : S.
Definition mean (f : nat -> R) : R := / INR m * sum m f.
Definition loss w : R := mean (fun k => logistic_loss (y k) << w, x k >>).
Definition gradient w : S := (/ INR m) *v vsum m (fun k => (sigmoid << w, x k >> - y k) *v x k).
Lemma m_positive : 0 < / INR m.
Proof. apply Rinv_0_lt_compat, lt_0_INR, samples. Qed.
Theorem gradient_is_one w : gradient_at loss w (gradient w).
Proof.
  apply gradient_scale, gradient_sum. intro k.
  apply (gradient_of_net_input (logistic_loss (y k))), slope_of_logistic_loss.
Qed.
Theorem gradient_of_squared_loss w :
  gradient_at (fun u => mean (fun k => (<< u, x k >> - y k) * (<< u, x k >> - y k) / 2)) w
    ((/ INR m) *v vsum m (fun k => (<< w, x k >> - y k) *v x k)).
Proof.
  apply gradient_scale, gradient_sum. intro k.
  apply (gradient_of_net_input (fun z => (z - y k) * (z - y k) / 2)), slope_of_squared_loss.
Qed.

(* logistic.gradient-at-zero *)
Definition h : S := vsum m (fun k => (1 / 2 - y k) *v x k).
Theorem gradient_at_zero : gradient zero = (/ INR m) *v h.
Proof.
  unfold gradient, h. f_equal. apply vsum_same; [reflexivity |]. intro k.
  now rewrite dot_zero, sigmoid_0.
Qed.
Theorem gradient_at_zero_is_one : gradient_at loss zero ((/ INR m) *v h).
Proof. rewrite <- gradient_at_zero. apply gradient_is_one. Qed.

(* logistic.starts-iff-correlated *)
Definition step (eta : R) w : S := w -v eta *v gradient w.
Theorem starts_iff eta : 0 < eta -> step eta zero <> zero <-> h <> zero.
Proof.
  intro E. pose proof m_positive as M. unfold step. rewrite gradient_at_zero.
  replace (zero -v eta *v ((/ INR m) *v h)) with ((- (eta * / INR m)) *v h) by (vec; lra).
  assert (N : - (eta * / INR m) <> 0).
  { assert (0 < eta * / INR m) by now apply Rmult_lt_0_compat. lra. }
  now rewrite (scaled_not_zero _ h N).
Qed.
Lemma mean_not_less f g : (forall k, (k < m)%nat -> f k <= g k) -> mean f <= mean g.
Proof.
  intro H. apply Rmult_le_compat_l; [left; apply m_positive | now apply sum_le].
Qed.
Theorem above_all_tangents w u : loss w + << gradient w, u -v w >> <= loss u.
Proof.
  unfold loss, gradient, mean. rewrite dot_scale, dot_vsum, <- Rmult_plus_distr_l, sum_plus.
  apply mean_not_less. intros k _. autorewrite with inner.
  pose proof (above_its_tangent (y k) << w, x k >> << u, x k >>) as H.
  rewrite (dot_comm S (x k) u), (dot_comm S (x k) w). lra.
Qed.
Lemma stationary_where_least (L : S -> R) w g : gradient_at L w g -> (forall u, L w <= L u) -> g = zero.
Proof.
  intros H M. apply definite. specialize (H g).
  set (f := fun e => L (w +v e *v g)) in *.
  pose (pr := exist (fun l => derivable_pt_abs f 0 l) << g, g >> H : derivable_pt f 0).
  change << g, g >> with (derive_pt f 0 pr).
  apply (deriv_minimum f (-1) 1 0 pr); try lra. intros e _ _. unfold f.
  replace (w +v 0 *v g) with w by vec. apply M.
Qed.
Theorem blocked_iff_least : h = zero <-> forall u, loss zero <= loss u.
Proof.
  pose proof m_positive as M. split.
  - intros H u. pose proof (above_all_tangents zero u) as T.
    rewrite gradient_at_zero, H, scale_zero, dot_zero in T. lra.
  - intro H. pose proof (stationary_where_least loss zero _ gradient_at_zero_is_one H) as Z.
    apply (scaled_not_zero (/ INR m)); [lra | exact Z].
Qed.

(* logistic.convex *)
Theorem convex w u s : 0 <= s <= 1 ->
  loss (s *v u +v (1 - s) *v w) <= s * loss u + (1 - s) * loss w.
Proof.
  intro B. set (c := s *v u +v (1 - s) *v w).
  pose proof (above_all_tangents c u) as U. pose proof (above_all_tangents c w) as V.
  apply Rmult_le_compat_l with (r := s) in U; [| lra].
  apply Rmult_le_compat_l with (r := 1 - s) in V; [| lra].
  assert (Z : s * << gradient c, u -v c >> + (1 - s) * << gradient c, w -v c >> = 0).
  { unfold c at 2 4. autorewrite with inner. ring. }
  lra.
Qed.
Definition bend w q : R :=
  mean (fun k => sigmoid << w, x k >> * (1 - sigmoid << w, x k >>) * (<< x k, q >> * << x k, q >>)).
Theorem second_derivative w q : derivable_pt_lim (fun e => << gradient (w +v e *v q), q >>) 0 (bend w q).
Proof.
  apply (d_same (fun e => / INR m * sum m (fun k =>
      (sigmoid (<< w, x k >> + e * << q, x k >>) - y k) * << x k, q >>)) _ _
    (/ INR m * sum m (fun k =>
      sigmoid << w, x k >> * (1 - sigmoid << w, x k >>) * << q, x k >> * << x k, q >>))).
  - apply d_scale. apply (d_sum m (fun k e =>
      (sigmoid (<< w, x k >> + e * << q, x k >>) - y k) * << x k, q >>)). intro k.
    apply (d_same (fun e => << x k, q >> * (sigmoid (<< w, x k >> + e * << q, x k >>) - y k)) _ _
      (<< x k, q >> * (sigmoid << w, x k >> * (1 - sigmoid << w, x k >>) * << q, x k >> - 0)));
      [| intro; ring | ring].
    apply d_scale, d_minus; [apply d_along, slope_of_sigmoid | apply d_const].
  - intro e. unfold gradient. rewrite dot_scale, dot_vsum. f_equal. apply sum_same; [reflexivity |].
    intro k. now autorewrite with inner.
  - unfold bend, mean. f_equal. apply sum_same; [reflexivity |]. intro k.
    rewrite (dot_comm S q). ring.
Qed.
Theorem never_bends_down w q : 0 <= bend w q.
Proof.
  apply Rmult_le_pos; [left; apply m_positive |]. apply sum_not_negative. intros k _.
  pose proof (sigmoid_between << w, x k >>). apply Rmult_le_pos; [| apply Rle_0_sqr].
  apply Rmult_le_pos; lra.
Qed.
Theorem flat_where_not_seen w q : (forall k, (k < m)%nat -> << x k, q >> = 0) -> bend w q = 0.
Proof.
  intro H. unfold bend, mean. rewrite sum_none; [ring |]. intros k L. rewrite H by exact L. ring.
Qed.

(* logistic.no-symmetry-to-break: the weights of two features, along i and j *)
Theorem features_part eta i j : 0 < eta ->
  << i, step eta zero >> <> << j, step eta zero >> <-> << i, h >> <> << j, h >>.
Proof.
  intro E. pose proof m_positive as M. unfold step. rewrite gradient_at_zero. autorewrite with inner.
  split; intros N K; apply N; [rewrite K; ring |].
  assert (P : 0 < eta * / INR m) by now apply Rmult_lt_0_compat.
  apply (Rmult_eq_reg_l (eta * / INR m)); lra.
Qed.
End Logistic.

(* logistic.eta-does-not-factor: the samples (1, 0) and (0, 2), both with the label 1; their losses
   are summed (scale = 1) or their mean is taken (scale = 1/2). *)
Definition two_loss (w : plane) : R := logistic_loss 1 (fst w * 1) + logistic_loss 1 (snd w * 2).
Definition two_gradient (w : plane) : plane :=
  ((sigmoid (fst w * 1) - 1) * 1, (sigmoid (snd w * 2) - 1) * 2).
Theorem two_gradient_is_one w : gradient_at two_loss w (two_gradient w).
Proof.
  intros [p q]. destruct w as [a b]. cbn.
  apply (d_same (fun e => logistic_loss 1 (a * 1 + e * (p * 1)) + logistic_loss 1 (b * 2 + e * (q * 2))) _ _
    ((sigmoid (a * 1) - 1) * (p * 1) + (sigmoid (b * 2) - 1) * (q * 2))).
  - apply d_plus; apply d_along, slope_of_logistic_loss.
  - intro e. unfold two_loss. cbn. f_equal; f_equal; ring.
  - ring.
Qed.
Definition descent (scale eta : R) (t : nat) : plane :=
  run (fun w _ => w -v (eta * scale) *v two_gradient w) zero (fun _ => tt) t.
Definition determinant (u v : plane) : R := fst u * snd v - snd u * fst v.
Lemma bounds_of_exp k : (17 / 16) ^ k <= exp (INR k * (1 / 16)) <= (16 / 15) ^ k.
Proof.
  pose proof (tangent_of_exp (1 / 16)) as L. pose proof (tangent_of_exp (- (1 / 16))) as U.
  rewrite exp_Ropp in U. pose proof (exp_pos (1 / 16)) as P.
  assert (U' : exp (1 / 16) <= 16 / 15).
  { apply (Rmult_le_compat_l (exp (1 / 16))) in U; [| lra]. rewrite Rinv_r in U by lra. lra. }
  induction k as [| k IH]; [cbn; rewrite Rmult_0_l, exp_0; lra |].
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus. cbn [Rpow_def.pow].
  assert (0 < (17 / 16) ^ k) by (apply pow_lt; lra).
  assert (0 < (16 / 15) ^ k) by (apply pow_lt; lra). split.
  - rewrite Rmult_comm. apply Rmult_le_compat; lra.
  - rewrite Rmult_comm. apply Rmult_le_compat; lra.
Qed.
Lemma missed z : 1 - sigmoid z = 1 / (1 + exp z).
Proof. rewrite sigmoid_form. pose proof (exp_pos z). field. lra. Qed.
Lemma exp_at k z : z = INR k * (1 / 16) -> (17 / 16) ^ k <= exp z <= (16 / 15) ^ k.
Proof. intros ->. apply bounds_of_exp. Qed.
Lemma missed_at k z p q : z = INR k * (1 / 16) -> 0 <= p -> 0 <= q ->
  p * (1 + (16 / 15) ^ k) <= 1 -> 1 <= q * (1 + (17 / 16) ^ k) -> p <= 1 - sigmoid z <= q.
Proof.
  intros E P Q H K. destruct (exp_at k z E) as [L U]. rewrite missed. pose proof (exp_pos z).
  assert (F : 1 / (1 + exp z) * (1 + exp z) = 1) by (field; lra).
  split; apply (Rmult_le_reg_r (1 + exp z)); try lra; rewrite F.
  - eapply Rle_trans; [| exact H]. apply Rmult_le_compat_l; lra.
  - eapply Rle_trans; [exact K |]. apply Rmult_le_compat_l; lra.
Qed.
Lemma after_one scale eta : descent scale eta 1 = (eta * scale / 2, eta * scale).
Proof.
  unfold descent. cbn -[IZR]. unfold two_gradient. cbn -[IZR].
  rewrite !Rmult_0_l, sigmoid_0. f_equal; real; field.
Qed.
Theorem parallel_after_one scale : descent scale 2 1 = 2 *v descent scale 1 1.
Proof. rewrite !after_one. cbn. f_equal; real; field. Qed.
Lemma after_two scale eta : let c := eta * scale in
  descent scale eta 2 = (c * (1 / 2 + (1 - sigmoid (c / 2))), c * (1 + 2 * (1 - sigmoid (2 * c)))).
Proof.
  cbv zeta. change (descent scale eta 2) with
    (let w := descent scale eta 1 in w -v (eta * scale) *v two_gradient w).
  cbv zeta. rewrite after_one. unfold two_gradient. cbn -[IZR].
  replace (eta * scale / 2 * 1) with (eta * scale / 2) by field.
  replace (eta * scale * 2) with (2 * (eta * scale)) by ring. f_equal; real; field.
Qed.
Theorem not_parallel_after_two : forall scale, scale = 1 \/ scale = 1 / 2 ->
  determinant (descent scale 1 2) (descent scale 2 2) < 0 /\
  forall c, descent scale 1 2 <> c *v descent scale 2 2.
Proof.
  intros scale H. assert (D : determinant (descent scale 1 2) (descent scale 2 2) < 0).
  2: { split; [exact D |]. intros c K. rewrite K in D. unfold determinant in D. cbn in D. lra. }
  - unfold determinant. rewrite !after_two. cbn [fst snd]. destruct H as [-> | ->].
    + destruct (missed_at 8 (1 * 1 / 2) 0 (5 / 13)) as [_ A]; try (simpl; lra).
      destruct (missed_at 32 (2 * (1 * 1)) (10 / 89) 1) as [B _]; try (simpl; lra).
      destruct (missed_at 16 (2 * 1 / 2) (100 / 381) 1) as [C _]; try (simpl; lra).
      destruct (missed_at 64 (2 * (2 * 1)) 0 (1 / 49)) as [_ E]; try (simpl; lra).
      destruct (sigmoid_between (1 * 1 / 2)). destruct (sigmoid_between (2 * (2 * 1))).
      set (a := 1 - sigmoid (1 * 1 / 2)) in *. set (b := 1 - sigmoid (2 * (1 * 1))) in *.
      set (c := 1 - sigmoid (2 * 1 / 2)) in *. set (d := 1 - sigmoid (2 * (2 * 1))) in *.
      assert ((1 / 2 + a) * (1 + 2 * d) <= (1 / 2 + 5 / 13) * (1 + 2 * (1 / 49)))
        by (apply Rmult_le_compat; unfold a, d in *; lra).
      assert ((1 + 2 * (10 / 89)) * (1 / 2 + 100 / 381) <= (1 + 2 * b) * (1 / 2 + c))
        by (apply Rmult_le_compat; lra). lra.
    + destruct (missed_at 4 (1 * (1 / 2) / 2) 0 (100 / 227)) as [_ A]; try (simpl; lra).
      destruct (missed_at 16 (2 * (1 * (1 / 2))) (100 / 381) 1) as [B _]; try (simpl; lra).
      destruct (missed_at 8 (2 * (1 / 2) / 2) (100 / 268) 1) as [C _]; try (simpl; lra).
      destruct (missed_at 32 (2 * (2 * (1 / 2))) 0 (10 / 79)) as [_ E]; try (simpl; lra).
      destruct (sigmoid_between (1 * (1 / 2) / 2)). destruct (sigmoid_between (2 * (2 * (1 / 2)))).
      set (a := 1 - sigmoid (1 * (1 / 2) / 2)) in *. set (b := 1 - sigmoid (2 * (1 * (1 / 2)))) in *.
      set (c := 1 - sigmoid (2 * (1 / 2) / 2)) in *. set (d := 1 - sigmoid (2 * (2 * (1 / 2)))) in *.
      assert ((1 / 2 + a) * (1 + 2 * d) <= (1 / 2 + 100 / 227) * (1 + 2 * (10 / 79)))
        by (apply Rmult_le_compat; unfold a, d in *; lra).
      assert ((1 + 2 * (100 / 381)) * (1 / 2 + 100 / 268) <= (1 + 2 * b) * (1 / 2 + c))
        by (apply Rmult_le_compat; lra). lra.
Qed.
