(* The one lemma, and rules that people use besides: each is an instance of it. *)
From Ledger.Headlines Require Linear.
From Ledger.Headlines Require Import Tools Perceptron.

(* symmetry.trajectory *)
Theorem trajectory {state sample : Type} (update update' : state -> sample -> state) g :
  (forall w z, g (update w z) = update' (g w) z) ->
  forall start start' z t, start' = g start -> run update' start' z t = g (run update start z t).
Proof. intros H start start' z t ->. now apply symmetry_trajectory. Qed.

Section Perceptrons.
Context {S : space}.
Variables below at_zero above : R. (* the three values of the threshold function: any *)
Notation phi := (phi below at_zero above).
Definition state : Type := S * S.
Definition scaled (c : R) (p : state) : state := (c *v fst p, c *v snd p).
Lemma scaled_start c : (zero, zero) = scaled c (zero, zero).
Proof. unfold scaled. cbn. now rewrite scale_zero. Qed.

(* further.momentum: the velocity carries the rate, or is multiplied by it when it is added. *)
Definition with_velocity (beta eta : R) (p : state) (z : S * R) : state :=
  let (w, u) := p in let (x, y) := z in
  let u' := beta *v u +v eta *v ((y - phi << w, x >>) *v x) in (w +v u', u').
Theorem momentum beta eta z t : 0 < eta ->
  run (with_velocity beta eta) (zero, zero) z t
  = scaled eta (run (with_velocity beta 1) (zero, zero) z t).
Proof.
  intro E. apply trajectory; [| apply scaled_start].
  intros [w u] [x y]. unfold scaled, with_velocity. cbn.
  rewrite dot_scale, sign_only by exact E. f_equal; vec.
Qed.
Theorem momentum_predictions beta eta z t x : 0 < eta ->
  phi << fst (run (with_velocity beta eta) (zero, zero) z t), x >>
  = phi << fst (run (with_velocity beta 1) (zero, zero) z t), x >>.
Proof. intro E. rewrite momentum by exact E. cbn. rewrite dot_scale. now apply sign_only. Qed.
Definition rate_when_added (beta eta : R) (p : state) (z : S * R) : state :=
  let (w, u) := p in let (x, y) := z in
  let u' := beta *v u +v (y - phi << w, x >>) *v x in (w +v eta *v u', u').
Theorem momentum_rate_when_added beta eta u0 z t : 0 < eta ->
  run (rate_when_added beta eta) (zero, u0) z t
  = let (v, q) := run (rate_when_added beta 1) (zero, u0) z t in (eta *v v, q).
Proof.
  intro E. apply (trajectory (rate_when_added beta 1) (rate_when_added beta eta)
    (fun p : state => let (v, q) := p in (eta *v v, q))); [| now rewrite scale_zero].
  intros [w u] [x y]. cbn. rewrite dot_scale, sign_only by exact E. f_equal; vec.
Qed.

(* further.averaging: a running average takes in the weights by a share fixed beforehand. *)
Definition averaged (eta : R) (p : state) (z : R * (S * R)) : state :=
  let (w, a) := p in let '(s, (x, y)) := z in
  let w' := w +v (eta * (y - phi << w, x >>)) *v x in (w', a +v s *v (w' -v a)).
Theorem averaging eta z t : 0 < eta ->
  run (averaged eta) (zero, zero) z t = scaled eta (run (averaged 1) (zero, zero) z t).
Proof.
  intro E. apply trajectory; [| apply scaled_start].
  intros [w a] [s [x y]]. unfold scaled, averaged. cbn.
  rewrite dot_scale, sign_only by exact E. f_equal; vec.
Qed.
Theorem averaging_predictions eta z t x : 0 < eta ->
  phi << snd (run (averaged eta) (zero, zero) z t), x >>
  = phi << snd (run (averaged 1) (zero, zero) z t), x >>.
Proof. intro E. rewrite averaging by exact E. cbn. rewrite dot_scale. now apply sign_only. Qed.

(* further.rate-scales-oscillation *)
Theorem swings eta (s : nat -> S * R) t : 0 < eta ->
  norm (change below at_zero above eta zero s t)
  = eta * norm (change below at_zero above 1 zero s t).
Proof. intro E. rewrite updates_factor_out by exact E. apply norm_scale. lra. Qed.

(* further.feature-scaling: all samples are multiplied by c. *)
Definition with_features (c : R) (s : nat -> S * R) (t : nat) : S * R :=
  (c *v fst (s t), snd (s t)).
Theorem features_scaled eta c s t : c <> 0 ->
  weights below at_zero above eta zero (with_features c s) t
  = c *v weights below at_zero above eta zero s t.
Proof.
  intro C. assert (P : 0 < c * c) by (now apply Rsqr_pos_lt).
  unfold weights. induction t as [| t IH]; cbn [run]; [symmetry; apply scale_zero |].
  rewrite IH. unfold with_features, update. cbn. destruct (s (Datatypes.S t)) as [x y]. cbn.
  rewrite dot_scale, dot_scale_r. rewrite <- Rmult_assoc, sign_only by exact P. vec.
Qed.
Theorem features_scaled_predictions eta c s t : c <> 0 ->
  phi << weights below at_zero above eta zero (with_features c s) t,
    input (with_features c s) (Datatypes.S t) >>
  = phi << weights below at_zero above eta zero s t, input s (Datatypes.S t) >>.
Proof.
  intro C. rewrite features_scaled by exact C. unfold input, with_features. cbn.
  rewrite dot_scale, dot_scale_r, <- Rmult_assoc. now apply sign_only, Rsqr_pos_lt.
Qed.
End Perceptrons.

(* further.scalar-factors: what the model puts out is r + a b x; any loss, whose slope is dloss. *)
Section Factors.
Variables (dloss : R -> R -> R) (eta : R).
Definition factors : Type := R * R.
Fixpoint over_batch (batch : list (R * R * R)) (f : R -> R -> R -> R) : R :=
  match batch with nil => 0 | cons (r, x, y) rest => f r x y + over_batch rest f end.
Definition factor_step (p : factors) (batch : list (R * R * R)) : factors :=
  let (a, b) := p in
  (a - eta * over_batch batch (fun r x y => dloss (r + b * a * x) y * b * x),
   b - eta * over_batch batch (fun r x y => dloss (r + b * a * x) y * a * x)).
Definition exchanged (p : factors) : factors := (snd p, fst p).
Lemma over_batch_same batch f g :
  (forall r x y, f r x y = g r x y) -> over_batch batch f = over_batch batch g.
Proof. intro H. induction batch as [| [[r x] y] l IH]; cbn; [reflexivity | now rewrite H, IH]. Qed.
Theorem factors_exchanged a b z t :
  run factor_step (b, a) z t = exchanged (run factor_step (a, b) z t).
Proof.
  apply trajectory; [| reflexivity]. intros [p q] batch. unfold exchanged. cbn.
  f_equal; f_equal; f_equal; apply over_batch_same; intros r x y; now rewrite (Rmult_comm p q).
Qed.
Theorem products_same a b z t :
  let (p, q) := run factor_step (a, b) z t in let (p', q') := run factor_step (b, a) z t in
  q' * p' = q * p.
Proof.
  rewrite (factors_exchanged a b). destruct (run factor_step (a, b) z t) as [p q].
  unfold exchanged. cbn. apply Rmult_comm.
Qed.
End Factors.

(* further.both-factors-at-zero: a row a and a column b of two matrices; delta is what is sent back,
   whatever the loss, the other components and the state make of it. *)
Section Both.
Context {S T : space}.
Variables (eta : R) (delta : S * T -> S * R -> T).
Fixpoint vector_over {V : space} (batch : list (S * R)) (f : S * R -> V) : V :=
  match batch with nil => zero | cons z rest => f z +v vector_over rest f end.
Definition both_step (p : S * T) (batch : list (S * R)) : S * T :=
  (fst p -v eta *v vector_over batch (fun z => << snd p, delta p z >> *v fst z),
   snd p -v eta *v vector_over batch (fun z => << fst p, fst z >> *v delta p z)).
Lemma nothing_over {V : space} (f : S * R -> V) batch :
  (forall z, f z = zero) -> vector_over batch f = zero.
Proof. intro H. induction batch as [| z l IH]; cbn; [reflexivity | rewrite H, IH; vec]. Qed.
Theorem both_at_zero z t : run both_step (zero, zero) z t = (zero, zero).
Proof.
  induction t as [| t IH]; [reflexivity |]. cbn [run]. rewrite IH. unfold both_step. cbn.
  rewrite !nothing_over by (intro; rewrite dot_zero; apply zero_scale). f_equal; vec.
Qed.
End Both.

(* linear.rotation: the samples are turned by Q, whose inverse is its transpose. *)
Theorem rotation {W T : space} (X : W -> T) (Xt : T -> W) (Q back : W -> W) m eta y t :
  adjoint Q back -> (forall w, back (Q w) = w) ->
  Linear.weights (fun w => X (back w)) (fun v => Q (Xt v)) m eta y zero t
  = Q (Linear.weights X Xt m eta y zero t).
Proof.
  intros H B. destruct (adjoint_linear Q back H) as [plus scale].
  unfold Linear.weights. apply trajectory; [| symmetry; now apply linear_zero].
  intros w []. unfold Linear.step, Linear.gradient. now rewrite plus, !scale, B.
Qed.
