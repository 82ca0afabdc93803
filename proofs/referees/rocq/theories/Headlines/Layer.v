(* Networks with one hidden layer, further: their gradients derived, starts at zero, unequal units. *)
From Coq Require Import List Psatz.
From Ledger.Headlines Require Import Gradients Hidden.
Import ListNotations.

Lemma over_app {A} (l l' : list A) f : over (l ++ l') f = over l f + over l' f.
Proof. induction l as [| a l IH]; cbn; [ring | rewrite IH; ring]. Qed.
Lemma over_scale {A} (l : list A) f c : over l (fun a => c * f a) = c * over l f.
Proof. induction l as [| a l IH]; cbn; [ring | rewrite IH; ring]. Qed.
Lemma over_plus {A} (l : list A) f g : over l (fun a => f a + g a) = over l f + over l g.
Proof. induction l as [| a l IH]; cbn; [ring | rewrite IH; ring]. Qed.
Lemma over_le {A} (l : list A) f g : (forall a, f a <= g a) -> over l f <= over l g.
Proof. intro H. induction l as [| a l IH]; cbn; [lra | specialize (H a); lra]. Qed.
Lemma over_constant {A} (l : list A) c : over l (fun _ => c) = INR (length l) * c.
Proof.
  induction l as [| a l IH]; [cbn; ring |]. cbn [over length]. rewrite S_INR, IH. ring.
Qed.
Lemma over_repeat {A} (a : A) n f : over (repeat a n) f = INR n * f a.
Proof. induction n as [| n IH]; [cbn; ring |]. cbn [repeat over]. rewrite S_INR, IH. ring. Qed.
Lemma d_over {A} (l : list A) (f : A -> R -> R) z d : (forall a, derivable_pt_lim (f a) z (d a)) ->
  derivable_pt_lim (fun e => over l (fun a => f a e)) z (over l d).
Proof. intro H. induction l as [| a l IH]; cbn [over]; [apply d_const | now apply d_plus]. Qed.
Lemma gradient_over {V : space} {A} (l : list A) (L : A -> V -> R) w (g : A -> V) :
  (forall a, gradient_at (L a) w (g a)) -> gradient_at (fun u => over l (fun a => L a u)) w (vover l g).
Proof.
  intro H. induction l as [| a l IH]; cbn [over vover].
  - intro q. rewrite dot_zero. apply d_const.
  - now apply gradient_plus.
Qed.

Section Layer.
Context {S : space}.
Variables (sigma slope : R -> R) (l dl : R -> R -> R). (* dl is the slope of the loss l *)
Notation network := (@network S).
Notation unit := (@unit S).
Notation sample := (S * R)%type.
Notation output := (@output S sigma).
Notation sent := (@sent S sigma dl).
Notation reaches := (@reaches S sigma slope dl).
Notation moved := (@moved S sigma slope dl).
Notation train := (@train S sigma slope dl).
Definition loss (p : network) (batch : list sample) : R :=
  over batch (fun s => l (output p (fst s)) (snd s)).

(* The step of Hidden.v is down the gradient: the derivatives of the loss by the weights of a unit. *)
Section Derived.
Hypothesis slope_of_sigma : forall z, derivable_pt_lim sigma z (slope z).
Hypothesis slope_of_loss : forall f y, derivable_pt_lim (fun f => l f y) f (dl f y).
Variables (before after : list unit) (w : S) (b v c : R) (batch : list sample).
Definition with_unit (u : unit) : network := (before ++ u :: after, c).
Notation p := (with_unit (Unit w b v)).
Lemma output_with u x :
  output (with_unit u) x = output (before ++ after, c) x + outgoing u * sigma (net_input x u).
Proof. unfold Hidden.output, with_unit. cbn [fst snd]. rewrite !over_app. cbn [over]. ring. Qed.
Lemma by_the_output (f : R -> R) z d s : derivable_pt_lim f z d -> f z = output p (fst s) ->
  derivable_pt_lim (fun e => l (f e) (snd s)) z (sent p s * d).
Proof.
  intros H E. unfold Hidden.sent. rewrite <- E. apply (d_comp f (fun f => l f (snd s))); [exact H |].
  apply slope_of_loss.
Qed.
Lemma by_the_net_input s d (f : R -> R) z : f z = net_input (fst s) (Unit w b v) ->
  derivable_pt_lim f z d ->
  derivable_pt_lim (fun e => l (output (before ++ after, c) (fst s) + v * sigma (f e)) (snd s)) z
    (reaches p s (Unit w b v) * d).
Proof.
  intros E H. apply (d_same (fun e => l (output (before ++ after, c) (fst s) + v * sigma (f e)) (snd s)) _ _
    (sent p s * (0 + v * (slope (f z) * d)))); [| reflexivity |].
  - apply (by_the_output (fun e => output (before ++ after, c) (fst s) + v * sigma (f e))).
    + apply d_plus; [apply d_const |]. apply d_scale, (d_comp f sigma); [exact H | apply slope_of_sigma].
    + rewrite output_with, E. reflexivity.
  - unfold Hidden.reaches. rewrite E. cbn. ring.
Qed.
Theorem gradient_by_incoming :
  gradient_at (fun u => loss (with_unit (Unit u b v)) batch) w
    (vover batch (fun s => reaches p s (Unit w b v) *v fst s)).
Proof.
  apply gradient_over. intros s q.
  apply (d_same (fun e => l (output (before ++ after, c) (fst s)
      + v * sigma (net_input (fst s) (Unit w b v) + e * << q, fst s >>)) (snd s)) _ _
    (reaches p s (Unit w b v) * << q, fst s >>)).
  - apply (by_the_net_input s _ (fun e => net_input (fst s) (Unit w b v) + e * << q, fst s >>));
      [ring | apply d_line].
  - intro e. rewrite output_with. unfold net_input. cbn. do 3 f_equal.
    autorewrite with inner. f_equal. ring.
  - rewrite dot_scale. now rewrite (dot_comm S q).
Qed.
Theorem derivative_by_bias :
  derivable_pt_lim (fun a => loss (with_unit (Unit w a v)) batch) b
    (over batch (fun s => reaches p s (Unit w b v))).
Proof.
  apply (d_over batch (fun s a => l (output (with_unit (Unit w a v)) (fst s)) (snd s))). intro s.
  apply (d_same (fun a => l (output (before ++ after, c) (fst s)
      + v * sigma (<< w, fst s >> + a)) (snd s)) _ _ (reaches p s (Unit w b v) * (0 + 1))).
  - apply (by_the_net_input s _ (fun a => << w, fst s >> + a)); [reflexivity |].
    apply d_plus; [apply d_const | apply d_id].
  - intro a. now rewrite output_with.
  - ring.
Qed.
Theorem derivative_by_outgoing :
  derivable_pt_lim (fun a => loss (with_unit (Unit w b a)) batch) v
    (over batch (fun s => sent p s * sigma (net_input (fst s) (Unit w b v)))).
Proof.
  apply (d_over batch (fun s a => l (output (with_unit (Unit w b a)) (fst s)) (snd s))). intro s.
  set (z := net_input (fst s) (Unit w b v)).
  apply (d_same (fun a => l (output (before ++ after, c) (fst s) + a * sigma z) (snd s)) _ _
    (sent p s * sigma z)).
  - apply (by_the_output (fun a => output (before ++ after, c) (fst s) + a * sigma z));
      [apply d_line | now rewrite output_with].
  - intro a. now rewrite output_with.
  - reflexivity.
Qed.
Theorem derivative_by_last_bias :
  derivable_pt_lim (fun a => loss (before ++ Unit w b v :: after, a) batch) c (over batch (sent p)).
Proof.
  apply (d_over batch (fun s a => l (output (before ++ Unit w b v :: after, a) (fst s)) (snd s))). intro s.
  rewrite <- (Rmult_1_r (sent p s)).
  set (o := over (before ++ Unit w b v :: after) (fun u => outgoing u * sigma (net_input (fst s) u))).
  apply (by_the_output (fun a => o + a)); [| reflexivity].
  rewrite <- (Rplus_0_l 1). apply d_plus; [apply d_const | apply d_id].
Qed.

(* hidden.backprop-linear: what is sent back to a unit is the derivative of the loss by what the
   unit receives. *)
Theorem sent_back s : derivable_pt_lim
  (fun a => l (output (before ++ after, c) (fst s) + v * sigma a) (snd s))
  (net_input (fst s) (Unit w b v)) (reaches p s (Unit w b v)).
Proof.
  rewrite <- (Rmult_1_r (reaches _ _ _)). now apply (by_the_net_input s 1 (fun a => a)); [| apply d_id].
Qed.
End Derived.

(* hidden.zero-preactivations *)
Theorem sends_on_a_constant x (u : unit) : incoming u = zero -> offset u = 0 ->
  sigma (net_input x u) = sigma 0.
Proof. intros H K. now rewrite zero_net_input. Qed.

(* hidden.equal-incoming-not-enough *)
Section Pair.
Variables (eta : R) (p : network) (s : sample) (u u' : unit).
Notation after u := (moved eta eta p [s] u).
Theorem incoming_differ : incoming u = incoming u' -> offset u = offset u' ->
  incoming (after u) -v incoming (after u')
  = (- eta * sent p s * (outgoing u - outgoing u') * slope (net_input (fst s) u)) *v fst s.
Proof.
  intros W B. unfold Hidden.moved, Hidden.reaches, net_input. cbn. rewrite <- W, <- B. vec.
Qed.
Theorem part_at_once : incoming u = incoming u' -> offset u = offset u' ->
  eta <> 0 -> sent p s <> 0 -> outgoing u <> outgoing u' -> slope (net_input (fst s) u) <> 0 ->
  fst s <> zero -> incoming (after u) <> incoming (after u').
Proof.
  intros W B E D V L X H. pose proof (incoming_differ W B) as K. rewrite H, plus_minus in K.
  symmetry in K. apply scaled_not_zero in K; [now apply X |].
  repeat apply Rmult_integral_contrapositive_currified; lra.
Qed.

(* hidden.inputs-separate: inputs along e and f *)
Definition added : S := incoming (after u) -v incoming u.
Theorem in_the_ratio_of_the_inputs e f :
  << fst s, f >> * << added, e >> = << fst s, e >> * << added, f >>.
Proof. unfold added, Hidden.moved. cbn. autorewrite with inner. ring. Qed.

(* hidden.distinct-start-separates *)
Theorem outgoing_updates_differ :
  (outgoing (after u) - outgoing u) - (outgoing (after u') - outgoing u')
  = - eta * sent p s * (sigma (net_input (fst s) u) - sigma (net_input (fst s) u')).
Proof. unfold Hidden.moved. cbn. ring. Qed.
Theorem incoming_updates_differ :
  (incoming (after u) -v incoming u) -v (incoming (after u') -v incoming u')
  = (- eta * sent p s * (outgoing u * slope (net_input (fst s) u)
      - outgoing u' * slope (net_input (fst s) u'))) *v fst s.
Proof. unfold Hidden.moved, Hidden.reaches. cbn. vec. Qed.
Theorem different_values_different_updates : 0 < eta -> sent p s <> 0 ->
  sigma (net_input (fst s) u) <> sigma (net_input (fst s) u') ->
  outgoing (after u) - outgoing u <> outgoing (after u') - outgoing u'.
Proof.
  intros E D N H. pose proof outgoing_updates_differ as K. rewrite H in K.
  assert (Z : eta * sent p s * (sigma (net_input (fst s) u) - sigma (net_input (fst s) u')) = 0) by lra.
  apply Rmult_integral in Z. destruct Z as [Z | Z]; [| lra].
  apply Rmult_integral in Z. destruct Z; [lra | contradiction].
Qed.
End Pair.

(* hidden.unequal-units-can-merge: mirror images stay so. *)
Definition mirrored (u : unit) : unit := Unit ((-1) *v incoming u) (- offset u) (- outgoing u).
Lemma unit_same (u u' : unit) : incoming u = incoming u' -> offset u = offset u' ->
  outgoing u = outgoing u' -> u = u'.
Proof. destruct u, u'. cbn. now intros -> -> ->. Qed.
Lemma moved_mirrored a c p batch u : (forall z, sigma (- z) = - sigma z) ->
  (forall z, slope (- z) = slope z) -> moved a c p batch (mirrored u) = mirrored (moved a c p batch u).
Proof.
  intros O E. assert (N : forall x, net_input x (mirrored u) = - net_input x u).
  { intro x. unfold net_input, mirrored. cbn. rewrite dot_scale. ring. }
  assert (R : forall s, reaches p s (mirrored u) = - reaches p s u).
  { intro s. unfold Hidden.reaches. rewrite N, E. cbn. ring. }
  apply unit_same; unfold Hidden.moved; cbn [mirrored incoming offset outgoing].
  - rewrite (vover_same batch _ (fun s => (-1) *v (reaches p s u *v fst s))).
    + assert (F : forall f : sample -> S, vover batch (fun s => (-1) *v f s) = (-1) *v vover batch f).
      { intro f. clear. induction batch as [| s b IH]; cbn; [vec | rewrite IH; vec]. }
      rewrite F. vec.
    + intro s. rewrite R. vec.
  - rewrite (over_same batch _ (fun s => (-1) * reaches p s u)).
    + rewrite over_scale. ring.
    + intro s. rewrite R. ring.
  - rewrite (over_same batch _ (fun s => (-1) * (sent p s * sigma (net_input (fst s) u)))).
    + rewrite over_scale. ring.
    + intro s. rewrite N, O. ring.
Qed.
Theorem mirror_images_for_ever eta p batches t j k u : (forall z, sigma (- z) = - sigma z) ->
  (forall z, slope (- z) = slope z) ->
  nth_error (fst p) j = Some u -> nth_error (fst p) k = Some (mirrored u) ->
  exists v, nth_error (fst (train eta p batches t)) j = Some v /\
    nth_error (fst (train eta p batches t)) k = Some (mirrored v).
Proof.
  intros O E J K. unfold Hidden.train. induction t as [| t [v [IJ IK]]]; [now exists u |].
  cbn [run step fst]. eexists. split.
  - rewrite nth_error_map, IJ. reflexivity.
  - rewrite nth_error_map, IK. cbn. now rewrite moved_mirrored.
Qed.

(* hidden.zero-start-learns *)
Section Learns.
Variables (n : nat) (eta : R) (batch : list sample).
Definition all_zero : network := (repeat (Unit zero 0 0) n, 0).
Definition steps t : network := train eta all_zero (fun _ => batch) t.
Definition E : R := over batch (fun s => dl 0 (snd s)).
Definition K : R := 1 + INR n * (sigma 0 * sigma 0).
Definition D : S := vover batch (fun s => dl (- eta * K * E) (snd s) *v fst s).
Definition awake (v : R) : list unit := repeat (Unit zero 0 v) n.
Lemma output_awake v c x : output (awake v, c) x = INR n * (v * sigma 0) + c.
Proof.
  unfold Hidden.output, awake. cbn [fst snd]. rewrite over_repeat. unfold net_input. cbn.
  now rewrite dot_zero, Rplus_0_l.
Qed.
Theorem first_step : steps 1 = (awake (- eta * sigma 0 * E), - eta * E).
Proof.
  unfold steps, Hidden.train. cbn [run]. unfold Hidden.step.
  assert (Q : forall s, sent all_zero s = dl 0 (snd s)).
  { intro s. unfold Hidden.sent. f_equal. unfold all_zero. fold (awake 0). rewrite output_awake. ring. }
  f_equal.
  - assert (M : moved eta eta all_zero batch (Unit zero 0 0) = Unit zero 0 (- eta * sigma 0 * E)).
    { unfold Hidden.moved. cbn [incoming offset outgoing]. f_equal.
      - rewrite vover_zero; [vec |]. intro s. unfold Hidden.reaches. cbn. vec.
      - rewrite over_zero; [ring |]. intro s. unfold Hidden.reaches. cbn. ring.
      - rewrite (over_same batch _ (fun s => sigma 0 * dl 0 (snd s))).
        + rewrite over_scale. unfold E. ring.
        + intro s. rewrite Q. unfold net_input. cbn. rewrite dot_zero, Rplus_0_l. ring. }
    unfold all_zero at 2, awake. cbn [fst]. generalize n. intro k.
    induction k as [| k IH]; [reflexivity |]. cbn [repeat map]. now rewrite IH, M.
  - rewrite (over_same batch _ _ Q). fold E. cbn. ring.
Qed.
Theorem outgoing_move_iff : eta <> 0 -> sigma 0 <> 0 -> - eta * sigma 0 * E <> 0 <-> E <> 0.
Proof.
  intros H Z. split; [intros N F; apply N; rewrite F; ring |]. intro N.
  repeat apply Rmult_integral_contrapositive_currified; lra.
Qed.
Theorem output_after_one x : output (steps 1) x = - eta * K * E.
Proof. rewrite first_step, output_awake. unfold K. ring. Qed.
Theorem second_step u : In u (fst (steps 2)) ->
  incoming u = (- eta * (- eta * sigma 0 * E) * slope 0) *v D.
Proof.
  intro H. change (steps 2) with (@step S sigma slope dl eta eta eta (steps 1) batch) in H.
  unfold Hidden.step in H. cbn [fst] in H. apply in_map_iff in H. destruct H as [u' [<- H]].
  assert (U : u' = Unit zero 0 (- eta * sigma 0 * E)).
  { rewrite first_step in H. apply (repeat_spec n) in H. exact H. }
  rewrite U. unfold Hidden.moved. cbn [incoming].
  rewrite (vover_same batch _ (fun s => (- eta * sigma 0 * E * slope 0) *v (dl (- eta * K * E) (snd
      s) *v fst s))).
  - assert (F : forall c (f : sample -> S), vover batch (fun s => c *v f s) = c *v vover batch f).
    { intros c f. clear. induction batch as [| s b IH]; cbn; [vec | rewrite IH; vec]. }
    rewrite F. fold D. vec.
  - intro s. unfold Hidden.reaches, Hidden.sent. rewrite output_after_one. unfold net_input. cbn.
    rewrite dot_zero, Rplus_0_l. vec.
Qed.
Theorem incoming_move u : eta <> 0 -> sigma 0 <> 0 -> slope 0 <> 0 -> E <> 0 -> D <> zero ->
  In u (fst (steps 2)) -> incoming u <> zero.
Proof.
  intros H Z L N M I F. rewrite (second_step u I) in F.
  apply scaled_not_zero in F; [now apply M |].
  repeat apply Rmult_integral_contrapositive_currified; lra.
Qed.
Lemma K_positive : 1 <= K.
Proof.
  unfold K. assert (0 <= INR n * (sigma 0 * sigma 0)) by (apply Rmult_le_pos; [apply pos_INR |
      apply Rle_0_sqr]).
  lra.
Qed.
Lemma loss_of_constant p c : (forall x, output p x = c) -> loss p batch = over batch (fun s => l c (snd s)).
Proof. intro H. apply over_same. intro s. now rewrite H. Qed.
Lemma zero_output x : output all_zero x = 0.
Proof. unfold all_zero. fold (awake 0). rewrite output_awake. ring. Qed.
Theorem half_squares_fall_iff : 0 < eta -> E <> 0 ->
  (forall f y, l f y = (f - y) * (f - y) / 2) -> (forall f y, dl f y = f - y) ->
  loss (steps 1) batch < loss all_zero batch <-> eta * INR (length batch) * K < 2.
Proof.
  intros P N L DL. rewrite (loss_of_constant _ _ output_after_one), (loss_of_constant _ _ zero_output).
  set (u := - eta * K * E). set (m := INR (length batch)).
  assert (F : over batch (fun s => l u (snd s)) = over batch (fun s => l 0 (snd s)) + (u * E + m *
      (u * u / 2))).
  { unfold E, m. rewrite <- over_constant, <- over_scale, <- !over_plus.
    apply over_same. intro s. rewrite !L, DL. field. }
  rewrite F. pose proof K_positive as KP. assert (Q : 0 < E * E) by (apply Rsqr_pos_lt; exact N).
  assert (G : u * E + m * (u * u / 2) = (eta * K * (E * E) / 2) * (eta * m * K - 2)).
  { unfold u. field. }
  rewrite G. assert (C : 0 < eta * K * (E * E) / 2).
  { assert (0 < eta * K * (E * E)); [| lra].
    apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | exact Q]. }
  split; intro H.
  - apply Rnot_le_lt. intro B. assert (0 <= eta * K * (E * E) / 2 * (eta * m * K - 2)) by (apply
      Rmult_le_pos; lra).
    lra.
  - assert (0 < eta * K * (E * E) / 2 * (2 - eta * m * K)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
(* A loss that is differentiable at the output 0: within r eps its tangent there misses it by at
   most eps times the distance. *)
Theorem any_loss_falls (r : R -> R) :
  (forall eps, 0 < eps -> 0 < r eps) ->
  (forall eps u y, 0 < eps -> Rabs u <= r eps -> Rabs (l u y - l 0 y - dl 0 y * u) <= eps * Rabs u) ->
  E <> 0 -> let most := r (Rabs E / (1 + 2 * INR (length batch))) / (K * Rabs E) in
  0 < most /\ (0 < eta <= most -> loss (steps 1) batch < loss all_zero batch).
Proof.
  intros RP T N most. pose proof (Rabs_pos_lt E N) as A. pose proof K_positive as KP.
  set (m := INR (length batch)) in *. assert (M : 0 <= m) by apply pos_INR.
  set (eps := Rabs E / (1 + 2 * m)) in *. assert (EP : 0 < eps) by (apply Rdiv_lt_0_compat; lra).
  assert (KA : 0 < K * Rabs E) by (apply Rmult_lt_0_compat; lra).
  split; [apply Rdiv_lt_0_compat; [now apply RP | exact KA] |]. intros [P B].
  rewrite (loss_of_constant _ _ output_after_one), (loss_of_constant _ _ zero_output).
  set (u := - eta * K * E).
  assert (U : Rabs u = eta * (K * Rabs E)).
  { unfold u. rewrite !Rabs_mult, Rabs_Ropp, (Rabs_pos_eq eta), (Rabs_pos_eq K) by lra. ring. }
  assert (UB : Rabs u <= r eps).
  { rewrite U. apply Rmult_le_compat_r with (r := K * Rabs E) in B; [| lra]. unfold most in B.
    replace (r eps / (K * Rabs E) * (K * Rabs E)) with (r eps) in B by (field; lra). exact B. }
  assert (F : over batch (fun s => l u (snd s))
    <= over batch (fun s => l 0 (snd s)) + (u * E + m * (eps * Rabs u))).
  { unfold E, m. rewrite <- over_constant, <- over_scale, <- !over_plus. apply over_le. intro s.
    pose proof (T eps u (snd s) EP UB) as H. pose proof (Rle_abs (l u (snd s) - l 0 (snd s) - dl 0
        (snd s) * u)).
    lra. }
  assert (G : u * E + m * (eps * Rabs u) < 0).
  { rewrite U. assert (AE : Rabs E * Rabs E = E * E) by (rewrite <- Rabs_mult; apply Rabs_pos_eq,
      Rle_0_sqr).
    assert (S1 : eps * (1 + 2 * m) = Rabs E) by (unfold eps; field; lra).
    assert (S2 : m * eps < Rabs E) by lra.
    assert (Q : 0 < eta * (K * Rabs E)) by (apply Rmult_lt_0_compat; lra).
    apply Rmult_lt_compat_r with (r := eta * (K * Rabs E)) in S2; [| exact Q].
    replace (u * E) with (- (Rabs E * (eta * (K * Rabs E)))).
    - lra.
    - unfold u. replace (Rabs E * (eta * (K * Rabs E))) with (eta * K * (Rabs E * Rabs E)) by ring.
      rewrite AE. ring. }
  lra.
Qed.
End Learns.

(* hidden.zero-start-centred: half squares of errors cancel if the targets sum to 0. *)
Theorem centred_targets (batch : list sample) : (forall f y, dl f y = f - y) ->
  over batch snd = 0 -> over batch (fun s => dl 0 (snd s)) = 0.
Proof.
  intros H Z. rewrite (over_same batch _ (fun s => (-1) * snd s)).
  - rewrite over_scale, Z. ring.
  - intro s. rewrite H. ring.
Qed.
End Layer.
