(* Networks with any number of layers: layer p has h p units; layer N is the output, one unit without
   activation. Weights lead from unit k of layer p to unit j of layer p + 1. *)
From Coq Require Import List Lia PeanoNat.
From Ledger.Headlines Require Import Gradients.
From Ledger.Headlines Require Hidden Layer.
Import ListNotations.
Notation over := Hidden.over.
Notation vover := Hidden.vover.

Section Deep.
Context {S : space}.
Variables (sigma slope : R -> R) (l dl : R -> R -> R). (* dl is the slope of the loss l *)
Variables (N : nat) (h : nat -> nat).

Record network := Net { first : nat -> S; bias : nat -> nat -> R; weight : nat -> nat -> nat -> R }.
Definition sample : Type := S * R.

(* What unit j of layer p receives *)
Fixpoint net (P : network) (x : S) (p j : nat) : R :=
  match p with
  | O => << first P j, x >> + bias P 0 j
  | Datatypes.S q => sum (h q) (fun k => weight P q j k * sigma (net P x q k)) + bias P p j
  end.
Definition output P x : R := net P x N 0.
Definition loss P (batch : list sample) : R := over batch (fun s => l (output P (fst s)) (snd s)).
(* The error that reaches unit j of layer N - m: layer 0 from the output is the output. *)
Fixpoint reaches (P : network) (s : sample) (m j : nat) : R :=
  match m with
  | O => dl (net P (fst s) N j) (snd s)
  | Datatypes.S q => slope (net P (fst s) (N - m) j)
      * sum (h (N - q)) (fun k => reaches P s q k * weight P (N - m) k j)
  end.
Definition error P s p j : R := reaches P s (N - p) j.
(* The gradient, layer by layer *)
Definition gradient P (batch : list sample) : network := Net
  (fun j => vover batch (fun s => error P s 0 j *v fst s))
  (fun p j => over batch (fun s => error P s p j))
  (fun p j k => over batch (fun s => error P s (p + 1) j * sigma (net P (fst s) p k))).
(* One step; a rate for the weights of the inputs, rates for biases and weights by layers *)
Definition step (a : R) (b c : nat -> R) P (batch : list sample) : network :=
  let g := gradient P batch in Net
    (fun j => first P j -v a *v first g j)
    (fun p j => bias P p j - b p * bias g p j)
    (fun p j k => weight P p j k - c p * weight g p j k).
Definition train (eta : R) P (batches : nat -> list sample) (t : nat) : network :=
  run (step eta (fun _ => eta) (fun _ => eta)) P batches t.

(* The gradient is one: it gives the derivative of the loss along every direction Q. *)
Section Derived.
Hypothesis slope_of_sigma : forall z, derivable_pt_lim sigma z (slope z).
Hypothesis slope_of_loss : forall f y, derivable_pt_lim (fun f => l f y) f (dl f y).
Hypothesis one_output : h N = 1%nat.
Definition moved P e Q : network := Net (fun j => first P j +v e *v first Q j)
  (fun p j => bias P p j + e * bias Q p j) (fun p j k => weight P p j k + e * weight Q p j k).
Definition inner G Q : R :=
  sum (h 0%nat) (fun j => << first G j, first Q j >>)
  + sum (N + 1) (fun p => sum (h p) (fun j => bias G p j * bias Q p j))
  + sum N (fun p => sum (h (p + 1)) (fun j => sum (h p) (fun k => weight G p j k * weight Q p j k))).
Fixpoint tangent P Q (x : S) (p j : nat) : R :=
  match p with
  | O => << first Q j, x >> + bias Q 0 j
  | Datatypes.S q => sum (h q) (fun k => weight Q q j k * sigma (net P x q k)
      + weight P q j k * (slope (net P x q k) * tangent P Q x q k)) + bias Q p j
  end.
Lemma net_same P Q x : (forall j, first P j = first Q j) -> (forall p j, bias P p j = bias Q p j) ->
  (forall p j k, weight P p j k = weight Q p j k) -> forall p j, net P x p j = net Q x p j.
Proof.
  intros F B W p. induction p as [| p IH]; intro j; cbn [net]; [now rewrite F, B |].
  rewrite B. f_equal. apply sum_same; [reflexivity |]. intro k. now rewrite W, IH.
Qed.
Lemma not_moved P Q x p j : net (moved P 0 Q) x p j = net P x p j.
Proof. apply net_same; intros; cbn; [vec | ring | ring]. Qed.
Lemma net_derivative P Q x p j : derivable_pt_lim (fun e => net (moved P e Q) x p j) 0 (tangent P Q x p j).
Proof.
  revert j. induction p as [| p IH]; intro j; cbn [net tangent].
  - apply (d_same (fun e => (<< first P j, x >> + bias P 0 j) + e * (<< first Q j, x >> + bias Q 0 j)) _ _
      (<< first Q j, x >> + bias Q 0 j)); [apply d_line | | reflexivity].
    intro e. cbn. rewrite dot_plus, dot_scale. ring.
  - apply d_plus; [| apply d_line].
    apply (d_sum (h p) (fun k e => weight (moved P e Q) p j k * sigma (net (moved P e Q) x p k))). intro k.
    apply (d_same (fun e => (weight P p j k + e * weight Q p j k) * sigma (net (moved P e Q) x p k)) _ _
      (weight Q p j k * sigma (net (moved P 0 Q) x p k)
        + (weight P p j k + 0 * weight Q p j k) * (slope (net (moved P 0 Q) x p k) * tangent P Q x p k))).
    + apply (d_times (fun e => weight P p j k + e * weight Q p j k)
        (fun e => sigma (net (moved P e Q) x p k))); [apply d_line |].
      apply (d_comp (fun e => net (moved P e Q) x p k) sigma); [apply IH | apply slope_of_sigma].
    + reflexivity.
    + rewrite not_moved. ring.
Qed.
(* What the layers up to p add, by the errors of layer p *)
Definition so_far P Q s p : R :=
  sum (h 0%nat) (fun j => error P s 0 j * << fst s, first Q j >>)
  + sum (p + 1) (fun q => sum (h q) (fun j => error P s q j * bias Q q j))
  + sum p (fun q => sum (h (q + 1)) (fun j => sum (h q) (fun k =>
      error P s (q + 1) j * sigma (net P (fst s) q k) * weight Q q j k))).
Lemma sum_swap m n (f : nat -> nat -> R) :
  sum m (fun j => sum n (fun k => f j k)) = sum n (fun k => sum m (fun j => f j k)).
Proof.
  induction m as [| m IH]; cbn [sum]; [symmetry; now apply sum_none |]. now rewrite IH, sum_plus.
Qed.
Lemma by_the_errors P Q s p : (p <= N)%nat ->
  sum (h p) (fun j => error P s p j * tangent P Q (fst s) p j) = so_far P Q s p.
Proof.
  induction p as [| p IH]; intro L.
  - unfold so_far. cbn [sum Nat.add tangent]. rewrite Rplus_0_r, Rplus_0_l, sum_plus.
    apply sum_same; [reflexivity |]. intro j. rewrite (dot_comm S (first Q j)). ring.
  - assert (E : so_far P Q s (Datatypes.S p) = so_far P Q s p
      + sum (h (p + 1)) (fun j => error P s (p + 1) j * bias Q (p + 1) j)
      + sum (h (p + 1)) (fun j => sum (h p) (fun k =>
          error P s (p + 1) j * sigma (net P (fst s) p k) * weight Q p j k))).
    { unfold so_far. replace (Datatypes.S p + 1)%nat with (Datatypes.S (p + 1)) by lia.
      cbn [sum]. ring. }
    rewrite E, <- IH by lia. replace (Datatypes.S p) with (p + 1)%nat by lia.
    assert (T : forall j, tangent P Q (fst s) (p + 1) j = sum (h p) (fun k => weight Q p j k *
        sigma (net P (fst s) p k)
      + weight P p j k * (slope (net P (fst s) p k) * tangent P Q (fst s) p k)) + bias Q (p + 1) j).
    { intro j. replace (p + 1)%nat with (Datatypes.S p) by lia. reflexivity. }
    assert (B : forall k, error P s p k = slope (net P (fst s) p k)
      * sum (h (p + 1)) (fun j => error P s (p + 1) j * weight P p j k)).
    { intro k. unfold error. replace (N - p)%nat with (Datatypes.S (N - (p + 1))) by lia.
      cbn [reaches]. replace (N - Datatypes.S (N - (p + 1)))%nat with p by lia.
      replace (N - (N - (p + 1)))%nat with (p + 1)%nat by lia. reflexivity. }
    assert (C : sum (h p) (fun k => error P s p k * tangent P Q (fst s) p k)
      = sum (h (p + 1)) (fun j => sum (h p) (fun k =>
          error P s (p + 1) j * weight P p j k * (slope (net P (fst s) p k) * tangent P Q (fst s) p k)))).
    { rewrite sum_swap. apply sum_same; [reflexivity |]. intro k. rewrite B.
      set (c := slope _). set (d := tangent _ _ _ _ _).
      transitivity (c * d * sum (h (p + 1)) (fun j => error P s (p + 1) j * weight P p j k)); [ring |].
      rewrite sum_scale. apply sum_same; [reflexivity |]. intro j. ring. }
    rewrite C, !sum_plus. apply sum_same; [reflexivity |]. intro j. rewrite T, Rmult_plus_distr_l,
        sum_scale.
    replace (sum (h p) (fun k => error P s (p + 1) j * (weight Q p j k * sigma (net P (fst s) p k)
      + weight P p j k * (slope (net P (fst s) p k) * tangent P Q (fst s) p k))))
      with (sum (h p) (fun k => error P s (p + 1) j * weight P p j k * (slope (net P (fst s) p k) *
          tangent P Q (fst s) p k))
        + sum (h p) (fun k => error P s (p + 1) j * sigma (net P (fst s) p k) * weight Q p j k)).
    + ring.
    + rewrite sum_plus. apply sum_same; [reflexivity |]. intro k. ring.
Qed.
Lemma over_sum (batch : list sample) n (f : sample -> nat -> R) :
  over batch (fun s => sum n (fun j => f s j)) = sum n (fun j => over batch (fun s => f s j)).
Proof.
  induction batch as [| s r IH]; cbn; [symmetry; now apply sum_none |]. now rewrite IH, sum_plus.
Qed.
Lemma over_times (batch : list sample) f c : over batch (fun s => f s * c) = over batch f * c.
Proof. induction batch as [| s r IH]; cbn; [ring | rewrite IH; ring]. Qed.
Lemma dot_vover (batch : list sample) (f : sample -> S) v :
  << vover batch f, v >> = over batch (fun s => << f s, v >>).
Proof. induction batch as [| s r IH]; cbn; [apply dot_zero | now rewrite dot_plus, IH]. Qed.
Theorem gradient_is_one P Q batch :
  derivable_pt_lim (fun e => loss (moved P e Q) batch) 0 (inner (gradient P batch) Q).
Proof.
  apply (d_same (fun e => over batch (fun s => l (output (moved P e Q) (fst s)) (snd s))) _ _
    (over batch (fun s => so_far P Q s N))); [| reflexivity |].
  - apply (Layer.d_over batch (fun s e => l (output (moved P e Q) (fst s)) (snd s))). intro s.
    rewrite <- by_the_errors by lia. rewrite one_output. cbn [sum]. rewrite Rplus_0_l.
    unfold error. rewrite Nat.sub_diag. cbn [reaches].
    rewrite <- (not_moved P Q (fst s) N 0).
    apply (d_comp (fun e => output (moved P e Q) (fst s)) (fun f => l f (snd s)));
      [apply net_derivative | apply slope_of_loss].
  - unfold so_far, inner, gradient. cbn [first bias weight].
    rewrite !Layer.over_plus, !over_sum. f_equal; [f_equal |].
    + apply sum_same; [reflexivity |]. intro j. rewrite dot_vover. apply Hidden.over_same. intro s.
      now rewrite dot_scale.
    + apply sum_same; [reflexivity |]. intro p. rewrite over_sum. apply sum_same; [reflexivity |].
      intro j. apply over_times.
    + apply sum_same; [reflexivity |]. intro p. rewrite over_sum. apply sum_same; [reflexivity |].
      intro j. rewrite over_sum. apply sum_same; [reflexivity |]. intro k. apply over_times.
Qed.
End Derived.

(* hidden.zero-start-wave: layers from number n on, counted from the output, are zero after n steps
   of full-batch descent from all zero. *)
Section Wave.
Variables (eta : R) (batch : list sample).
Definition all_zero : network := Net (fun _ => zero) (fun _ _ => 0) (fun _ _ _ => 0).
Notation after n := (train eta all_zero (fun _ => batch) n).
Definition layer_is_zero P p : Prop := (forall j, bias P p j = 0) /\
  match p with O => forall j, first P j = zero | Datatypes.S q => forall j k, weight P q j k = 0 end.
Lemma asleep_receives_zero P x p : (forall q, (q <= p)%nat -> layer_is_zero P q) -> forall j, net P
    x p j = 0.
Proof.
  destruct p as [| p]; intros H j; destruct (H _ (le_n _)) as [B W]; cbn [net].
  - rewrite B, W, dot_zero. ring.
  - rewrite B, sum_none; [ring |]. intros k _. rewrite W. ring.
Qed.
Lemma no_error_below P s n j : (0 < n <= N)%nat -> layer_is_zero P (N - (n - 1)) -> reaches P s n j = 0.
Proof.
  intros L H. destruct n as [| n]; [lia |]. cbn [reaches]. rewrite sum_none; [ring |]. intros k _.
  replace (Datatypes.S n - 1)%nat with n in H by lia. destruct H as [_ H].
  replace (N - n)%nat with (Datatypes.S (N - Datatypes.S n)) in H by lia. rewrite H. ring.
Qed.
Theorem wave n p : (p + n <= N)%nat -> layer_is_zero (after n) p.
Proof.
  revert p. induction n as [| n IH]; intros p L.
  - unfold train, layer_is_zero. cbn [run]. split; [reflexivity | destruct p; reflexivity].
  - assert (Z : layer_is_zero (after n) p) by (apply IH; lia).
    assert (E : forall s j, error (after n) s p j = 0).
    { intros s j. unfold error. apply no_error_below; [lia |]. apply IH. lia. }
    unfold train in *. cbn [run]. set (P := run _ _ _ n) in *. unfold step, gradient. destruct Z as [B W].
    split; cbn [bias first weight].
    + intro j. rewrite B, Hidden.over_zero by (intro; apply E). ring.
    + destruct p as [| p].
      * intro j. cbn [first]. rewrite W, Hidden.vover_zero; [vec |]. intro s. rewrite E. vec.
      * intros j k. cbn [weight]. rewrite W, Hidden.over_zero; [ring |]. intro s.
        replace (p + 1)%nat with (Datatypes.S p) by lia. rewrite E. ring.
Qed.
Theorem bias_of_layer n j : (n <= N)%nat ->
  bias (after (n + 1)) (N - n) j = - eta * over batch (fun s => reaches (after n) s n j).
Proof.
  intro L. destruct (wave n (N - n) ltac:(lia)) as [B _].
  replace (n + 1)%nat with (Datatypes.S n) by lia. unfold train in *. cbn [run].
  set (P := run _ _ _ n) in *. unfold step, gradient, error. cbn [bias]. rewrite B.
  replace (N - (N - n))%nat with n by lia. ring.
Qed.
Theorem bias_moves_iff n j : (n <= N)%nat -> eta <> 0 ->
  bias (after (n + 1)) (N - n) j <> 0 <-> over batch (fun s => reaches (after n) s n j) <> 0.
Proof.
  intros L E. rewrite bias_of_layer by exact L. split; intro H.
  - intro Z. apply H. rewrite Z. ring.
  - apply Rmult_integral_contrapositive_currified; lra.
Qed.
Theorem weights_move_with_it n j k : (n < N)%nat ->
  weight (after (n + 1)) (N - n - 1) j k
  = - eta * sigma 0 * over batch (fun s => reaches (after n) s n j).
Proof.
  intro L. pose proof (wave n (N - n) ltac:(lia)) as [_ W].
  assert (Q : forall x, net (after n) x (N - n - 1) k = 0).
  { intro x. apply asleep_receives_zero. intros q H. apply wave. lia. }
  replace (n + 1)%nat with (Datatypes.S n) by lia. unfold train in *. cbn [run].
  set (P := run _ _ _ n) in *. unfold step, gradient, error. cbn [weight].
  replace (N - n)%nat with (Datatypes.S (N - n - 1)) in W by lia. rewrite W.
  replace (N - (N - n - 1 + 1))%nat with n by lia.
  rewrite (Hidden.over_same batch _ (fun s => reaches P s n j * sigma 0)) by (intro s; now rewrite Q).
  rewrite over_times. ring.
Qed.
Theorem first_layer j : first (after (N + 1)) j
  = (- eta) *v vover batch (fun s => reaches (after N) s N j *v fst s).
Proof.
  destruct (wave N 0 ltac:(lia)) as [_ W].
  replace (N + 1)%nat with (Datatypes.S N) by lia. unfold train in *. cbn [run].
  set (P := run _ _ _ N) in *. unfold step, gradient, error. cbn [first]. rewrite W, Nat.sub_0_r. vec.
Qed.
End Wave.
End Deep.

(* hidden.width-one-deep: equal units in each layer make a network of one unit a layer. *)
Section WidthOne.
Context {S : space}.
Variables (sigma slope : R -> R) (dl : R -> R -> R) (N : nat) (h : nat -> nat) (eta : R).
Hypothesis one_output : h N = 1%nat.
Hypothesis none_empty : forall p, (0 < h p)%nat.
Notation network := (@network S).
Notation sample := (@sample S).
Notation H p := (INR (h p)).
Notation one := (fun _ : nat => 1%nat).
(* Units of each layer are equal; the single ones have the same incoming weights of the inputs and
   biases, and all the weights from the layer below. *)
Definition follows (P Q : network) : Prop :=
  (forall j, first P j = first Q 0%nat) /\
  (forall p j, (p <= N)%nat -> bias P p j = bias Q p 0%nat) /\
  (forall p j k, (p < N)%nat -> weight P p j k = weight P p 0%nat 0%nat) /\
  (forall p, (p < N)%nat -> weight Q p 0%nat 0%nat = H p * weight P p 0%nat 0%nat).
Lemma not_empty p : H p <> 0.
Proof. apply not_0_INR. specialize (none_empty p). lia. Qed.
Lemma net_follows P Q x p j : follows P Q -> (p <= N)%nat ->
  net sigma h P x p j = net sigma one Q x p 0%nat.
Proof.
  intros (F & B & W & V). revert j. induction p as [| p IH]; intros j L; cbn [net].
  - now rewrite F, (B 0%nat j L).
  - rewrite (B _ j L). f_equal. cbn [sum]. rewrite V, Rplus_0_l by lia.
    rewrite (sum_same _ (h p) _ (fun _ => weight P p 0%nat 0%nat * sigma (net sigma one Q x p 0%nat)));
      [| reflexivity |].
    + rewrite sum_of_constant. ring.
    + intro k. rewrite (W p j k) by lia. now rewrite IH by lia.
Qed.
Lemma error_follows P Q s m j : follows P Q -> (m <= N)%nat ->
  H (N - m) * reaches sigma slope dl N h P s m j = reaches sigma slope dl N one Q s m 0%nat.
Proof.
  intros FQ. pose proof FQ as (F & B & W & V).
  revert j. induction m as [| m IH]; intros j L; cbn [reaches].
  - rewrite Nat.sub_0_r, one_output. cbn [INR]. rewrite (net_follows P Q) by (assumption || lia). ring.
  - rewrite (net_follows P Q) by (assumption || lia). cbn [sum]. rewrite V, Rplus_0_l by lia.
    rewrite (sum_same _ (h (N - m)) _ (fun _ => reaches sigma slope dl N one Q s m 0%nat / H (N - m)
      * weight P (N - Datatypes.S m) 0%nat 0%nat)); [| reflexivity |].
    + rewrite sum_of_constant. field. apply not_empty.
    + intro k. rewrite (W _ k j) by lia. rewrite <- (IH k) by lia. field. apply not_empty.
Qed.
Theorem width_one_deep (P Q : network) batches t : follows P Q ->
  follows (train sigma slope dl N h eta P batches t)
    (run (step sigma slope dl N one (eta / H 0%nat) (fun p => eta / H p) (fun p => eta * H p / H (p + 1)))
      Q batches t).
Proof.
  intro I. unfold train. induction t as [| t IH]; cbn [run]; [exact I |].
  set (P' := run _ P _ t) in *. set (Q' := run _ Q _ t) in *. clearbody P' Q'. clear P Q I.
  pose proof IH as (F & B & W & V).
  assert (E : forall s p j, (p <= N)%nat ->
    error sigma slope dl N h P' s p j = error sigma slope dl N one Q' s p 0%nat / H p).
  { intros s p j L. unfold error. rewrite <- (error_follows P' Q' s (N - p) j IH) by lia.
    replace (N - (N - p))%nat with p by lia. field. apply not_empty. }
  assert (O : forall (l : list sample) f c, over l (fun s => f s / c) = over l f / c).
  { intros l f c. induction l as [| s r IHr]; cbn; [| rewrite IHr]; unfold Rdiv; ring. }
  set (l := batches (Datatypes.S t)). repeat split; cbn [first bias weight step gradient].
  - intro j. rewrite F. f_equal.
    assert (G : vover l (fun s => error sigma slope dl N h P' s 0 j *v fst s)
      = (1 / H 0%nat) *v vover l (fun s => error sigma slope dl N one Q' s 0 0%nat *v fst s)).
    { induction l as [| s r IHr]; cbn; [now rewrite scale_zero |]. rewrite IHr, E by lia. vec;
        apply not_empty. }
    rewrite G. vec; apply not_empty.
  - intros p j L. rewrite (B p j L). f_equal.
    rewrite (Hidden.over_same l _ (fun s => error sigma slope dl N one Q' s p 0%nat / H p)).
    + rewrite O. field. apply not_empty.
    + intro s. now apply E.
  - intros p j k L. rewrite (W p j k L). f_equal. f_equal. apply Hidden.over_same. intro s.
    rewrite !E by lia. now rewrite !(net_follows P' Q') by (assumption || lia).
  - intros p L. rewrite (V p L), Rmult_minus_distr_l. f_equal.
    rewrite (Hidden.over_same l (fun s => error sigma slope dl N h P' s (p + 1) 0%nat
      * sigma (net sigma h P' (fst s) p 0%nat)) (fun s => error sigma slope dl N one Q' s (p + 1) 0%nat
      * sigma (net sigma one Q' (fst s) p 0%nat) / H (p + 1))).
    + rewrite O. field. apply not_empty.
    + intro s. rewrite E by lia. rewrite (net_follows P' Q') by (assumption || lia). unfold Rdiv. ring.
Qed.
End WidthOne.
