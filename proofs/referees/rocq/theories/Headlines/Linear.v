(* Linear regression: descent on the mean of the squared errors, halved. *)
From Coq Require Import Psatz.
From Ledger.Headlines Require Import Tools.

Section Linear.
(* Weights W, targets T; X takes weights to predictions, Xt is its transpose; m samples. *)
Context {W T : space}.
Variables (X : W -> T) (Xt : T -> W) (m eta : R).
Hypothesis transpose : adjoint X Xt.
Hypothesis samples : 0 < m.
Implicit Types w u q : W.
Implicit Types y : T.

Lemma X_plus w u : X (w +v u) = X w +v X u.
Proof. apply (adjoint_linear X Xt transpose). Qed.
Lemma X_scale c w : X (c *v w) = c *v X w.
Proof. apply (adjoint_linear X Xt transpose). Qed.
Lemma X_zero : X zero = zero.
Proof. apply linear_zero, (adjoint_linear X Xt transpose). Qed.
Lemma Xt_plus (u v : T) : Xt (u +v v) = Xt u +v Xt v.
Proof. apply (adjoint_linear Xt X), adjoint_comm, transpose. Qed.
Lemma Xt_scale c (v : T) : Xt (c *v v) = c *v Xt v.
Proof. apply (adjoint_linear Xt X), adjoint_comm, transpose. Qed.
Lemma Xt_zero : Xt zero = zero.
Proof. apply linear_zero, (adjoint_linear Xt X), adjoint_comm, transpose. Qed.

Definition loss y w : R := << X w -v y, X w -v y >> / (2 * m).
Definition gradient y w : W := (1 / m) *v Xt (X w -v y).
Definition A w : W := (1 / m) *v Xt (X w).
Definition b y : W := (1 / m) *v Xt y.
Definition step y w (_ : unit) : W := w -v eta *v gradient y w.
Definition weights y w0 (t : nat) : W := run (step y) w0 (fun _ => tt) t.

Lemma gradient_form y w : gradient y w = A w -v b y.
Proof. unfold gradient, A, b. rewrite Xt_plus, Xt_scale. vec; lra. Qed.
Lemma A_plus w u : A (w +v u) = A w +v A u.
Proof. unfold A. rewrite X_plus, Xt_plus. vec; lra. Qed.
Lemma A_scale c w : A (c *v w) = c *v A w.
Proof. unfold A. rewrite X_scale, Xt_scale. vec; lra. Qed.
Lemma A_zero : A zero = zero.
Proof. unfold A. rewrite X_zero, Xt_zero. apply scale_zero. Qed.
Lemma next y w0 t :
  weights y w0 (S t) = weights y w0 t -v eta *v (A (weights y w0 t) -v b y).
Proof. unfold weights. cbn. unfold step. now rewrite gradient_form. Qed.

(* linear.zero-prediction *)
Theorem zero_prediction y w : w = zero -> X w = zero /\ X w -v y = (-1) *v y.
Proof. intros ->. rewrite X_zero. split; [reflexivity | vec]. Qed.

(* linear.gradient-at-zero: the loss around w, exactly; and A, b *)
Theorem expansion y w q e :
  loss y (w +v e *v q) = loss y w + e * << gradient y w, q >> + e * e * << A q, q >> / 2.
Proof.
  unfold loss, gradient, A. rewrite X_plus, X_scale, !dot_scale.
  rewrite !(adjoint_comm X Xt transpose). autorewrite with inner.
  rewrite (dot_comm T (X q) (X w)), (dot_comm T (X q) y). rewrite (dot_comm T (X w) y). field. lra.
Qed.
Theorem gradient_at_zero y : gradient y zero = (-1) *v b y.
Proof. rewrite gradient_form, A_zero. vec. Qed.
Theorem A_symmetric w u : << A w, u >> = << w, A u >>.
Proof.
  unfold A. rewrite dot_scale, dot_scale_r, (adjoint_comm X Xt transpose).
  now rewrite (dot_comm W w), (adjoint_comm X Xt transpose), dot_comm.
Qed.
Theorem A_not_negative w : 0 <= << A w, w >>.
Proof.
  unfold A. rewrite dot_scale, (adjoint_comm X Xt transpose).
  apply Rmult_le_pos; [left; apply Rdiv_lt_0_compat; lra | apply positive_definite].
Qed.

(* linear.starts-iff-correlated *)
Theorem first_step y : weights y zero 1 = (eta / m) *v Xt y.
Proof. rewrite next. cbn. rewrite A_zero. unfold b. vec; lra. Qed.
Theorem starts_iff y : 0 < eta -> weights y zero 1 <> zero <-> Xt y <> zero.
Proof.
  intro E. rewrite first_step. assert (N : eta / m <> 0).
  { apply Rgt_not_eq, Rdiv_lt_0_compat; assumption. }
  split; intros H H'; apply H; now apply (scaled_not_zero (eta / m) (Xt y) N).
Qed.
Theorem blocked_iff_solved y :
  Xt y = zero <-> (forall u, << X zero -v y, X zero -v y >> <= << X u -v y, X u -v y >>).
Proof.
  split.
  - intros H u. rewrite X_zero. autorewrite with inner.
    assert (Z : << X u, y >> = 0) by now rewrite transpose, H, dot_zero_r.
    rewrite (dot_comm T y (X u)), Z. pose proof (positive_definite T (X u)). lra.
  - intro H. apply definite. set (g := Xt y) in *. pose proof (positive_definite W g) as [P | P]; auto.
    exfalso. set (n := << g, g >>) in *. set (k := << X g, X g >>).
    pose proof (positive_definite T (X g)) as K. fold k in K.
    specialize (H ((n / (k + n)) *v g)). rewrite X_scale, X_zero in H.
    autorewrite with inner in H. rewrite (dot_comm T y (X g)), (transpose g y) in H.
    fold g n k in H. set (s := n / (k + n)) in *.
    assert (S1 : 0 < s) by (apply Rdiv_lt_0_compat; lra).
    assert (S2 : s * (k + n) = n) by (unfold s; field; lra).
    assert (S3 : s * s * k < 2 * (s * n)); [| lra].
    replace (s * s * k) with (s * (s * (k + n) - s * n)) by ring. rewrite S2.
    assert (0 < s * n) by (apply Rmult_lt_0_compat; lra).
    assert (0 < s * (s * n)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(* linear.almost-surely-starts: targets that block are a proper subspace, of measure zero *)
Theorem blocking_subspace c y y' : Xt y = zero -> Xt y' = zero -> Xt (c *v y +v y') = zero.
Proof. intros H H'. rewrite Xt_plus, Xt_scale, H, H'. vec. Qed.
Theorem some_do_not_block u : X u <> zero -> 0 < << Xt (X u), u >>.
Proof.
  intro H. rewrite (adjoint_comm X Xt transpose).
  destruct (positive_definite T (X u)) as [P | P]; [exact P |]. destruct H. now apply definite.
Qed.
Theorem one_on_a_line y v s r : Xt v <> zero ->
  Xt (y +v s *v v) = zero -> Xt (y +v r *v v) = zero -> s = r.
Proof.
  intros N H H'. rewrite Xt_plus, Xt_scale in H, H'.
  assert (D : (s - r) *v Xt v = zero).
  { vectors. assert (K : << Xt y +v s *v Xt v, p >> = << Xt y +v r *v Xt v, p >>)
      by now rewrite H, H'. autorewrite with inner in K. lra. }
  destruct (Req_dec (s - r) 0) as [E | E]; [lra |]. destruct N.
  now apply (scaled_not_zero (s - r)).
Qed.
Theorem no_measure (q V : R) (mu : nat -> R) : mu 0%nat = 0 -> (forall k, mu (S k) = mu k + q) ->
  (forall k, mu k <= V) -> forall n, q <= V / (INR n + 1).
Proof.
  intros N P R n. assert (M : forall k, mu k = INR k * q).
  { induction k as [| k IH]; [rewrite N; simpl; ring |]. rewrite P, IH, S_INR. ring. }
  specialize (R (S n)). rewrite M, S_INR in R. pose proof (pos_INR n) as Pn.
  apply (Rmult_le_reg_r (INR n + 1)); [lra |]. unfold Rdiv.
  rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(* linear.no-features-no-learning *)
Theorem no_features y w0 t : (forall u, X u = zero) -> weights y w0 t = w0.
Proof.
  intro H. assert (Z : forall v, Xt v = zero).
  { intro v. apply definite. now rewrite (adjoint_comm X Xt transpose), H, dot_zero_r. }
  induction t as [| t IH]; [reflexivity |]. rewrite next, IH. unfold A, b. rewrite !Z. vec.
Qed.

(* linear.zero-column-never-moves: along a direction that no sample sees *)
Theorem unseen_never_moves y w0 j t : X j = zero -> << j, weights y w0 t >> = << j, w0 >>.
Proof.
  intro H. induction t as [| t IH]; [reflexivity |]. rewrite next. autorewrite with inner.
  rewrite IH. unfold A, b. rewrite !dot_scale_r, <- !transpose, H, !dot_zero. ring.
Qed.

(* linear.closed-form: from any start, with powers of I - eta A *)
Definition shrunk w : W := w -v eta *v A w.
Fixpoint power (n : nat) w : W := match n with O => w | Datatypes.S n => shrunk (power n w) end.
Lemma power_scale c n w : power n (c *v w) = c *v power n w.
Proof.
  induction n as [| n IH]; [reflexivity |]. cbn. rewrite IH. unfold shrunk. rewrite A_scale. vec.
Qed.
Lemma power_zero n : power n zero = zero.
Proof.
  induction n as [| n IH]; [reflexivity |]. cbn. rewrite IH. unfold shrunk. rewrite A_zero. vec.
Qed.
Lemma shrunk_sum n (f : nat -> W) : shrunk (vsum n f) = vsum n (fun k => shrunk (f k)).
Proof.
  unfold shrunk. induction n as [| n IH]; cbn [vsum]; [rewrite A_zero; vec |].
  rewrite <- IH, A_plus. vec.
Qed.
Lemma sum_shift n (f : nat -> W) : vsum (Datatypes.S n) f = f O +v vsum n (fun k => f (Datatypes.S k)).
Proof. induction n as [| n IH]; [cbn; vec |]. cbn [vsum] in *. rewrite IH. vec. Qed.
Theorem closed_form y w0 n :
  weights y w0 n = power n w0 +v eta *v vsum n (fun k => power k (b y)).
Proof.
  induction n as [| n IH]; [cbn; vec |].
  rewrite next, sum_shift. cbn [power]. rewrite <- shrunk_sum. rewrite IH. unfold shrunk.
  rewrite A_plus, A_scale. vec.
Qed.

(* linear.eta-does-not-factor: two powers of the rate *)
Theorem second_step y : weights y zero 2 = (2 * eta) *v b y -v (eta * eta) *v A (b y).
Proof.
  rewrite !next. cbn. rewrite A_zero, !A_plus, !A_scale, A_plus, A_scale, A_zero. vec.
Qed.

(* linear.target-scaling *)
Theorem target_scaling c y t : weights (c *v y) zero t = c *v weights y zero t.
Proof.
  induction t as [| t IH]; [cbn; vec |]. rewrite !next, IH, A_scale. unfold b.
  rewrite Xt_scale. vec; lra.
Qed.

(* What two starts differ by is shrunk at each step (linear.start-is-forgotten, in part). *)
Theorem difference y w0 u0 t :
  weights y w0 t -v weights y u0 t = power t (w0 -v u0).
Proof.
  induction t as [| t IH]; [reflexivity |]. rewrite !next. cbn [power]. rewrite <- IH.
  unfold shrunk. rewrite A_plus, A_scale. vec.
Qed.

(* linear.start-differences-never-grow *)
Theorem differences_never_grow y w0 u0 t : 0 <= eta ->
  (forall w, eta * << A w, A w >> <= 2 * << A w, w >>) ->
  norm (weights y w0 (S t) -v weights y u0 (S t)) <= norm (weights y w0 t -v weights y u0 t).
Proof.
  intros E H. rewrite !difference. cbn [power]. set (d := power t (w0 -v u0)). unfold norm, shrunk.
  apply sqrt_le_1_alt. autorewrite with inner. rewrite (dot_comm W d (A d)).
  specialize (H d). apply Rmult_le_compat_l with (r := eta) in H; [| exact E]. lra.
Qed.

(* linear.random-start-costs-loss: a start and its opposite, on average *)
Theorem random_start_costs y w0 t :
  (loss y (weights y w0 t) + loss y (weights y ((-1) *v w0) t)) / 2
  = loss y (weights y zero t) + << A (power t w0), power t w0 >> / 2.
Proof.
  assert (P : power t ((-1) *v w0) = (-1) *v power t w0) by apply power_scale.
  assert (Z : power t zero = zero) by apply power_zero.
  set (d := power t w0) in *. set (v := weights y zero t).
  assert (E1 : weights y w0 t = v +v 1 *v d).
  { unfold v. rewrite !closed_form, Z. fold d. vec. }
  assert (E2 : weights y ((-1) *v w0) t = v +v (-1) *v d).
  { unfold v. rewrite !closed_form, Z, P. fold d. vec. }
  rewrite E1, E2, !expansion. field.
Qed.

(* linear.along an eigenvector: the direction is that of b whatever the rate (a half of
   linear.direction-iff-eigenvector) *)
Theorem along_an_eigenvector y lambda t : lambda <> 0 -> A (b y) = lambda *v b y ->
  weights y zero t = ((1 - (1 - eta * lambda) ^ t) / lambda) *v b y.
Proof.
  intros N E. induction t as [| t IH]; [cbn; vec; exact N |].
  rewrite next, IH, A_scale, E. cbn [Rpow_def.pow]. vec. exact N.
Qed.

(* The limit from zero stays in the span of the samples (a part of linear.minimum-norm). *)
Theorem in_the_row_space y t : exists r, weights y zero t = Xt r.
Proof.
  induction t as [| t [r IH]]; [exists zero; now rewrite Xt_zero |].
  exists (r -v (eta * (1 / m)) *v (X (Xt r) -v y)). rewrite next, IH. unfold A, b.
  rewrite !Xt_plus, !Xt_scale, Xt_plus, Xt_scale. vec; lra.
Qed.
Theorem least_norm_in_the_row_space w u r : w = Xt r -> X u = X w -> << w, w >> <= << u, u >>.
Proof.
  intros -> H. assert (E : << Xt r, u -v Xt r >> = 0).
  { rewrite (adjoint_comm X Xt transpose), X_plus, X_scale, H. autorewrite with inner. ring. }
  pose proof (positive_definite W (u -v Xt r)) as P. autorewrite with inner in E, P.
  rewrite (dot_comm W u (Xt r)) in P. lra.
Qed.
End Linear.
