(* Convex losses, and the logistic function. *)
From Coq Require Import Psatz.
From Ledger.Headlines Require Import Tools.

Section Convex.
Context {S : space}.
Definition convex (L : S -> R) : Prop :=
  forall w u s, 0 <= s <= 1 -> L (w +v s *v (u -v w)) <= (1 - s) * L w + s * L u.
(* The definition of a derivative: what is left is smaller than any multiple of the length. *)
Definition has_gradient (L : S -> R) (w g : S) : Prop :=
  forall eps, 0 < eps -> exists radius, 0 < radius /\
    forall h, norm h <= radius -> Rabs (L (w +v h) - L w - << g, h >>) <= eps * norm h.

Lemma norm_not_negative (h : S) : 0 <= norm h.
Proof. apply sqrt_pos. Qed.
Lemma short (h : S) radius : 0 < radius -> exists s, 0 < s <= 1 /\ norm (s *v h) <= radius.
Proof.
  intro P. pose proof (norm_not_negative h) as N.
  assert (Q : 0 < radius + norm h) by lra. set (k := radius / (radius + norm h)).
  assert (D : 0 < k) by (now apply Rdiv_lt_0_compat).
  assert (M : k * radius + k * norm h = radius) by (unfold k; field; lra).
  assert (K : 0 <= k * norm h) by (apply Rmult_le_pos; lra).
  assert (K' : 0 <= k * radius) by (apply Rmult_le_pos; lra).
  exists k. repeat split; [exact D | | rewrite norm_scale by lra; lra].
  apply (Rmult_le_reg_r radius); lra.
Qed.

(* convex.stationary-iff-optimal *)
Theorem stationary_is_optimal L w : convex L -> has_gradient L w zero -> forall u, L w <= L u.
Proof.
  intros C G u. apply Rnot_lt_le. intro H. set (h := u -v w).
  pose proof (norm_not_negative h) as N.
  destruct (G ((L w - L u) / (2 * (norm h + 1)))) as (radius & P & D).
  { apply Rdiv_lt_0_compat; lra. }
  destruct (short h radius P) as (s & B & R). specialize (D _ R). rewrite dot_zero in D.
  specialize (C w u s ltac:(lra)). fold h in C. rewrite norm_scale in D by lra.
  assert (E : L w - L (w +v s *v h) <= (L w - L u) / (2 * (norm h + 1)) * (s * norm h)).
  { pose proof (Rle_abs (- (L (w +v s *v h) - L w - 0))) as A. rewrite Rabs_Ropp in A. lra. }
  assert (F : (L w - L u) / (2 * (norm h + 1)) * (2 * (norm h + 1)) = L w - L u) by (field; lra).
  set (q := (L w - L u) / (2 * (norm h + 1))) in *.
  (* per unit of s: L w - L u <= q |h|, while L w - L u = 2 q |h| + 2 q *)
  assert (A : L w - L u <= q * norm h) by (apply (Rmult_le_reg_l s); lra).
  assert (B' : 0 < q) by (apply (Rmult_lt_reg_r (2 * (norm h + 1))); lra).
  pose proof (Rmult_le_pos q (norm h)). lra.
Qed.
Theorem optimal_is_stationary L w g :
  has_gradient L w g -> (forall u, L w <= L u) -> g = zero.
Proof.
  intros G H. apply definite. rewrite <- norm_squared.
  pose proof (norm_not_negative g) as N. destruct N as [N | N]; [| rewrite <- N; ring].
  exfalso. destruct (G (norm g / 2)) as (radius & P & D); [lra |].
  destruct (short g radius P) as (s & B & R).
  assert (T : norm ((- s) *v g) = norm (s *v g)).
  { unfold norm. f_equal. autorewrite with inner. ring. }
  specialize (D ((- s) *v g) ltac:(lra)). rewrite T, norm_scale in D by lra.
  rewrite dot_scale_r, <- norm_squared in D.
  pose proof (H (w +v (- s) *v g)) as O.
  pose proof (Rle_abs (L (w +v (- s) *v g) - L w - - s * (norm g * norm g))) as A.
  assert (F : s * (norm g * norm g) <= norm g / 2 * (s * norm g)) by lra.
  assert (U : 0 < s * (norm g * norm g)) by (apply Rmult_lt_0_compat; nra). nra.
Qed.
Theorem stationary_iff_optimal L w g : convex L -> has_gradient L w g ->
  g = zero <-> forall u, L w <= L u.
Proof.
  intros C G. split.
  - intros ->. now apply stationary_is_optimal.
  - now apply optimal_is_stationary.
Qed.
(* One step of descent then stays where it is, at every rate. *)
Theorem blocked_iff_optimal L w g eta : 0 < eta -> convex L -> has_gradient L w g ->
  w -v eta *v g = w <-> forall u, L w <= L u.
Proof.
  intros E C G. rewrite <- (stationary_iff_optimal L w g C G). split.
  - intro H. apply (scaled_not_zero eta g); [lra |]. rewrite <- (plus_minus S w).
    rewrite <- H at 2. vec.
  - intros ->. vec.
Qed.

(* gd.first-step-factors: for every field of vectors, the gradient of a loss among them *)
Definition descent (gradient : S -> S) (eta : R) (w : S) (_ : unit) : S := w -v eta *v gradient w.
Theorem first_step_factors gradient eta :
  run (descent gradient eta) zero (fun _ => tt) 1
  = eta *v run (descent gradient 1) zero (fun _ => tt) 1.
Proof. cbn. unfold descent. vec. Qed.
Theorem first_step_is gradient eta :
  run (descent gradient eta) zero (fun _ => tt) 1 = (- eta) *v gradient zero.
Proof. cbn. unfold descent. vec. Qed.
Lemma first_direction_is gradient eta : 0 < eta -> gradient zero <> zero ->
  let first := run (descent gradient eta) zero (fun _ => tt) 1 in
  (1 / norm first) *v first = (- / norm (gradient zero)) *v gradient zero.
Proof.
  intros E N first. unfold first. rewrite first_step_is.
  assert (M : norm (gradient zero) <> 0) by now apply norm_not_zero.
  assert (L : norm ((- eta) *v gradient zero) = eta * norm (gradient zero)).
  { rewrite <- norm_scale by lra. unfold norm. f_equal. autorewrite with inner. ring. }
  rewrite L. vectors. field. split; [exact M | lra].
Qed.
Theorem first_direction gradient eta eta' : 0 < eta -> 0 < eta' -> gradient zero <> zero ->
  let first r := run (descent gradient r) zero (fun _ => tt) 1 in
  (1 / norm (first eta)) *v first eta = (1 / norm (first eta')) *v first eta'.
Proof. intros E E' N first. unfold first. now rewrite !first_direction_is. Qed.
End Convex.

(* logistic.half-at-zero *)
Theorem half_at_zero {S : space} (w x : S) : w = zero -> sigmoid << w, x >> = 1 / 2.
Proof. intros ->. unfold sigmoid. rewrite dot_zero, Rmult_0_r, exp_0. lra. Qed.
