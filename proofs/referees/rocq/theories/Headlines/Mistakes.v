(* The perceptron's mistakes: Novikoff's bound from any start; ties; decay; a margin. *)
From Coq Require Import Psatz.
From Ledger.Headlines Require Import Tools Perceptron.

Section Bound.
Context {S : space}.
Variables (eta gamma radius : R) (u w0 : S) (s : nat -> S * R).
Hypothesis rate : 0 < eta.
Hypothesis unit : norm u = 1.
Hypothesis labels : forall t, label s t = 1 \/ label s t = -1.
Hypothesis margin : forall t, gamma <= label s t * << u, input s t >>.
Hypothesis ball : forall t, << input s t, input s t >> <= radius * radius.
Notation W := (weights (-1) 1 1 eta w0 s).
Notation z t := << W t, input s (Datatypes.S t) >>.
Notation y t := (label s (Datatypes.S t)).

(* The number of wrong predictions in the first t updates *)
Fixpoint mistakes (t : nat) : R :=
  match t with
  | O => 0
  | Datatypes.S n => mistakes n + (1 - y n * phi (-1) 1 1 (z n)) / 2
  end.

Lemma right_or_wrong t :
  y t * phi (-1) 1 1 (z t) = 1 /\ error (-1) 1 1 eta w0 s t = 0 \/
  y t * phi (-1) 1 1 (z t) = -1 /\ error (-1) 1 1 eta w0 s t = 2 * y t /\ y t * z t <= 0.
Proof.
  unfold error, phi, threshold.
  destruct (total_order_T _ 0) as [[|]|], (labels (Datatypes.S t)) as [-> | ->];
    (left; lra) || (right; lra).
Qed.
Lemma along t : << u, w0 >> + 2 * eta * gamma * mistakes t <= << u, W t >>.
Proof.
  induction t as [| t IH]; [cbn; lra |]. rewrite weights_next. cbn [mistakes].
  autorewrite with inner. pose proof (margin (Datatypes.S t)) as M.
  destruct (right_or_wrong t) as [[-> ->] | [-> [-> _]]]; [lra |].
  assert (eta * gamma <= eta * (y t * << u, input s (Datatypes.S t) >>))
    by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma size t : << W t, W t >> <= << w0, w0 >> + 4 * (eta * eta) * (radius * radius) * mistakes t.
Proof.
  induction t as [| t IH]; [cbn; lra |]. rewrite weights_next. cbn [mistakes].
  set (e := error (-1) 1 1 eta w0 s t). autorewrite with inner.
  rewrite (dot_comm S (input s (Datatypes.S t)) (W t)). unfold e. clear e.
  destruct (right_or_wrong t) as [[-> ->] | [-> [-> C]]]; [lra |].
  assert (Y : y t * y t = 1) by (destruct (labels (Datatypes.S t)) as [-> | ->]; lra).
  pose proof (ball (Datatypes.S t)) as B. set (x := << _, input s _ >>) in B.
  fold x. assert (E : 0 < eta * eta) by (apply Rmult_lt_0_compat; lra).
  assert (F : eta * (y t * z t) <= 0).
  { rewrite <- (Rmult_0_r eta). apply Rmult_le_compat_l; lra. }
  assert (G : eta * eta * x <= eta * eta * (radius * radius)) by (apply Rmult_le_compat_l; lra).
  replace (eta * (2 * y t) * (eta * (2 * y t) * x)) with (4 * (y t * y t) * (eta * eta * x)) by ring.
  rewrite Y. lra.
Qed.
Lemma some_or_none t : 0 <= mistakes t.
Proof.
  induction t as [| t IH]; cbn [mistakes]; [lra |].
  destruct (right_or_wrong t) as [[-> _] | [-> _]]; lra.
Qed.
Lemma below_norm v : - norm v <= << u, v >>.
Proof.
  pose proof (dot_norms u ((-1) *v v)) as H. rewrite unit in H. autorewrite with inner in H.
  assert (N : norm ((-1) *v v) = norm v).
  { unfold norm. autorewrite with inner. f_equal. ring. }
  rewrite N in H. lra.
Qed.

(* perceptron.mistake-bound *)
Theorem mistake_bound t :
  2 * eta * gamma * mistakes t - norm w0
  <= sqrt (norm w0 * norm w0 + 4 * (eta * eta) * (radius * radius) * mistakes t).
Proof.
  pose proof (along t) as P. pose proof (sqrt_le_1_alt _ _ (size t)) as G.
  fold (norm (W t)) in G. rewrite norm_squared. pose proof (below_norm w0) as N.
  pose proof (dot_norms u (W t)) as C. rewrite unit in C. lra.
Qed.
Theorem mistake_bound_solved t : 0 < gamma ->
  mistakes t <= radius * radius / (gamma * gamma) + norm w0 / (eta * gamma).
Proof.
  intro G. pose proof (mistake_bound t) as B. pose proof (some_or_none t) as M.
  assert (N : 0 <= norm w0) by apply sqrt_pos.
  assert (Q : 0 < eta * gamma) by (apply Rmult_lt_0_compat; lra).
  set (m := mistakes t) in *. set (n := norm w0) in *.
  destruct (Rle_or_lt m (n / (eta * gamma))) as [L | L].
  - assert (0 <= radius * radius / (gamma * gamma)).
    { apply Rmult_le_pos; [apply Rle_0_sqr |]. left. apply Rinv_0_lt_compat.
      now apply Rmult_lt_0_compat. } lra.
  - assert (L' : n < eta * gamma * m).
    { apply Rmult_lt_compat_l with (r := eta * gamma) in L; [| exact Q].
      replace (eta * gamma * (n / (eta * gamma))) with n in L by (field; lra). exact L. }
    assert (Z : 0 <= 2 * eta * gamma * m - n) by lra.
    assert (D : 0 <= n * n + 4 * (eta * eta) * (radius * radius) * m).
    { apply Rplus_le_le_0_compat; [apply Rle_0_sqr |]. apply Rmult_le_pos; [| exact M].
      apply Rmult_le_pos; [apply Rmult_le_pos; [lra |] |]; apply Rle_0_sqr. }
    assert (E : (2 * eta * gamma * m - n) * (2 * eta * gamma * m - n)
      <= n * n + 4 * (eta * eta) * (radius * radius) * m).
    { rewrite <- (sqrt_sqrt _ D) at 1. now apply Rmult_le_compat. }
    assert (F : eta * gamma * m * (eta * gamma * m)
      <= eta * eta * (radius * radius) * m + eta * gamma * n * m) by nra.
    assert (P : 0 < m).
    { destruct M as [M | M]; [exact M |]. rewrite <- M, Rmult_0_r in L'. lra. }
    apply Rmult_le_reg_r with (eta * gamma * (eta * gamma) * m).
    { repeat apply Rmult_lt_0_compat; lra. }
    replace ((radius * radius / (gamma * gamma) + n / (eta * gamma)) * (eta * gamma * (eta * gamma) * m))
      with (eta * eta * (radius * radius) * m + eta * gamma * n * m) by (field; lra). lra.
Qed.
Theorem mistake_bound_from_zero t : w0 = zero -> 0 < gamma ->
  mistakes t <= radius * radius / (gamma * gamma).
Proof.
  intros Z G. pose proof (mistake_bound_solved t G) as H. rewrite Z in H. unfold norm in H.
  rewrite dot_zero, sqrt_0 in H. unfold Rdiv at 2 in H. rewrite Rmult_0_l in H. lra.
Qed.
End Bound.

(* perceptron.weight-decay: decay free of the rate; where the rate multiplies it, a witness *)
Section Decay.
Context {S : space}.
Variables below at_zero above : R.
Definition decayed (factor eta : R) (w : S) (sample : S * R) : S :=
  let (x, y) := sample in
  factor *v w +v (eta * (y - phi below at_zero above << w, x >>)) *v x.
Theorem decay_free_of_the_rate lambda eta s t : 0 < eta ->
  run (decayed (1 - lambda) eta) zero s t = eta *v run (decayed (1 - lambda) 1) zero s t.
Proof.
  intro E. rewrite <- (scale_zero eta) at 1.
  apply (symmetry_trajectory (decayed (1 - lambda) 1) (decayed (1 - lambda) eta)
    (fun w => eta *v w)).
  intros w [x y]. cbn. rewrite dot_scale, sign_only by exact E. vec.
Qed.

(* perceptron.margin-breaks-it: what is left is scaling weights, rate and margin together. *)
Definition with_margin (mu eta : R) (w : S) (sample : S * R) : S :=
  let (x, y) := sample in
  w +v (2 * eta * threshold (y * << w, x >> - mu) 1 1 0) *v (y *v x).
Theorem margin_symmetry mu c eta w0 s t : 0 < c ->
  run (with_margin (c * mu) (c * eta)) (c *v w0) s t = c *v run (with_margin mu eta) w0 s t.
Proof.
  intro C. apply (symmetry_trajectory (with_margin mu eta) (with_margin (c * mu) (c * eta))
    (fun w => c *v w)).
  intros w [x y]. cbn.
  replace (y * << c *v w, x >> - c * mu) with (c * (y * << w, x >> - mu))
    by (autorewrite with inner; ring).
  pose proof (sign_only 1 1 0 c (y * << w, x >> - mu) C) as P. unfold phi in P. rewrite P. vec.
Qed.
Theorem no_margin eta s t : 0 < eta ->
  run (with_margin 0 eta) zero s t = eta *v run (with_margin 0 1) zero s t.
Proof.
  intro E. pose proof (margin_symmetry 0 eta 1 zero s t E) as H.
  now rewrite Rmult_0_r, Rmult_1_r, scale_zero in H.
Qed.

(* perceptron.batch-criterion and perceptron.kink-convention: descent on max(0, -y w.x), the sum
   over a batch kept beside the weights; s = 0 adds a sample to it, s = 1 takes the step. *)
Variable kappa : R. (* what is chosen at the kink *)
Definition hit (z : R) : R := threshold z 1 kappa 0.
Definition batch (eta : R) (p : S * S) (sample : R * (S * R)) : S * S :=
  let (w, g) := p in let '(s, (x, y)) := sample in
  (w +v (eta * s) *v g, (1 - s) *v (g +v (hit (y * << w, x >>) * y) *v x)).
Theorem criterion eta z t : 0 < eta ->
  fst (run (batch eta) (zero, zero) z t) = eta *v fst (run (batch 1) (zero, zero) z t) /\
  snd (run (batch eta) (zero, zero) z t) = snd (run (batch 1) (zero, zero) z t).
Proof.
  intro E.
  assert (C : forall p z, (fun p => (eta *v fst p, snd p)) (batch 1 p z)
    = batch eta ((fun p => (eta *v fst p, snd p)) p) z).
  { intros [w g] [s [x y]]. unfold batch. cbn.
    replace (y * << eta *v w, x >>) with (eta * (y * << w, x >>)) by (autorewrite with inner; ring).
    pose proof (sign_only 1 kappa 0 eta (y * << w, x >>) E) as P. unfold phi in P.
    unfold hit. rewrite P. f_equal. vec. }
  pose proof (symmetry_trajectory _ _ _ C (zero, zero) z t) as H. cbn in H.
  rewrite scale_zero in H. now rewrite H.
Qed.
Theorem zero_blocks_if_ties_count_nothing eta z t : kappa = 0 ->
  run (batch eta) (zero, zero) z t = (zero, zero).
Proof.
  intro K. induction t as [| t IH]; [reflexivity |]. cbn [run]. rewrite IH.
  destruct (z (Datatypes.S t)) as [s [x y]]. unfold batch, hit.
  rewrite dot_zero, Rmult_0_r, at_the_threshold, K by reflexivity. f_equal; vec.
Qed.
Theorem tie_that_counts x y : kappa = 1 -> (hit (y * << (zero : S), x >>) * y) *v x = y *v x.
Proof.
  intro K. unfold hit. rewrite dot_zero, Rmult_0_r, at_the_threshold, K by reflexivity. vec.
Qed.
End Decay.
