(* Linear regression, further: what single features do, the rate in the closed form, examples. *)
From Coq Require Import Lia PeanoNat Psatz Binomial.
From Ledger.Headlines Require Import Gradients Linear.

(* linear.is-one-neuron: a unit sends on sigma(u.x); its slope dsigma is the derivative of sigma.
   Step n reads the samples x n i, y n i for i < m n. *)
Section Unit.
Context {S : space}.
Variables (sigma dsigma : R -> R) (eta : R) (m : nat -> nat).
Variables (x : nat -> nat -> S) (y : nat -> nat -> R).
Hypothesis derivative : forall z, derivable_pt_lim sigma z (dsigma z).
Hypothesis identity : forall z, sigma z = z.
Definition unit_loss n (u : S) : R :=
  sum (m n) (fun i => (sigma << u, x n i >> - y n i) * (sigma << u, x n i >> - y n i) / 2).
Definition unit_gradient n (u : S) : S :=
  vsum (m n) (fun i => ((sigma << u, x n i >> - y n i) * dsigma << u, x n i >>) *v x n i).
Definition regression_loss n (u : S) : R :=
  sum (m n) (fun i => (<< u, x n i >> - y n i) * (<< u, x n i >> - y n i) / 2).
Definition regression_gradient n (u : S) : S :=
  vsum (m n) (fun i => (<< u, x n i >> - y n i) *v x n i).
Fixpoint descent (gradient : nat -> S -> S) (w : S) (n : nat) : S :=
  match n with
  | O => w
  | Datatypes.S n => let v := descent gradient w n in v -v (eta / INR (m n)) *v gradient n v
  end.
Theorem unit_gradient_is_one n u : gradient_at (unit_loss n) u (unit_gradient n u).
Proof.
  unfold unit_loss, unit_gradient. apply gradient_sum. intro i.
  apply (gradient_of_net_input (fun z => (sigma z - y n i) * (sigma z - y n i) / 2)).
  apply (d_square (fun z => sigma z - y n i)). rewrite <- (Rminus_0_r (dsigma _)).
  apply (d_minus sigma (fun _ => y n i)); [apply derivative | apply d_const].
Qed.
Theorem same_function u n i : sigma << u, x n i >> = << u, x n i >>.
Proof. apply identity. Qed.
Theorem same_loss n u : unit_loss n u = regression_loss n u.
Proof. apply sum_same; [reflexivity |]. intro i. now rewrite identity. Qed.
Lemma slope_one z : dsigma z = 1.
Proof.
  apply (d_unique sigma z); [apply derivative |].
  apply (d_same _ _ _ _ _ (d_id z)); [intro; now rewrite identity | reflexivity].
Qed.
Theorem same_gradient n u : unit_gradient n u = regression_gradient n u.
Proof. apply vsum_same; [reflexivity |]. intro i. now rewrite identity, slope_one, Rmult_1_r. Qed.
Theorem same_run w n : descent unit_gradient w n = descent regression_gradient w n.
Proof. induction n as [| n IH]; cbn [descent]; [reflexivity |]. now rewrite IH, same_gradient. Qed.
End Unit.

(* linear.starts-iff-correlated: not Pearson's correlation. One feature, the samples 1 and 2 with
   the targets 2 and -1: the inner product is 0, the correlation is -1. *)
Definition mean (a b : R) : R := (a + b) / 2.
Definition correlation (a b c d : R) : R :=
  let p := a - mean a b in let q := b - mean a b in let r := c - mean c d in let s := d - mean c d in
  (p * r + q * s) / sqrt ((p * p + q * q) * (r * r + s * s)).
Theorem not_correlation : 1 * 2 + 2 * -1 = 0 /\ correlation 1 2 2 (-1) = -1.
Proof.
  split; [lra |]. unfold correlation, mean.
  replace (((1 - (1 + 2) / 2) * (1 - (1 + 2) / 2) + (2 - (1 + 2) / 2) * (2 - (1 + 2) / 2)) *
    ((2 - (2 + -1) / 2) * (2 - (2 + -1) / 2) + (-1 - (2 + -1) / 2) * (-1 - (2 + -1) / 2)))
    with (3 / 2 * (3 / 2)) by field.
  rewrite sqrt_square by lra. field.
Qed.

Section Design.
Context {W T : space}.
Variables (X : W -> T) (Xt : T -> W) (m eta : R).
Hypothesis transpose : adjoint X Xt.
Hypothesis samples : 0 < m.
Implicit Types w u d : W.
Notation weights := (Linear.weights X Xt m eta).
Notation A := (Linear.A X Xt m).
Notation b := (Linear.b Xt m).
Notation loss := (Linear.loss X m).
Let next y w0 t := Linear.next X Xt m eta transpose y w0 t.
Let A_plus w u := Linear.A_plus X Xt m transpose w u.
Let A_scale c w := Linear.A_scale X Xt m transpose c w.
Let A_zero := Linear.A_zero X Xt m transpose.

(* linear.gradient-at-zero: the gradient of the loss, derived *)
Theorem gradient_of_the_loss y w : gradient_at (loss y) w (Linear.gradient X Xt m y w).
Proof.
  intro q. set (g := << Linear.gradient X Xt m y w, q >>). set (k := << A q, q >> / 2).
  apply (d_same (fun e => loss y w + e * (g + e * k)) _ _ (0 + (1 * (g + 0 * k) + 0 * k))).
  - apply d_plus; [apply d_const |]. apply (d_times (fun e => e) (fun e => g + e * k));
      [apply d_id | apply d_line].
  - intro e. rewrite (Linear.expansion X Xt m transpose samples). unfold g, k. field.
  - ring.
Qed.

(* linear.zero-column-never-moves: E keeps the weights of the features that are zero, D drops
   them, and the transpose of D puts zeros in their places. *)
Theorem zero_columns_stay (E : W -> W) y w0 t : adjoint E E -> (forall u, X (E u) = zero) ->
  E (weights y w0 t) = E w0.
Proof.
  intros H Z. apply same. intro j. rewrite !H, !(dot_comm W _ (E j)).
  apply (Linear.unseen_never_moves X Xt m eta transpose). apply Z.
Qed.
Theorem others_do_without {V : space} (D : W -> V) (Dt : V -> W) (E : W -> W) y w0 t :
  adjoint D Dt -> (forall u, Dt (D u) = u -v E u) -> (forall u, X (E u) = zero) ->
  Linear.weights (fun v => X (Dt v)) (fun v => D (Xt v)) m eta y (D w0) t = D (weights y w0 t).
Proof.
  intros H K Z. destruct (adjoint_linear D Dt H) as [plus scale].
  unfold Linear.weights. apply (symmetry_trajectory (Linear.step X Xt m eta y) _ D).
  intros w []. unfold Linear.step, Linear.gradient. rewrite plus, !scale, K.
  rewrite (Linear.X_plus X Xt transpose), (Linear.X_scale X Xt transpose), Z.
  replace (X w +v -1 *v (zero : T)) with (X w) by vec. reflexivity.
Qed.

(* linear.closed-form, with binomial coefficients *)
Fixpoint A_power (k : nat) w : W := match k with O => w | Datatypes.S k => A (A_power k w) end.
(* Pascal's triangle, 0 outside *)
Fixpoint choose (n k : nat) : R :=
  match n, k with
  | _, O => 1 | O, _ => 0
  | Datatypes.S n, Datatypes.S l => choose n l + choose n k
  end.
Lemma choose_more n j : choose n (n + 1 + j) = 0.
Proof.
  revert j. induction n as [| n IH]; intro j; [reflexivity |]. cbn [Nat.add choose].
  rewrite IH. replace (Datatypes.S (n + 1 + j)) with (n + 1 + Datatypes.S j)%nat by lia.
  rewrite IH. ring.
Qed.
Lemma choose_all n : choose n n = 1.
Proof.
  induction n as [| n IH]; [reflexivity |]. cbn [choose].
  pose proof (choose_more n 0) as H. replace (n + 1 + 0)%nat with (Datatypes.S n) in H by lia.
  rewrite H, IH. ring.
Qed.
Lemma C_all n : C n n = 1.
Proof. unfold C. rewrite Nat.sub_diag. cbn [fact INR]. field. apply INR_fact_neq_0. Qed.
Lemma choose_is_C n k : (k <= n)%nat -> choose n k = C n k.
Proof.
  revert k. induction n as [| n IH]; intros [| k] H; try lia.
  - symmetry. apply C_all.
  - cbn [choose]. unfold C. rewrite Nat.sub_0_r. change (INR (fact 0)) with 1. field.
    apply INR_fact_neq_0.
  - destruct (Nat.eq_dec k n) as [-> | N]; [now rewrite choose_all, C_all |].
    cbn [choose]. rewrite !IH by lia. apply pascal. lia.
Qed.
Theorem one_of_n n : (0 < n)%nat -> C n 1 = INR n.
Proof.
  intro P. rewrite <- choose_is_C by lia. clear P. induction n as [| n IH]; [reflexivity |].
  rewrite S_INR, <- IH. destruct n; cbn; ring.
Qed.
Definition part y n k : W :=
  (choose n (Datatypes.S k) * ((-1) ^ k * eta ^ Datatypes.S k)) *v A_power k (b y).
Lemma A_vsum n (f : nat -> W) : A (vsum n f) = vsum n (fun k => A (f k)).
Proof. induction n as [| n IH]; cbn [vsum]; [apply A_zero |]. now rewrite A_plus, IH. Qed.
Lemma padded y n N : (n <= N)%nat -> weights y zero n = vsum N (part y n).
Proof.
  revert N. induction n as [| n IH]; intros N L.
  - rewrite vsum_none; [reflexivity |]. intros k _. unfold part. cbn [choose]. vec.
  - destruct N as [| N]; [lia |]. rewrite next. rewrite (IH N) at 2 by lia.
    rewrite (IH (Datatypes.S N)) by lia. rewrite A_vsum, !vsum_first.
    assert (F : part y (Datatypes.S n) 0 = part y n 0 +v eta *v b y).
    { unfold part. cbn [choose A_power Rpow_def.pow]. replace (choose n 0) with 1 by (now destruct n).
      vec. }
    assert (G : vsum N (fun k => part y (Datatypes.S n) (Datatypes.S k))
      = vsum N (fun k => part y n (Datatypes.S k)) +v (- eta) *v vsum N (fun k => A (part y n k))).
    { rewrite vsum_scale, vsum_plus. apply vsum_same; [reflexivity |]. intro k.
      unfold part. rewrite A_scale. cbn [choose A_power Rpow_def.pow]. vec. }
    rewrite F, G. vec.
Qed.
Theorem binomial_form y n :
  weights y zero n
  = vsum n (fun k => (C n (Datatypes.S k) * ((-1) ^ k * eta ^ Datatypes.S k)) *v A_power k (b y)).
Proof.
  rewrite (padded y n n) by lia. apply vsum_below. intros k L. unfold part.
  now rewrite choose_is_C by lia.
Qed.

(* linear.no-symmetry-to-break: the weights of two features, along i and j *)
Theorem features_part y i j : 0 < eta ->
  << i, weights y zero 1 >> <> << j, weights y zero 1 >> <-> << i, b y >> <> << j, b y >>.
Proof.
  intro E. rewrite next. cbn. rewrite A_zero. autorewrite with inner.
  split; intros N H; apply N; [rewrite H; ring |].
  apply (Rmult_eq_reg_l eta); lra.
Qed.

(* linear.start-differences-never-grow, with a bound of the eigenvalues of A *)
Section Bound.
Variable most : R.
Hypothesis bound : forall u, << u, A u >> <= most * << u, u >>.
Lemma A_squared u : << A u, A u >> <= most * << u, A u >>.
Proof.
  pose proof (cauchy_schwarz (X u) (X (A u))) as C.
  assert (F : forall v w, << X v, X w >> = m * << v, A w >>).
  { intros v w. rewrite transpose. unfold Linear.A. rewrite dot_scale_r. field. lra. }
  rewrite !F in C. pose proof (bound (A u)) as B. pose proof (bound u) as B'.
  rewrite <- (Linear.A_symmetric X Xt m transpose u (A u)) in C.
  pose proof (positive_definite W (A u)) as P. pose proof (positive_definite W u) as Q.
  set (a := << A u, A u >>) in *. set (g := << u, A u >>) in *. set (k := << A u, A (A u) >>) in *.
  assert (G : 0 <= g).
  { unfold g. rewrite (dot_comm W). apply (Linear.A_not_negative X Xt m transpose samples). }
  assert (D : a * a <= g * k).
  { apply Rmult_le_reg_l with (m * m); [now apply Rmult_lt_0_compat |]. lra. }
  assert (D' : a * a <= g * (most * a)).
  { eapply Rle_trans; [exact D |]. now apply Rmult_le_compat_l. }
  destruct P as [P | P].
  - apply Rmult_le_reg_r with a; [exact P |]. lra.
  - rewrite <- P. destruct Q as [Q | Q].
    + assert (0 <= most * << u, u >>) by lra.
      assert (0 <= most) by (apply Rmult_le_reg_r with << u, u >>; lra).
      now apply Rmult_le_pos.
    + rewrite <- Q in B'. replace g with 0 by lra. lra.
Qed.
Theorem never_farther_apart y w0 u0 t : 0 <= eta -> eta * most <= 2 ->
  norm (weights y w0 t -v weights y u0 t) <= norm (w0 -v u0).
Proof.
  intros E B. induction t as [| t IH]; [apply Rle_refl |]. eapply Rle_trans; [| exact IH].
  apply (Linear.differences_never_grow X Xt m eta transpose); [exact E |].
  intro d. rewrite (dot_comm W (A d) d). pose proof (A_squared d) as K.
  assert (G : 0 <= << d, A d >>).
  { rewrite (dot_comm W). apply (Linear.A_not_negative X Xt m transpose samples). }
  apply Rmult_le_compat_l with (r := eta) in K; [| exact E].
  apply Rmult_le_compat_r with (r := << d, A d >>) in B; [| exact G]. lra.
Qed.
Theorem near_the_run_from_zero y w0 t : 0 <= eta -> eta * most <= 2 ->
  norm (weights y w0 t -v weights y zero t) <= norm w0.
Proof.
  intros E B. pose proof (never_farther_apart y w0 zero t E B) as H.
  now replace (w0 -v zero) with w0 in H by vec.
Qed.
End Bound.

(* linear.random-start-costs-loss: at the start, and for any convex loss *)
Theorem costs_nothing_iff y w0 :
  (loss y w0 + loss y ((-1) *v w0)) / 2 = loss y zero <-> X w0 = zero.
Proof.
  pose proof (Linear.random_start_costs X Xt m eta transpose samples y w0 0) as H. cbn in H.
  rewrite H. rewrite (Linear.A_symmetric X Xt m transpose).
  assert (F : << w0, A w0 >> = << X w0, X w0 >> / m).
  { rewrite transpose. unfold Linear.A. rewrite dot_scale_r. field. lra. }
  rewrite F. split; intro K.
  - apply definite. apply (Rmult_eq_reg_r (/ m)); [unfold Rdiv in K; lra |].
    apply Rinv_neq_0_compat. lra.
  - rewrite K, dot_zero. lra.
Qed.
Theorem mean_of_losses_not_less y w0 t :
  loss y (weights y zero t) <= (loss y (weights y w0 t) + loss y (weights y ((-1) *v w0) t)) / 2.
Proof.
  rewrite (Linear.random_start_costs X Xt m eta transpose samples).
  pose proof (Linear.A_not_negative X Xt m transpose samples (Linear.power X Xt m eta t w0)). lra.
Qed.
End Design.
Theorem convex_losses_too {S : space} (L : S -> R) u :
  (forall v w s, 0 <= s <= 1 -> L (s *v v +v (1 - s) *v w) <= s * L v + (1 - s) * L w) ->
  L zero <= (L u + L ((-1) *v u)) / 2.
Proof.
  intro C. specialize (C u ((-1) *v u) (1 / 2) ltac:(lra)).
  replace ((1 / 2) *v u +v (1 - 1 / 2) *v ((-1) *v u)) with (zero : S) in C by vec. lra.
Qed.

(* linear.eta-does-not-factor: the samples (1, 0) and (0, 2), both with the target 1 *)
Definition two_rows (w : plane) : plane := (fst w, 2 * snd w).
Lemma two_rows_symmetric : adjoint two_rows two_rows.
Proof. intros [a b] [c d]. cbn. ring. Qed.
Definition two_steps (eta : R) : plane := Linear.weights two_rows two_rows 2 eta (1, 1) zero 2.
Ltac coordinates := cbn -[IZR]; apply f_equal2; real; try field; lra.
Theorem two_steps_end : two_steps 1 = (3 / 4, 0) /\ two_steps (1 / 2) = (7 / 16, 1 / 2).
Proof. split; unfold two_steps; coordinates. Qed.
Definition determinant (u v : plane) : R := fst u * snd v - snd u * fst v.
Theorem directions_differ : determinant (two_steps 1) (two_steps (1 / 2)) = 3 / 8 /\
  forall c, two_steps 1 <> c *v two_steps (1 / 2).
Proof.
  destruct two_steps_end as [-> ->]. split; [unfold determinant; cbn; lra |].
  intros c H. cbn in H. injection H. intros K K'. lra.
Qed.

(* linear.closer-start-can-end-farther: the loss (a^2 + b^2/10)/2, whose solution is 0, at the
   rate 1 *)
Definition bowl (w : plane) : R := (fst w * fst w + snd w * snd w / 10) / 2.
Definition bowl_gradient (w : plane) : plane := (fst w, snd w / 10).
Theorem bowl_gradient_is_one w : gradient_at bowl w (bowl_gradient w).
Proof.
  destruct w as [a b]. intros [p q]. cbn.
  apply (d_same (fun e => (a + e * p) * (a + e * p) / 2 + / 10 * ((b + e * q) * (b + e * q) / 2)) _ _
    ((a + 0 * p) * p + / 10 * ((b + 0 * q) * q))).
  - apply d_plus; [| apply d_scale].
    + apply (d_square (fun e => a + e * p)), d_line.
    + apply (d_square (fun e => b + e * q)), d_line.
  - intro e. unfold bowl. cbn. field.
  - field.
Qed.
Definition bowl_run (w : plane) (t : nat) : plane :=
  run (fun v _ => v -v 1 *v bowl_gradient v) w (fun _ => tt) t.
Theorem closer_start_ends_farther :
  (forall w, w <> (0, 0) -> bowl (0, 0) < bowl w) /\
  norm ((0, 1) : plane) < norm ((2, 0) : plane) /\
  bowl_run (0, 1) 3 = (0, 729 / 1000) /\ bowl_run (2, 0) 3 = (0, 0) /\
  norm (bowl_run (2, 0) 3) < norm (bowl_run (0, 1) 3).
Proof.
  assert (N : bowl_run (0, 1) 3 = (0, 729 / 1000)) by (unfold bowl_run; coordinates).
  assert (F : bowl_run (2, 0) 3 = (0, 0)) by (unfold bowl_run; coordinates).
  split; [| split; [| split; [exact N | split; [exact F |]]]].
  - intros [a b] H. unfold bowl. cbn [fst snd].
    destruct (Req_dec a 0) as [A | A]; [destruct (Req_dec b 0) as [B | B]; [now rewrite A, B in H |] |].
    + pose proof (Rsqr_pos_lt b B) as Q. pose proof (Rle_0_sqr a). unfold Rsqr in *. lra.
    + pose proof (Rsqr_pos_lt a A) as Q. pose proof (Rle_0_sqr b). unfold Rsqr in *. lra.
  - unfold norm. apply sqrt_lt_1_alt. cbn. lra.
  - rewrite N, F. unfold norm. apply sqrt_lt_1_alt. cbn. lra.
Qed.
