(* Derivatives are those of the standard library: derivable_pt_lim f z l says that f has the
   derivative l at z. A gradient gives every derivative along a line through a point. *)
From Ledger.Headlines Require Export Tools.

Definition gradient_at {S : space} (L : S -> R) (w g : S) : Prop :=
  forall q, derivable_pt_lim (fun e => L (w +v e *v q)) 0 << g, q >>.

Lemma d_same f g z a b : derivable_pt_lim f z a -> (forall e, f e = g e) -> a = b ->
  derivable_pt_lim g z b.
Proof.
  intros H E <- eps P. destruct (H eps P) as [r B]. exists r. intros h N Q.
  rewrite <- !E. now apply B.
Qed.
Lemma d_const c z : derivable_pt_lim (fun _ => c) z 0.
Proof. exact (derivable_pt_lim_const c z). Qed.
Lemma d_id z : derivable_pt_lim (fun e => e) z 1.
Proof. exact (derivable_pt_lim_id z). Qed.
Lemma d_plus f g z a b : derivable_pt_lim f z a -> derivable_pt_lim g z b ->
  derivable_pt_lim (fun e => f e + g e) z (a + b).
Proof. exact (derivable_pt_lim_plus f g z a b). Qed.
Lemma d_minus f g z a b : derivable_pt_lim f z a -> derivable_pt_lim g z b ->
  derivable_pt_lim (fun e => f e - g e) z (a - b).
Proof. exact (derivable_pt_lim_minus f g z a b). Qed.
Lemma d_times f g z a b : derivable_pt_lim f z a -> derivable_pt_lim g z b ->
  derivable_pt_lim (fun e => f e * g e) z (a * g z + f z * b).
Proof. exact (derivable_pt_lim_mult f g z a b). Qed.
Lemma d_scale c f z a : derivable_pt_lim f z a -> derivable_pt_lim (fun e => c * f e) z (c * a).
Proof. exact (derivable_pt_lim_scal f c z a). Qed.
Lemma d_comp f g z a b : derivable_pt_lim f z a -> derivable_pt_lim g (f z) b ->
  derivable_pt_lim (fun e => g (f e)) z (b * a).
Proof. exact (derivable_pt_lim_comp f g z a b). Qed.
Lemma d_line a b z : derivable_pt_lim (fun e => a + e * b) z b.
Proof.
  apply (d_same (fun e => a + b * e) _ _ (0 + b * 1)); [| intro; ring | ring].
  apply d_plus; [apply d_const | apply d_scale, d_id].
Qed.
Lemma d_along f a b d : derivable_pt_lim f a d -> derivable_pt_lim (fun e => f (a + e * b)) 0 (d * b).
Proof.
  intro H. apply (d_comp (fun e => a + e * b)); [apply d_line |].
  now replace (a + 0 * b) with a by ring.
Qed.
Lemma d_sum n (f : nat -> R -> R) z d : (forall k, derivable_pt_lim (f k) z (d k)) ->
  derivable_pt_lim (fun e => sum n (fun k => f k e)) z (sum n d).
Proof.
  intro H. induction n as [| n IH]; cbn [sum]; [apply d_const | now apply d_plus].
Qed.
Lemma d_square f z a : derivable_pt_lim f z a ->
  derivable_pt_lim (fun e => f e * f e / 2) z (f z * a).
Proof.
  intro H. apply (d_same (fun e => / 2 * (f e * f e)) _ _ (/ 2 * (a * f z + f z * a)));
    [| intro; field | field].
  now apply d_scale, d_times.
Qed.
Lemma d_unique f z a b : derivable_pt_lim f z a -> derivable_pt_lim f z b -> a = b.
Proof. apply uniqueness_limite. Qed.

Section Sums.
Context {S : space}.
Implicit Types (v : nat -> S) (f g : nat -> R).
Lemma dot_vsum n v p : << vsum n v, p >> = sum n (fun k => << v k, p >>).
Proof. induction n as [| n IH]; cbn; [apply dot_zero | now rewrite dot_plus, IH]. Qed.
Lemma dot_vsum_r n v p : << p, vsum n v >> = sum n (fun k => << p, v k >>).
Proof. induction n as [| n IH]; cbn; [apply dot_zero_r | now rewrite dot_plus_r, IH]. Qed.
Lemma vsum_scale n v c : c *v vsum n v = vsum n (fun k => c *v v k).
Proof. induction n as [| n IH]; cbn; [apply scale_zero | now rewrite scale_plus, IH]. Qed.
Lemma vsum_plus n v (u : nat -> S) : vsum n v +v vsum n u = vsum n (fun k => v k +v u k).
Proof. induction n as [| n IH]; cbn; [vec | rewrite <- IH; vec]. Qed.
Lemma sum_scale n f c : c * sum n f = sum n (fun k => c * f k).
Proof. induction n as [| n IH]; cbn; [ring | rewrite <- IH; ring]. Qed.
Lemma sum_plus n f g : sum n f + sum n g = sum n (fun k => f k + g k).
Proof. induction n as [| n IH]; cbn; [ring | rewrite <- IH; ring]. Qed.
(* Equal where it counts *)
Lemma sum_below n f g : (forall k, (k < n)%nat -> f k = g k) -> sum n f = sum n g.
Proof.
  induction n as [| n IH]; intro H; cbn; [reflexivity |].
  rewrite IH, H; auto with arith. Qed.
Lemma vsum_below n v (u : nat -> S) :
  (forall k, (k < n)%nat -> v k = u k) -> vsum n v = vsum n u.
Proof.
  induction n as [| n IH]; intro H; cbn; [reflexivity |].
  rewrite IH, H; auto with arith. Qed.
Lemma sum_none n f : (forall k, (k < n)%nat -> f k = 0) -> sum n f = 0.
Proof.
  induction n as [| n IH]; intro H; cbn; [reflexivity |].
  rewrite IH, H; auto with arith; ring. Qed.
Lemma vsum_none n v : (forall k, (k < n)%nat -> v k = zero) -> vsum n v = zero.
Proof.
  induction n as [| n IH]; intro H; cbn; [reflexivity |].
  rewrite IH, H; auto with arith; vec. Qed.
Lemma sum_le n f g : (forall k, (k < n)%nat -> f k <= g k) -> sum n f <= sum n g.
Proof.
  induction n as [| n IH]; intro H; cbn; [apply Rle_refl |].
  apply Rplus_le_compat; auto with arith. Qed.
Lemma sum_not_negative n f : (forall k, (k < n)%nat -> 0 <= f k) -> 0 <= sum n f.
Proof.
  intro H. rewrite <- (sum_none n (fun _ => 0)) by reflexivity. now apply sum_le. Qed.
Lemma sum_of_constant n c : sum n (fun _ => c) = INR n * c.
Proof. induction n as [| n IH]; cbn [sum]; [cbn; ring |]. rewrite S_INR, IH. ring. Qed.
Lemma sum_first n f : sum (Datatypes.S n) f = f O + sum n (fun k => f (Datatypes.S k)).
Proof. induction n as [| n IH]; [cbn; ring |]. cbn [sum] in *. rewrite IH. ring. Qed.
Lemma vsum_first n v : vsum (Datatypes.S n) v = v O +v vsum n (fun k => v (Datatypes.S k)).
Proof. induction n as [| n IH]; [cbn; vec |]. cbn [vsum] in *. rewrite IH. vec. Qed.
End Sums.

Section Gradients.
Context {S : space}.
Implicit Types w g x : S.
Lemma gradient_unique L w g g' : gradient_at L w g -> gradient_at L w g' -> g = g'.
Proof. intros H H'. apply same. intro p. exact (d_unique _ _ _ _ (H p) (H' p)). Qed.
Lemma gradient_same L M w g g' : gradient_at L w g -> (forall u, L u = M u) -> g = g' ->
  gradient_at M w g'.
Proof. intros H E <- q. exact (d_same _ _ _ _ _ (H q) (fun e => E _) eq_refl). Qed.
Lemma gradient_plus L M w g h : gradient_at L w g -> gradient_at M w h ->
  gradient_at (fun u => L u + M u) w (g +v h).
Proof. intros H K q. rewrite dot_plus. now apply d_plus. Qed.
Lemma gradient_scale c L w g : gradient_at L w g -> gradient_at (fun u => c * L u) w (c *v g).
Proof. intros H q. rewrite dot_scale. now apply d_scale. Qed.
Lemma gradient_sum n (L : nat -> S -> R) w (g : nat -> S) :
  (forall k, gradient_at (L k) w (g k)) -> gradient_at (fun u => sum n (fun k => L k u)) w (vsum n g).
Proof. intros H q. rewrite dot_vsum. apply (d_sum n (fun k e => L k (w +v e *v q))). intro k. apply H. Qed.
(* What is read of the weights is their inner product with x. *)
Lemma gradient_of_net_input f w x d : derivable_pt_lim f << w, x >> d ->
  gradient_at (fun u => f << u, x >>) w (d *v x).
Proof.
  intros H q. apply (d_same _ _ _ _ _ (d_along f << w, x >> << q, x >> d H)).
  - intro e. now rewrite dot_plus, dot_scale.
  - rewrite dot_scale. now rewrite (dot_comm S q).
Qed.
End Gradients.

(* Pairs of vectors *)
Definition pairs (A B : space) : space.
Proof.
  refine {| vector := A * B; zero := (zero, zero);
    plus := fun u v => (fst u +v fst v, snd u +v snd v);
    scale := fun a u => (a *v fst u, a *v snd u);
    dot := fun u v => << fst u, fst v >> + << snd u, snd v >> |}.
  - intros [] []. cbn. f_equal; apply plus_comm.
  - intros [] [] []. cbn. f_equal; apply plus_assoc.
  - intros []. cbn. f_equal; apply plus_zero.
  - intros []. cbn. f_equal; apply plus_minus.
  - intros []. cbn. f_equal; apply scale_one.
  - intros a b []. cbn. f_equal; apply scale_scale.
  - intros a [] []. cbn. f_equal; apply scale_plus.
  - intros a b []. cbn. f_equal; apply scale_sum.
  - intros [] []. cbn. f_equal; apply dot_comm.
  - intros [] [] []. cbn. rewrite !dot_plus. ring.
  - intros a [] []. cbn. rewrite !dot_scale. ring.
  - intros []. cbn. apply Rplus_le_le_0_compat; apply positive_definite.
  - intros [u v]. cbn. intro H. pose proof (positive_definite A u). pose proof (positive_definite B v).
    f_equal; apply definite; lra.
Defined.
(* The plane, with vectors (a, b) *)
Definition plane : space := pairs line line.
Ltac real := match goal with |- @eq _ ?a ?b => change (@eq R a b) end.
