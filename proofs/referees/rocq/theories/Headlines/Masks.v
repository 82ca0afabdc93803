(* Networks whose weights start at zero and whose biases need not; silent units; dropout. *)
From Coq Require Import List Psatz.
From Ledger.Headlines Require Import Gradients Hidden Layer Units.
Import ListNotations.

Section Biases.
Context {S : space}.
Variables (sigma slope : R -> R) (dl : R -> R -> R). (* dl is the slope of the loss by the output *)
Notation network := (@network S).
Notation unit := (@unit S).
Notation sample := (S * R)%type.
Notation output := (@output S sigma).
Notation moved := (@moved S sigma slope dl).
Notation train := (@train S sigma slope dl).
Definition zero_weights (u : unit) : Prop := incoming u = zero /\ outgoing u = 0.
Lemma output_of_zero_weights us c x : Forall zero_weights us -> output (us, c) x = c.
Proof.
  intro H. unfold Hidden.output. cbn [fst snd]. induction H as [| u us [_ V] H IH]; cbn; [ring |].
  rewrite V. lra.
Qed.
Section Start.
Variables (us : list unit) (c : R) (batch : list sample).
Hypothesis zeros : Forall zero_weights us.
Notation p := (us, c).
Definition errors : R := over batch (fun s => dl c (snd s)).
Lemma moved_from_zero a e u : zero_weights u ->
  moved a e p batch u = Unit zero (offset u) (- e * (sigma (offset u) * errors)).
Proof.
  intros [W V]. assert (Q : forall s, sent sigma dl p s = dl c (snd s)).
  { intro s. unfold sent. now rewrite output_of_zero_weights by exact zeros. }
  unfold Hidden.moved. rewrite W, V. f_equal.
  - rewrite vover_zero; [vec |]. intro s. unfold reaches. rewrite V. vec.
  - rewrite over_zero; [ring |]. intro s. unfold reaches. rewrite V. ring.
  - rewrite (over_same batch _ (fun s => sigma (offset u) * dl c (snd s))).
    + rewrite Layer.over_scale. unfold errors. ring.
    + intro s. rewrite Q. unfold net_input. rewrite W, dot_zero, Rplus_0_l. ring.
Qed.

(* further.biases-break-symmetry *)
Theorem outgoing_apart eta u u' : zero_weights u -> zero_weights u' ->
  outgoing (moved eta eta p batch u) - outgoing (moved eta eta p batch u')
  = - (eta * errors * (sigma (offset u) - sigma (offset u'))).
Proof. intros H H'. rewrite !moved_from_zero by assumption. cbn. ring. Qed.
Theorem biases_part_iff eta u u' : zero_weights u -> zero_weights u' -> 0 < eta ->
  outgoing (moved eta eta p batch u) <> outgoing (moved eta eta p batch u')
  <-> errors <> 0 /\ sigma (offset u) <> sigma (offset u').
Proof.
  intros H H' E. pose proof (outgoing_apart eta u u' H H') as D. split.
  - intro N. split; intro Z; apply N; rewrite Z in D; lra.
  - intros [Z N] F. rewrite F in D.
    assert (K : eta * errors * (sigma (offset u) - sigma (offset u')) = 0) by lra.
    apply Rmult_integral in K. destruct K as [K | K]; [| lra].
    apply Rmult_integral in K. destruct K; [lra | contradiction].
Qed.

(* further.biases-and-centred-targets *)
Theorem gradients_zero a e u : errors = 0 -> zero_weights u -> moved a e p batch u = u.
Proof.
  intros Z H. rewrite moved_from_zero, Z by exact H. destruct H as [W V], u as [w b v]. cbn in *.
  rewrite W, V. f_equal. ring.
Qed.
Theorem never_moves eta t : errors = 0 -> train eta p (fun _ => batch) t = p.
Proof.
  intro Z. unfold Hidden.train. induction t as [| t IH]; [reflexivity |]. cbn [run]. rewrite IH.
  unfold Hidden.step. cbn [fst snd]. f_equal.
  - transitivity (map (fun u => u) us); [| apply map_id]. apply map_ext_in. intros u I.
    apply gradients_zero; [exact Z |]. exact (proj1 (Forall_forall _ _) zeros u I).
  - rewrite (over_same batch _ (fun s => dl c (snd s))).
    + fold errors. rewrite Z. ring.
    + intro s. unfold sent. now rewrite output_of_zero_weights by exact zeros.
Qed.
Theorem mean_targets : (forall f y, dl f y = f - y) -> over batch snd = INR (length batch) * c -> errors = 0.
Proof.
  intros H M. unfold errors. rewrite (over_same batch _ (fun s => c + (-1) * snd s)).
  - rewrite Layer.over_plus, Layer.over_constant, Layer.over_scale, M. ring.
  - intro s. rewrite H. ring.
Qed.
End Start.

(* further.silent-units-rest *)
Theorem silent_unit_rests eta p batches t k b : sigma b = 0 ->
  nth_error (fst p) k = Some (Unit zero b 0) ->
  nth_error (fst (train eta p batches t)) k = Some (Unit zero b 0).
Proof.
  intros Z H. unfold Hidden.train. induction t as [| t IH]; [exact H |]. cbn [run Hidden.step fst].
  rewrite nth_error_map, IH. cbn. f_equal. unfold Hidden.moved. cbn. f_equal.
  - rewrite vover_zero; [vec |]. intro s. unfold reaches. cbn. vec.
  - rewrite over_zero; [ring |]. intro s. unfold reaches. cbn. ring.
  - rewrite over_zero; [ring |]. intro s. unfold net_input. cbn. rewrite dot_zero, Rplus_0_l, Z. ring.
Qed.

(* further.dropout: a unit's mask, and what is sent back to the output, whatever the loss, the other
   units and their masks make of it, are given for each sample: ((mask, sent back), input). *)
Section Dropout.
Definition masked (eta : R) (batch : list (R * R * S)) (u : unit) : unit :=
  Unit (incoming u -v eta *v vover batch (fun s => let '(r, d, x) := s in
      (r * (d * outgoing u * slope (net_input x u))) *v x))
    (offset u - eta * over batch (fun s => let '(r, d, x) := s in
      r * (d * outgoing u * slope (net_input x u))))
    (outgoing u - eta * over batch (fun s => let '(r, d, x) := s in r * (d * sigma (net_input x u)))).
(* Samples with the masks of both units: (mask, mask', sent back, input) *)
Definition for_first (s : R * R * R * S) : R * R * S := let '(r, _, d, x) := s in (r, d, x).
Definition for_second (s : R * R * R * S) : R * R * S := let '(_, r, d, x) := s in (r, d, x).
Definition not_shared (s : R * R * R * S) : R * R * S := let '(r, r', d, x) := s in (r - r', d, x).
Variables (eta : R) (batch : list (R * R * R * S)) (u : unit).
Notation first := (masked eta (map for_first batch) u).
Notation second := (masked eta (map for_second batch) u).
Definition by_incoming : S := vover batch (fun s => let '(r, d, x) := not_shared s in
  (r * (d * outgoing u * slope (net_input x u))) *v x).
Definition by_offset : R := over batch (fun s => let '(r, d, x) := not_shared s in
  r * (d * outgoing u * slope (net_input x u))).
Definition by_outgoing : R := over batch (fun s => let '(r, d, x) := not_shared s in
  r * (d * sigma (net_input x u))).
Theorem units_apart : incoming first -v incoming second = (- eta) *v by_incoming /\
  offset first - offset second = - eta * by_offset /\ outgoing first - outgoing second = - eta * by_outgoing.
Proof.
  unfold masked, by_incoming, by_offset, by_outgoing. cbn [incoming offset outgoing].
  assert (G : vover (map for_first batch) (fun s => let '(r, d, x) := s in
      (r * (d * outgoing u * slope (net_input x u))) *v x)
    -v vover (map for_second batch) (fun s => let '(r, d, x) := s in
      (r * (d * outgoing u * slope (net_input x u))) *v x)
    = vover batch (fun s => let '(r, d, x) := not_shared s in
      (r * (d * outgoing u * slope (net_input x u))) *v x)).
  { induction batch as [| [[[r r'] d] x] l IH]; cbn [map vover]; [vec |]. rewrite <- IH. cbn. vec. }
  assert (H : forall f : S -> R, over (map for_first batch) (fun s => let '(r, d, x) := s in r * (d * f x))
    - over (map for_second batch) (fun s => let '(r, d, x) := s in r * (d * f x))
    = over batch (fun s => let '(r, d, x) := not_shared s in r * (d * f x))).
  { intro f. clear G. induction batch as [| [[[r r'] d] x] l IH]; cbn [map over]; [ring |].
    rewrite <- IH. cbn. ring. }
  assert (K : over (map for_first batch) (fun s => let '(r, d, x) := s in
      r * (d * outgoing u * slope (net_input x u)))
    - over (map for_second batch) (fun s => let '(r, d, x) := s in
      r * (d * outgoing u * slope (net_input x u)))
    = over batch (fun s => let '(r, d, x) := not_shared s in r * (d * outgoing u * slope (net_input x u)))).
  { clear G H. induction batch as [| [[[r r'] d] x] l IH]; cbn [map over]; [ring |]. rewrite <- IH. cbn. ring. }
  split; [| split].
  - rewrite <- G. vec.
  - rewrite <- K. ring.
  - rewrite <- (H (fun x => sigma (net_input x u))). ring.
Qed.
Theorem units_part_iff : 0 < eta ->
  first <> second <-> ~ (by_incoming = zero /\ by_offset = 0 /\ by_outgoing = 0).
Proof.
  intro E. destruct units_apart as [A [B C]]. split.
  - intros N [P [Q Z]]. apply N. rewrite P in A. rewrite Q in B. rewrite Z in C. apply Layer.unit_same.
    + apply same. intro q. assert (D := f_equal (fun v => << v, q >>) A). cbn beta in D.
      autorewrite with inner in D. lra.
    + lra.
    + lra.
  - intros N H. apply N. rewrite H in *. rewrite plus_minus in A. split; [| split].
    + symmetry in A. apply scaled_not_zero in A; [exact A | lra].
    + apply (Rmult_eq_reg_l (- eta)); lra.
    + apply (Rmult_eq_reg_l (- eta)); lra.
Qed.
End Dropout.

(* further.dropout-at-zero *)
Theorem dropout_at_zero eta b batches t : sigma b = 0 ->
  run (fun u batch => masked eta batch u) (Unit zero b 0) batches t = Unit zero b 0.
Proof.
  intro Z. induction t as [| t IH]; [reflexivity |]. cbn [run]. rewrite IH. unfold masked. cbn. f_equal.
  - rewrite vover_zero; [vec |]. intros [[r d] x]. vec.
  - rewrite over_zero; [ring |]. intros [[r d] x]. ring.
  - rewrite over_zero; [ring |]. intros [[r d] x]. unfold net_input. cbn.
    rewrite dot_zero, Rplus_0_l, Z. ring.
Qed.
Theorem dropout_from_all_zero eta batches t : sigma 0 = 0 ->
  run (fun u batch => masked eta batch u) (Unit zero 0 0) batches t = Unit zero 0 0.
Proof. apply dropout_at_zero. Qed.
End Biases.

(* further.silent-units-rest, and the numbers of further.biases-break-symmetry: rectified units,
   input and label 1, the rate 1/2 *)
Theorem rectifier_silent b : b < 0 -> relu b = 0.
Proof. intro H. apply Rmax_left. lra. Qed.
Definition after_one_step (b b' : R) : network (S := line) :=
  train relu (fun _ => 1) error (1 / 2) ([unit_of 0 b 0; unit_of 0 b' 0], 0) (fun _ => [(1 : line, 1)]) 1.
Lemma after_one_step_is b b' :
  after_one_step b b' = ([unit_of 0 b (1 / 2 * relu b); unit_of 0 b' (1 / 2 * relu b')], 1 / 2).
Proof.
  unfold after_one_step, train. cbn [run]. unfold step. cbn [map fst snd].
  unfold moved, reaches, sent, output, error, net_input. cbn -[IZR relu].
  rewrite !Rmult_0_l, !Rplus_0_l. f_equal; [f_equal; [| f_equal] |]; try apply unit_is; real; field.
Qed.
Theorem biases_1_and_2 : map (@outgoing line) (fst (after_one_step 1 2)) = [1 / 2; 1].
Proof.
  rewrite after_one_step_is. cbn. unfold relu. rewrite !Rmax_right by lra. f_equal; [lra | f_equal; lra].
Qed.
Theorem biases_below_zero : after_one_step (-1) (-2) = ([unit_of 0 (-1) 0; unit_of 0 (-2) 0], 1 / 2).
Proof.
  rewrite after_one_step_is. rewrite !rectifier_silent by lra.
  f_equal. f_equal; [| f_equal]; apply unit_is; lra.
Qed.
(* further.biases-and-centred-targets: the biases 1 and 2; two other units reach the loss 0. *)
Theorem loss_stays_at_1 : let p := ([unit_of 0 1 0; unit_of 0 2 0], 0) in
  errors error 0 odd_data = 0 /\ Layer.loss relu half_square p odd_data = 1 /\
  Layer.loss relu half_square ([unit_of 1 0 1; unit_of (-1) 0 (-1)], 0) odd_data = 0.
Proof.
  cbv zeta. split; [| split].
  - unfold errors, odd_data, error. cbn [over snd]. lra.
  - unfold Layer.loss, odd_data, output, half_square. cbn -[IZR relu net_input]. real. field.
  - apply centred_but_not_optimal.
Qed.
(* further.dropout: the identity as activation, weights 1 and bias 0, input 1, label 0, rate 1/2 *)
Theorem dropout_in_numbers :
  let after masks := outgoing (masked (S := line) (fun z => z) (fun _ => 1) (1 / 2)
    (map (fun m : R => (m, 1, 1 : line)) masks) (unit_of 1 0 1)) in
  after [1] = 1 / 2 /\ after [0] = 1 /\ after [1; 0] = 1 / 2 /\ after [0; 1] = 1 / 2.
Proof. cbv zeta. unfold masked, net_input. cbn -[IZR]. repeat split; field. Qed.
