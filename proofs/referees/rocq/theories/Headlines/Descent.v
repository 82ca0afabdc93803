(* Descent on further losses: where it fails, which minimisers it finds, two factors, mistakes. *)
From Coq Require Import Lia Psatz.
From Ledger.Headlines Require Import Gradients Linear Perceptron.
From Ledger.Headlines Require Runs Features Logistic.

Section Regression.
Context {W T : space}.
Variables (X : W -> T) (Xt : T -> W) (m eta : R).
Hypothesis transpose : adjoint X Xt.
Hypothesis samples : 0 < m.
Notation A := (Linear.A X Xt m).
Notation b := (Linear.b Xt m).
Notation weights := (Linear.weights X Xt m eta).
Notation loss := (Linear.loss X m).

(* further.convex-descent-can-fail: q is an eigenvector, at g along it the slope is 0. *)
Section Eigenvector.
Variables (q : W) (lambda g : R) (y : T) (w0 : W).
Hypothesis eigen : A q = lambda *v q.
Hypothesis best : lambda * g = << q, b y >>.
Notation off t := (<< q, weights y w0 t >> - g).
Theorem along_the_eigenvector t : off t = (1 - eta * lambda) ^ t * off 0%nat.
Proof.
  induction t as [| t IH]; [cbn; ring |].
  rewrite (Linear.next X Xt m eta transpose). cbn [Rpow_def.pow]. rewrite Rmult_assoc, <- IH.
  autorewrite with inner. rewrite <- best, <- (Linear.A_symmetric X Xt m transpose), eigen, dot_scale. ring.
Qed.
Theorem cycles t : eta * lambda = 2 -> off t = (-1) ^ t * off 0%nat.
Proof. intro H. rewrite (along_the_eigenvector t), H. do 2 f_equal. ring. Qed.
Theorem runs_away t : 2 < eta * lambda ->
  (1 + INR t * (eta * lambda - 2)) * Rabs (off 0%nat) <= Rabs (off t).
Proof.
  intro H. rewrite (along_the_eigenvector t), Rabs_mult, <- RPow_abs.
  apply Rmult_le_compat_r; [apply Rabs_pos |].
  rewrite Rabs_left by lra. replace (- (1 - eta * lambda)) with (1 + (eta * lambda - 2)) by ring.
  apply Rfunctions.poly. lra.
Qed.
End Eigenvector.
Theorem squared_loss_convex y w u s : 0 <= s <= 1 ->
  loss y (s *v u +v (1 - s) *v w) <= s * loss y u + (1 - s) * loss y w.
Proof.
  intro B. unfold Linear.loss. rewrite (Linear.X_plus X Xt transpose), !(Linear.X_scale X Xt transpose).
  set (p := X u -v y). set (r := X w -v y).
  replace ((s *v X u +v (1 - s) *v X w) -v y) with (s *v p +v (1 - s) *v r) by (unfold p, r; vec).
  assert (D := positive_definite T (p -v r)).
  assert (E : s * << p, p >> + (1 - s) * << r, r >>
    - << s *v p +v (1 - s) *v r, s *v p +v (1 - s) *v r >> = s * (1 - s) * << p -v r, p -v r >>).
  { autorewrite with inner. rewrite (dot_comm T r p). ring. }
  assert (P : 0 <= s * (1 - s)) by (apply Rmult_le_pos; lra).
  pose proof (Rmult_le_pos _ _ P D). unfold Rdiv.
  apply Rmult_le_reg_r with (2 * m); [lra |].
  replace ((s * (<< p, p >> * / (2 * m)) + (1 - s) * (<< r, r >> * / (2 * m))) * (2 * m))
    with (s * << p, p >> + (1 - s) * << r, r >>) by (field; lra).
  rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(* further.many-minimisers: n is a direction that no sample sees. *)
Section Unseen.
Variables (n : W) (y : T) (w0 : W).
Hypothesis unseen : X n = zero.
Theorem difference_stays t : weights y (w0 +v n) t = weights y w0 t +v n.
Proof.
  induction t as [| t IH]; [reflexivity |]. rewrite !(Linear.next X Xt m eta transpose), IH.
  rewrite (Linear.A_plus X Xt m transpose). unfold Linear.A at 2.
  rewrite unseen, (Linear.Xt_zero X Xt transpose). vec.
Qed.
Theorem same_predictions t : X (weights y (w0 +v n) t) = X (weights y w0 t).
Proof. rewrite difference_stays, (Linear.X_plus X Xt transpose), unseen. apply plus_zero. Qed.
Theorem same_losses t : loss y (weights y (w0 +v n) t) = loss y (weights y w0 t).
Proof. unfold Linear.loss. now rewrite same_predictions. Qed.
End Unseen.

(* further.preconditioned-norm: the gradient is multiplied by a matrix P before each step. *)
Section Preconditioned.
Variables (P : W -> W) (y : T).
Hypothesis linear_P : linear P.
Definition preconditioned (t : nat) : W :=
  run (fun w (_ : unit) => w -v eta *v P (Linear.gradient X Xt m y w)) zero (fun _ => tt) t.
(* The coefficients of the samples *)
Fixpoint combination (t : nat) : T :=
  match t with
  | O => zero
  | S t => let c := combination t in c -v (eta / m) *v (X (P (Xt c)) -v y)
  end.
Theorem in_the_range t : preconditioned t = P (Xt (combination t)).
Proof.
  destruct linear_P as [plus scale]. unfold preconditioned. induction t as [| t IH]; cbn [run combination].
  - rewrite (Linear.Xt_zero X Xt transpose). symmetry. now apply linear_zero.
  - rewrite IH. unfold Linear.gradient. set (c := combination t). set (g := X (P (Xt c)) -v y).
    rewrite (Linear.Xt_plus X Xt transpose), plus, !(Linear.Xt_scale X Xt transpose), !scale. vec; lra.
Qed.
End Preconditioned.
End Regression.
(* One sample (1, 2) with the target 1; the second entry of the gradient is taken four times. *)
Definition sees (w : plane) : line := fst w + 2 * snd w.
Definition seen_back (c : line) : plane := (c, 2 * c).
Definition four_times (w : plane) : plane := (fst w, 4 * snd w).
Definition turned_run (eta : R) (t : nat) : plane := preconditioned sees seen_back 1 eta four_times 1 t.
Theorem turned_run_is eta t : 17 * fst (turned_run eta t) - 1 = - (1 - 17 * eta) ^ t /\
  snd (turned_run eta t) = 8 * fst (turned_run eta t).
Proof.
  unfold turned_run, preconditioned. induction t as [| t [IH IS]]; [cbn; lra |]. cbn [run].
  destruct (run _ _ _ t) as [a b]. cbn -[IZR] in IH, IS. subst b.
  unfold Linear.gradient, sees. cbn -[IZR]. split.
  - replace (- ((1 - 17 * eta) * (1 - 17 * eta) ^ t)) with ((1 - 17 * eta) * (- (1 - 17 * eta) ^ t)) by ring.
    rewrite <- IH. real. field.
  - real. field.
Qed.
Theorem turned_run_tends eta : 0 < eta < 2 / 17 ->
  Un_cv (fun t => fst (turned_run eta t)) (1 / 17) /\ Un_cv (fun t => snd (turned_run eta t)) (8 / 17).
Proof.
  intro B. assert (A : Rabs (1 - 17 * eta) < 1) by (apply Rabs_def1; lra).
  assert (G : Un_cv (fun t => fst (turned_run eta t)) (1 / 17)).
  { intros eps P. destruct (pow_lt_1_zero _ A (17 * eps) ltac:(lra)) as [N H]. exists N. intros n L.
    specialize (H n L). unfold R_dist. destruct (turned_run_is eta n) as [E _].
    replace (fst (turned_run eta n) - 1 / 17) with (- ((1 - 17 * eta) ^ n) / 17) by lra.
    unfold Rdiv. rewrite Rabs_mult, Rabs_Ropp, (Rabs_pos_eq (/ 17)) by lra. lra. }
  split; [exact G |]. intros eps P. destruct (G (eps / 8) ltac:(lra)) as [N H]. exists N. intros n L.
  specialize (H n L). unfold R_dist in *. destruct (turned_run_is eta n) as [_ ->].
  replace (8 * fst (turned_run eta n) - 8 / 17) with (8 * (fst (turned_run eta n) - 1 / 17)) by field.
  rewrite Rabs_mult, (Rabs_pos_eq 8) by lra. lra.
Qed.
Theorem not_of_least_norm : let limit := (1 / 17, 8 / 17) : plane in let short := (1 / 5, 2 / 5) : plane in
  sees limit = 1 /\ << limit, limit >> = 65 / 289 /\ sees short = 1 /\ << short, short >> = 1 / 5 /\
  1 / 5 < 65 / 289.
Proof. cbv zeta. unfold sees. cbn -[IZR]. repeat split; try (real; field); lra. Qed.
Theorem what_fits_is_as_long (w : plane) : sees w = 1 -> 1 / 5 <= << w, w >>.
Proof.
  destruct w as [a b]. unfold sees. cbn. intro H. pose proof (Rle_0_sqr (b - 2 / 5)) as Q. unfold Rsqr in Q.
  replace a with (1 - 2 * b) by lra. lra.
Qed.

(* further.convex-descent-can-fail: one sample with the input and the target 1 *)
Definition one_weight (eta : R) (t : nat) : R :=
  Linear.weights (W := line) (T := line) (fun w => w) (fun v => v) 1 eta 1 0 t.
Theorem at_rate_2 : one_weight 2 1 = 2 /\ one_weight 2 2 = 0 /\ one_weight 2 3 = 2.
Proof. unfold one_weight. cbn -[IZR]. repeat split; real; field. Qed.
Theorem at_rate_3 : one_weight 3 1 = 3 /\ one_weight 3 2 = -3 /\ one_weight 3 3 = 9.
Proof. unfold one_weight. cbn -[IZR]. repeat split; real; field. Qed.

(* further.many-minimisers: the sample (1, 0) with the target 1, at the rate 1 *)
Definition first_weight (w : plane) : line := fst w.
Definition alone (a : line) : plane := (a, 0).
Lemma first_weight_alone : adjoint first_weight alone.
Proof. intros [a b] c. cbn. ring. Qed.
Definition reached (start : plane) (t : nat) : plane :=
  Linear.weights first_weight alone 1 1 1 start t.
Theorem two_minimisers t :
  reached (0, 0) (Datatypes.S t) = (1, 0) /\ reached (0, 1) (Datatypes.S t) = (1, 1) /\
  Linear.loss first_weight 1 1 (1, 0) = 0 /\ Linear.loss first_weight 1 1 (1, 1) = 0.
Proof.
  assert (G : forall a c s, reached (a, c) (Datatypes.S s) = (1, c)).
  { intros a c s. unfold reached. induction s as [| s IH].
    - rewrite (Linear.next _ _ _ _ first_weight_alone). cbn -[IZR]. f_equal; real; field.
    - rewrite (Linear.next _ _ _ _ first_weight_alone), IH. cbn -[IZR]. f_equal; real; field. }
  rewrite !G. unfold Linear.loss. cbn -[IZR]. repeat split; real; field.
Qed.

(* further.coordinate-descent-norm: the sample (1, 2) with the target 1 *)
Definition one_sample_loss (a b : R) : R := (a + 2 * b - 1) * (a + 2 * b - 1) / 2.
Theorem first_coordinate a : a <> 1 -> one_sample_loss 1 0 < one_sample_loss a 0.
Proof. intro N. unfold one_sample_loss. assert (0 < (a - 1) * (a - 1)) by (apply Rsqr_pos_lt; lra). nra. Qed.
Theorem second_coordinate b : b <> 0 -> one_sample_loss 1 0 < one_sample_loss 1 b.
Proof. intro N. unfold one_sample_loss. assert (0 < b * b) by (now apply Rsqr_pos_lt). nra. Qed.
Theorem coordinate_descent_not_least_norm :
  one_sample_loss 1 0 = 0 /\ one_sample_loss (1 / 5) (2 / 5) = 0 /\
  norm ((1 / 5, 2 / 5) : plane) * norm ((1 / 5, 2 / 5) : plane) = 1 / 5 /\
  norm ((1, 0) : plane) * norm ((1, 0) : plane) = 1.
Proof. rewrite !norm_squared. unfold one_sample_loss. cbn -[IZR]. repeat split; real; field. Qed.

(* further.unit-with-square-is-not-linear: h equal units with the activation z^2 *)
Definition square_units (h w beta v c x : R) : R := h * (v * ((w * x + beta) * (w * x + beta))) + c.
Theorem square_units_are_one n w beta v x : let sent := (w * x + beta) * (w * x + beta) in
  sum n (fun _ => v * sent) = INR n * v * sent.
Proof. intro sent. rewrite sum_of_constant. ring. Qed.
Definition bend (f : R -> R) (x d : R) : R := f (x + d) + f (x - d) - 2 * f x.
Theorem bend_of_square_units h w beta v c x d :
  bend (square_units h w beta v c) x d = 2 * h * v * (w * w) * (d * d).
Proof. unfold bend, square_units. ring. Qed.
Theorem square_units_bend h w beta v c x d : 0 < h -> w <> 0 -> v <> 0 -> d <> 0 ->
  bend (square_units h w beta v c) x d <> 0.
Proof.
  intros H W V D. rewrite bend_of_square_units. repeat apply Rmult_integral_contrapositive_currified; lra.
Qed.
Theorem linear_models_do_not_bend a b x d : bend (fun x => a * x + b) x d = 0.
Proof. unfold bend. ring. Qed.
Theorem constant_where_nothing_is_sent h w beta c x : square_units h w beta 0 c x = c.
Proof. unfold square_units. ring. Qed.
(* Two units with the weights 1 and the biases 0; a step on the input 1 with the label 1, rate 1/4 *)
Theorem bends_before_and_after :
  let error := square_units 2 1 0 1 0 1 - 1 in
  let w := 1 - 1 / 4 * (error * 1 * (2 * (1 * 1 + 0)) * 1) in
  let beta := 0 - 1 / 4 * (error * 1 * (2 * (1 * 1 + 0))) in
  let v := 1 - 1 / 4 * (error * ((1 * 1 + 0) * (1 * 1 + 0))) in
  let c := 0 - 1 / 4 * error in
  forall x, bend (square_units 2 1 0 1 0) x 1 = 4 /\ bend (square_units 2 w beta v c) x 1 = 3 / 4.
Proof. cbv zeta. intro x. rewrite !bend_of_square_units. unfold square_units. split; field. Qed.

(* further.no-minimiser: labels -1 and 1, u separates n + 1 samples *)
Section Separable.
Context {S : space}.
Variables (n : nat) (x : nat -> S) (y : nat -> R) (u : S).
Hypothesis separates : forall i, (i < Datatypes.S n)%nat -> 0 < y i * << u, x i >>.
Definition margin_loss (w : S) : R := sum (Datatypes.S n) (fun i => ln (1 + exp (- (y i * << w, x i >>)))).
Lemma less_for_larger a b : b < a -> ln (1 + exp (- a)) < ln (1 + exp (- b)).
Proof.
  intro H. pose proof (exp_pos (- a)). apply ln_increasing; [lra |].
  apply Rplus_lt_compat_l, exp_increasing. lra.
Qed.
Lemma sum_less k f g : (forall i, (i < Datatypes.S k)%nat -> f i < g i) ->
  sum (Datatypes.S k) f < sum (Datatypes.S k) g.
Proof.
  induction k as [| k IH]; intro H.
  - cbn. specialize (H 0%nat ltac:(lia)). lra.
  - cbn [sum] in *. assert (sum k f + f k < sum k g + g k) by (apply IH; intros; apply H; lia).
    specialize (H (Datatypes.S k) ltac:(lia)). lra.
Qed.
Theorem falls_along_a_separator w s : 0 < s -> margin_loss (w +v s *v u) < margin_loss w.
Proof.
  intro P. apply sum_less. intros i L. apply less_for_larger. autorewrite with inner.
  pose proof (Rmult_lt_0_compat _ _ P (separates i L)). lra.
Qed.
Theorem no_minimiser w : ~ (forall v, margin_loss w <= margin_loss v).
Proof. intro H. specialize (H (w +v 1 *v u)). pose proof (falls_along_a_separator w 1 Rlt_0_1). lra. Qed.
End Separable.

(* further.one-factor-at-zero: the output is a column b times a row a *)
Section TwoFactors.
Context {S : space}.
Variables (x : S) (y : R).
Definition factor_error (a : S) (b : R) : R := b * << a, x >> - y.
Definition factor_loss (a : S) (b : R) : R := factor_error a b * factor_error a b / 2.
Theorem gradient_by_row a b :
  gradient_at (fun a => factor_loss a b) a ((factor_error a b * b) *v x).
Proof.
  unfold factor_loss, factor_error.
  apply (gradient_of_net_input (fun z => (b * z - y) * (b * z - y) / 2)).
  apply (d_same _ _ _ _ _ (d_square (fun z => b * z - y) << a, x >> (b * 1 - 0)
    (d_minus _ _ _ _ _ (d_scale b _ _ _ (d_id _)) (d_const y _)))); [reflexivity | ring].
Qed.
Theorem derivative_by_column a b :
  derivable_pt_lim (fun b => factor_loss a b) b (factor_error a b * << a, x >>).
Proof.
  unfold factor_loss, factor_error.
  apply (d_square (fun b => b * << a, x >> - y)).
  apply (d_same (fun b => << a, x >> * b - y) _ _ (<< a, x >> * 1 - 0)); [| intro; ring | ring].
  apply d_minus; [apply d_scale, d_id | apply d_const].
Qed.
Definition product_after (eta : R) (a : S) (b : R) : S :=
  (b - eta * (factor_error a b * << a, x >>)) *v (a -v eta *v ((factor_error a b * b) *v x)).
Theorem column_at_zero eta a : product_after eta a 0 = (- (eta * factor_error a 0 * << a, x >>)) *v a.
Proof. unfold product_after. vec. Qed.
Theorem row_at_zero eta b :
  product_after eta zero b = (- (eta * factor_error zero b * (b * b))) *v x.
Proof. unfold product_after. rewrite dot_zero. vec. Qed.
End TwoFactors.
Theorem factors_differ eta : eta <> 0 ->
  let input := (1, 1) : plane in
  product_after input 1 eta (1, 0) 0 = (eta, 0) /\ product_after input 1 eta zero 1 = (eta, eta) /\
  ((eta, 0) : plane) <> (eta, eta).
Proof.
  intro N. cbv zeta. unfold product_after, factor_error. cbn -[IZR].
  repeat split; try (f_equal; real; ring). intro H. injection H. intro K. now apply N.
Qed.

(* further.mistakes-need-not-approach: labels -1 and 1; s is a vector such as a separator *)
Section Mistake.
Context {S : space}.
Variables (eta y : R) (w x s : S).
Hypothesis rate : 0 < eta.
Hypothesis label : y = 1 \/ y = -1.
Definition squared_distance (u v : S) : R := << u -v v, u -v v >>.
Definition after_mistake : S := w +v (2 * eta * y) *v x.
Theorem mistake_adds : phi (-1) 1 1 << w, x >> = - y -> update (-1) 1 1 eta w (x, y) = after_mistake.
Proof. intro P. unfold update, after_mistake. rewrite P. vec. Qed.
Theorem mistake_means : phi (-1) 1 1 << w, x >> = - y -> y * << w, x >> <= 0.
Proof.
  unfold phi, threshold. destruct (total_order_T << w, x >> 0) as [[H | H] | H], label as [-> | ->]; lra.
Qed.
Lemma distance_after : squared_distance after_mistake s
  = squared_distance w s - 4 * eta * (y * << s, x >> - eta * << x, x >>) + 4 * eta * (y * << w, x >>).
Proof.
  assert (Y : y * y = 1) by (destruct label as [-> | ->]; ring).
  unfold squared_distance, after_mistake. autorewrite with inner.
  rewrite (dot_comm S x w), (dot_comm S x s), (dot_comm S s w).
  replace (2 * eta * y * (2 * eta * y * << x, x >>)) with (4 * eta * eta * (y * y) * << x, x >>) by ring.
  rewrite Y. ring.
Qed.
Theorem not_farther : y * << w, x >> <= 0 -> eta * << x, x >> <= y * << s, x >> ->
  squared_distance after_mistake s <= squared_distance w s.
Proof. intros M F. rewrite distance_after. nra. Qed.
Theorem nearer : y * << w, x >> <= 0 -> eta * << x, x >> < y * << s, x >> ->
  squared_distance after_mistake s < squared_distance w s.
Proof. intros M F. rewrite distance_after. nra. Qed.
End Mistake.
Theorem multiples_far_out {S : space} (u x : S) (eta y gamma radius c : R) : 0 < eta -> 0 < c ->
  gamma <= y * << u, x >> -> << x, x >> <= radius * radius -> eta * (radius * radius) <= c * gamma ->
  eta * << x, x >> <= y * << c *v u, x >>.
Proof. intros E C G B F. rewrite dot_scale. nra. Qed.
(* The rate 1, the weights 0, the sample -1 with the label -1, which 1/4 separates *)
Theorem mistake_leads_away : let q := 1 / 4 : line in let x := -1 : line in
  0 < -1 * << q, x >> /\ squared_distance (0 : line) q = 1 / 16 /\
  squared_distance (update (S := line) (-1) 1 1 1 0 (x, -1)) q = 49 / 16.
Proof.
  cbv zeta. unfold squared_distance. repeat split; Runs.a_run.
Qed.
