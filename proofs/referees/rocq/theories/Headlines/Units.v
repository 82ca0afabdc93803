(* Networks with one hidden layer: examples in exact numbers. The loss is half the square of the
   error, of which the slope is the error. *)
From Coq Require Import List Psatz.
From Ledger.Headlines Require Import Logistic Gradients Hidden Layer.
Import ListNotations.

Definition half_square (f y : R) : R := (f - y) * (f - y) / 2.
Definition error (f y : R) : R := f - y.
Theorem error_is_the_slope f y : derivable_pt_lim (fun f => half_square f y) f (error f y).
Proof. apply slope_of_squared_loss. Qed.
Definition dsigmoid (z : R) : R := sigmoid z * (1 - sigmoid z).
Theorem dsigmoid_is_the_slope z : derivable_pt_lim sigmoid z (dsigmoid z).
Proof. apply slope_of_sigmoid. Qed.
Definition relu (z : R) : R := Rmax 0 z.
Definition unit_of (w b v : R) : unit := @Unit line w b v.
(* What is 0 is written 0. *)
Ltac zeros := repeat match goal with
  | |- context [sigmoid ?a] => lazymatch a with 0 => fail | _ => replace a with 0 by (real; try
      field; lra) end
  end.
Ltac units := repeat first [apply f_equal2 | apply f_equal3]; real; try field; try lra.
Lemma unit_is (w w' b b' v v' : R) : w = w' -> b = b' -> v = v' -> unit_of w b v = unit_of w' b' v'.
Proof. now intros -> -> ->. Qed.

(* hidden.eta-changes-direction, and the numbers of hidden.zero-start-learns: one logistic unit,
   one sample with the input and the label 1, all zero *)
Definition one_unit (eta : R) (t : nat) : network (S := line) :=
  train sigmoid dsigmoid error eta ([unit_of 0 0 0], 0) (fun _ => [(1 : line, 1)]) t.
Lemma net_zero (x : line) v : net_input x (unit_of 0 0 v) = 0.
Proof. unfold net_input, unit_of. cbn. ring. Qed.
Lemma after_one eta : one_unit eta 1 = ([unit_of 0 0 (eta / 2)], eta).
Proof.
  unfold one_unit, train. cbn [run]. unfold step. cbn [map fst snd].
  unfold moved, reaches, sent, output, error. cbn [over vover fst snd]. rewrite !net_zero.
  unfold dsigmoid. rewrite !sigmoid_0. cbn -[IZR].
  f_equal; [f_equal; apply unit_is |]; real; field.
Qed.
Lemma after_two eta : one_unit eta 2
  = ([unit_of (- (5 * eta / 4 - 1) * (eta / 2) / 4 * eta) (- (5 * eta / 4 - 1) * (eta / 2) / 4 * eta)
       (eta / 2 - eta * (5 * eta / 4 - 1) / 2)], eta - eta * (5 * eta / 4 - 1)).
Proof.
  change (one_unit eta 2) with
    (step sigmoid dsigmoid error eta eta eta (one_unit eta 1) [(1 : line, 1)]).
  rewrite after_one. unfold step. cbn [map fst snd].
  unfold moved, reaches, sent, output, error. cbn [over vover fst snd]. rewrite !net_zero.
  unfold dsigmoid. rewrite !sigmoid_0. cbn -[IZR].
  f_equal; [f_equal; apply unit_is |]; real; field.
Qed.
Theorem at_rate_1 : one_unit 1 2 = ([unit_of (-1 / 32) (-1 / 32) (3 / 8)], 3 / 4).
Proof. rewrite after_two. f_equal; [f_equal; apply unit_is |]; real; field. Qed.
Theorem at_rate_half : one_unit (1 / 2) 2 = ([unit_of (3 / 256) (3 / 256) (11 / 32)], 11 / 16).
Proof. rewrite after_two. f_equal; [f_equal; apply unit_is |]; real; field. Qed.
(* The determinant of the incoming and outgoing weights: the two are not parallel. *)
Theorem directions_not_parallel : forall c,
  (-1 / 32) * (11 / 32) - (3 / 8) * (3 / 256) = - (31 / 2048) /\
  ~ (-1 / 32 = c * (3 / 256) /\ 3 / 8 = c * (11 / 32)).
Proof. intro c. split; [field | lra]. Qed.
Definition loss_of (p : network) : R := Layer.loss sigmoid half_square p [(1 : line, 1)].
Theorem loss_falls : loss_of ([unit_of 0 0 0], 0) = 1 / 2 /\ loss_of (one_unit 1 1) = 1 / 32.
Proof.
  rewrite after_one. unfold loss_of, Layer.loss, output, half_square. cbn [over fst snd].
  rewrite !net_zero, !sigmoid_0. cbn -[IZR]. split; real; field.
Qed.

(* hidden.zero-preactivations: the logistic function at 0 *)
Theorem sends_on_a_half (x : line) u : incoming u = zero -> offset u = 0 -> sigmoid (net_input x u) = 1 / 2.
Proof. intros H K. now rewrite (sends_on_a_constant sigmoid x u H K), sigmoid_0. Qed.

(* hidden.zero-start-centred: the inputs -1 and 1 with the labels -1 and 1: the loss is 1 at zero,
   where nothing moves, and 0 at other weights of two rectified units. *)
Definition odd_data : list (line * R) := [(-1 : line, -1); (1 : line, 1)].
Theorem centred_but_not_optimal :
  over odd_data (fun s => error 0 (snd s)) = 0 /\
  (forall n, Layer.loss relu half_square (repeat (unit_of 0 0 0) n, 0) odd_data = 1) /\
  Layer.loss relu half_square ([unit_of 1 0 1; unit_of (-1) 0 (-1)], 0) odd_data = 0.
Proof.
  split; [| split].
  - unfold odd_data, error. cbn [over snd]. lra.
  - intro n. unfold Layer.loss, odd_data. cbn [over fst snd].
    pose proof (@output_at_zero line relu n) as H. unfold unit_of.
    change (@Unit line 0 0 0) with (@Unit line zero 0 0). rewrite !H. unfold half_square. lra.
  - unfold Layer.loss, odd_data, output, half_square, net_input, relu, unit_of. cbn -[IZR Rmax].
    rewrite (Rmax_left 0 (1 * -1 + 0)), (Rmax_right 0 (-1 * -1 + 0)), (Rmax_right 0 (1 * 1 + 0)),
      (Rmax_left 0 (-1 * 1 + 0)) by lra. real. field.
Qed.

(* hidden.equal-incoming-not-enough: two logistic units, input 1, label 0, rate 1 *)
Theorem units_part :
  let p := train sigmoid dsigmoid error 1 ([unit_of 0 0 1; unit_of 0 0 2], 0) (fun _ => [(1 : line,
      0)]) 1 in
  map (fun u => @incoming line u : R) (fst p) = [-3 / 8; -3 / 4].
Proof.
  cbv zeta. unfold train. cbn [run]. unfold step. cbn [map fst snd].
  unfold moved, reaches, sent, output, error. cbn [over vover fst snd incoming outgoing].
  rewrite !net_zero. unfold dsigmoid. rewrite !sigmoid_0. cbn -[IZR].
  f_equal; [| f_equal]; real; field.
Qed.

(* hidden.inputs-separate: one logistic unit with two inputs, 1 and 2, label 0, rate 1 *)
Theorem inputs_separate :
  let u := @Unit plane (0, 0) 0 1 in let s := ((1, 2) : plane, 0) in
  incoming (moved sigmoid dsigmoid error 1 1 ([u], 0) [s] u) = (-1 / 8, -1 / 4).
Proof.
  cbv zeta. unfold moved, reaches, sent, output, error, net_input. cbn -[IZR sigmoid dsigmoid].
  replace (0 * 1 + 0 * 2 + 0) with 0 by ring. unfold dsigmoid. rewrite sigmoid_0.
  f_equal; real; field.
Qed.

(* hidden.backprop-linear: not linear in the incoming weights or biases. The activation is z^2, with
   the slope 2 z; two units with all weights 1 and the biases 0 and 1 get 2 and 4 times the error. *)
Theorem not_linear_in_what_comes_in (dl : R -> R -> R) p y :
  let square z := z * z in let double z := 2 * z in let s := (1 : line, y) in
  reaches square double dl p s (unit_of 1 0 1) = 2 * sent square dl p s /\
  reaches square double dl p s (unit_of 1 1 1) = 4 * sent square dl p s.
Proof. cbv zeta. unfold reaches, net_input, unit_of. cbn -[IZR sent]. split; ring. Qed.

(* hidden.distinct-start-separates: two rectified units, input 1, label 0, rate 1; and two that
   never move, whatever slope is chosen at 0, on inputs of 1 *)
Theorem different_updates slope :
  let p := ([unit_of 1 0 1; unit_of 2 0 1], 0) in let s := (1 : line, 0) in
  let after u := moved relu slope error 1 1 p [s] u in
  outgoing (after (unit_of 1 0 1)) - 1 = -3 /\ outgoing (after (unit_of 2 0 1)) - 1 = -6.
Proof.
  cbv zeta. unfold moved, sent, output, error, net_input, relu, unit_of. cbn -[IZR Rmax reaches].
  rewrite (Rmax_right 0 (1 * 1 + 0)), (Rmax_right 0 (2 * 1 + 0)) by lra. split; lra.
Qed.
Lemma never_moves slope dl a c p batch w q : w < 0 -> (forall z, z < 0 -> slope z = 0) ->
  Forall (fun s : line * R => fst s = 1) batch ->
  moved relu slope dl a c p batch (unit_of w 0 q) = unit_of w 0 q.
Proof.
  intros N Z B. assert (H : forall s : line * R, fst s = 1 -> net_input (fst s) (unit_of w 0 q) < 0).
  { intros s ->. unfold net_input, unit_of. cbn. lra. }
  assert (F : vover batch (fun s => reaches relu slope dl p s (unit_of w 0 q) *v fst s) = 0 /\
    over batch (fun s => reaches relu slope dl p s (unit_of w 0 q)) = 0 /\
    over batch (fun s => sent relu dl p s * relu (net_input (fst s) (unit_of w 0 q))) = 0).
  { induction B as [| s r E B [I1 [I2 I3]]]; [cbn; auto |]. cbn [over vover]. rewrite I1, I2, I3.
    unfold reaches. rewrite (Z _ (H s E)). unfold relu. rewrite Rmax_left by (left; exact (H s E)).
    cbn. repeat split; real; ring. }
  destruct F as [F1 [F2 F3]]. unfold moved. rewrite F1, F2, F3. cbn. apply unit_is; ring.
Qed.
Theorem different_but_never_move slope dl eta q q' batches t : (forall z, z < 0 -> slope z = 0) ->
  (forall k, Forall (fun s : line * R => fst s = 1) (batches k)) ->
  fst (train relu slope dl eta ([unit_of (-1) 0 q; unit_of (-2) 0 q'], 0) batches t)
  = [unit_of (-1) 0 q; unit_of (-2) 0 q'].
Proof.
  intros Z B. unfold train. induction t as [| t IH]; [reflexivity |]. cbn [run].
  set (p := run _ _ _ t) in *. unfold step. cbn [fst]. rewrite IH. cbn [map]. rewrite !never_moves;
      try lra; auto.
Qed.

(* hidden.unequal-units-can-merge: the activation is the identity, the input 3/4, the label 1/4, the
   rate 4/5. *)
Theorem merged :
  let p := train (fun z => z) (fun _ => 1) error (4 / 5) ([unit_of (3 / 5) (4 / 5) 1; unit_of 0 0 0], 0)
    (fun _ => [(3 / 4 : line, 1 / 4)]) 1 in
  fst p = [unit_of 0 0 0; unit_of 0 0 0].
Proof.
  cbv zeta. unfold train. cbn [run]. unfold step. cbn [map fst snd].
  unfold moved, reaches, sent, output, error, net_input, unit_of. cbn -[IZR].
  f_equal; [| f_equal]; apply unit_is; real; field.
Qed.

(* hidden.stuck-without-symmetry: the model a b (1 + b) x, half the square of the error *)
Definition model (a b x : R) : R := a * b * (1 + b) * x.
Definition model_loss (x y a b : R) : R := half_square (model a b x) y.
Definition by_a (x y a b : R) : R := (model a b x - y) * (b * (1 + b) * x).
Definition by_b (x y a b : R) : R := (model a b x - y) * (a * (1 + 2 * b) * x).
Theorem exchange_changes_it a b x : model b a x - model a b x = a * b * (a - b) * x.
Proof. unfold model. ring. Qed.
Theorem derivative_by_a x y a b : derivable_pt_lim (fun a => model_loss x y a b) a (by_a x y a b).
Proof.
  apply (d_comp (fun a => model a b x) (fun f => half_square f y)); [| apply error_is_the_slope].
  apply (d_same (fun a => b * (1 + b) * x * a) _ _ (b * (1 + b) * x * 1));
    [apply d_scale, d_id | intro; unfold model; ring | ring].
Qed.
Theorem derivative_by_b x y a b : derivable_pt_lim (fun b => model_loss x y a b) b (by_b x y a b).
Proof.
  apply (d_comp (fun b => model a b x) (fun f => half_square f y)); [| apply error_is_the_slope].
  apply (d_same (fun b => a * x * (b * (1 + b))) _ _ (a * x * (1 * (1 + b) + b * (0 + 1))));
    [| intro; unfold model; ring | ring].
  apply d_scale. apply (d_times (fun b => b) (fun b => 1 + b)); [apply d_id |].
  apply d_plus; [apply d_const | apply d_id].
Qed.
Theorem stuck_at_zero eta x y t :
  run (fun p (_ : Datatypes.unit) => (fst p - eta * by_a x y (fst p) (snd p), snd p - eta * by_b x
      y (fst p) (snd p)))
    (0, 0) (fun _ => tt) t = (0, 0).
Proof.
  induction t as [| t IH]; [reflexivity |]. cbn [run]. rewrite IH. unfold by_a, by_b, model. cbn [fst snd].
  f_equal; ring.
Qed.
Theorem not_optimal_there : model_loss 1 1 0 0 = 1 / 2 /\ model_loss 1 1 (1 / 2) 1 = 0.
Proof. unfold model_loss, half_square, model. split; field. Qed.
