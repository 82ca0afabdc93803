(* A network with one hidden layer: any differentiable activation and loss, any number of units. *)
From Coq Require Import List Permutation.
From Ledger.Headlines Require Import Tools.
Import ListNotations.

Section Hidden.
Context {S : space}.
(* The activation and its slope, the slope of the loss in the output: any functions. *)
Variables (sigma slope : R -> R) (dloss : R -> R -> R).

(* A unit: incoming weights, bias, outgoing weight. A network: its units, and the output's bias. *)
Record unit := Unit { incoming : S; offset : R; outgoing : R }.
Definition network : Type := list unit * R.
Definition net_input (x : S) (u : unit) : R := << incoming u, x >> + offset u.
Fixpoint over {A : Type} (l : list A) (f : A -> R) : R :=
  match l with [] => 0 | a :: l => f a + over l f end.
Fixpoint vover {A : Type} (l : list A) (f : A -> S) : S :=
  match l with [] => zero | a :: l => f a +v vover l f end.
Definition output (p : network) (x : S) : R :=
  over (fst p) (fun u => outgoing u * sigma (net_input x u)) + snd p.
(* What the loss sends back to the output, and what reaches a unit *)
Definition sent (p : network) (sample : S * R) : R := dloss (output p (fst sample)) (snd sample).
Definition reaches (p : network) (sample : S * R) (u : unit) : R :=
  sent p sample * outgoing u * slope (net_input (fst sample) u).
(* One step on a batch: rates for incoming weights and biases, outgoing weights, the last bias *)
Definition moved (a c : R) (p : network) (batch : list (S * R)) (u : unit) : unit := {|
  incoming := incoming u -v a *v vover batch (fun s => reaches p s u *v fst s);
  offset := offset u - a * over batch (fun s => reaches p s u);
  outgoing := outgoing u - c * over batch (fun s => sent p s * sigma (net_input (fst s) u))
|}.
Definition step (a c e : R) (p : network) (batch : list (S * R)) : network :=
  (map (moved a c p batch) (fst p), snd p - e * over batch (sent p)).
Definition train (eta : R) (p : network) (batches : nat -> list (S * R)) (t : nat) : network :=
  run (step eta eta eta) p batches t.

Lemma over_same {A} (l : list A) f g : (forall a, f a = g a) -> over l f = over l g.
Proof. intro H. induction l as [| a l IH]; cbn; [reflexivity | now rewrite IH, H]. Qed.
Lemma vover_same {A} (l : list A) f g : (forall a, f a = g a) -> vover l f = vover l g.
Proof. intro H. induction l as [| a l IH]; cbn; [reflexivity | now rewrite IH, H]. Qed.
Lemma over_zero {A} (l : list A) f : (forall a, f a = 0) -> over l f = 0.
Proof. intro H. induction l as [| a l IH]; cbn; [reflexivity | rewrite IH, H; ring]. Qed.
Lemma vover_zero {A} (l : list A) f : (forall a, f a = zero) -> vover l f = zero.
Proof. intro H. induction l as [| a l IH]; cbn; [reflexivity | rewrite IH, H; vec]. Qed.

(* hidden.zero-preactivations *)
Theorem zero_net_input x u : incoming u = zero -> offset u = 0 -> net_input x u = 0.
Proof. intros H H'. unfold net_input. rewrite H, H', dot_zero. ring. Qed.

(* hidden.backprop-linear *)
Theorem sent_back_is_linear p s w b v c :
  reaches p s (Unit w b (c * v)) = c * reaches p s (Unit w b v).
Proof. unfold reaches, net_input. cbn. ring. Qed.
Theorem nothing_sent_back p s u : outgoing u = 0 -> reaches p s u = 0.
Proof. intro H. unfold reaches. rewrite H. ring. Qed.

(* hidden.permutation-equivariance: gradient descent does not care how units are numbered. *)
Lemma over_permuted {A} (l l' : list A) f : Permutation l l' -> over l f = over l' f.
Proof. induction 1; cbn; lra. Qed.
Lemma moved_same a c p q batch u : (forall s, sent p s = sent q s) ->
  moved a c p batch u = moved a c q batch u.
Proof.
  intro H. unfold moved, reaches. f_equal.
  - do 3 f_equal. apply vover_same. intro s. now rewrite H.
  - do 2 f_equal. apply over_same. intro s. now rewrite H.
  - do 2 f_equal. apply over_same. intro s. now rewrite H.
Qed.
Theorem permutation_equivariance eta p q batches t :
  Permutation (fst p) (fst q) -> snd p = snd q ->
  Permutation (fst (train eta p batches t)) (fst (train eta q batches t)) /\
  snd (train eta p batches t) = snd (train eta q batches t).
Proof.
  intros P C. unfold train. induction t as [| t [IP IC]]; [split; assumption |].
  cbn [run]. set (p' := run (step eta eta eta) p batches t) in *.
  set (q' := run (step eta eta eta) q batches t) in *.
  assert (E : forall s, sent p' s = sent q' s).
  { intro s. unfold sent, output. now rewrite IC, (over_permuted _ _ _ IP). }
  cbn. split.
  - rewrite (map_ext _ (moved eta eta q' (batches (Datatypes.S t)))).
    + now apply Permutation_map.
    + intro u. now apply moved_same.
  - rewrite IC. do 2 f_equal. now apply over_same.
Qed.

(* hidden.equal-units-stay-equal *)
Theorem equal_units_stay_equal eta p batches t j k :
  nth_error (fst p) j = nth_error (fst p) k ->
  nth_error (fst (train eta p batches t)) j = nth_error (fst (train eta p batches t)) k.
Proof.
  intro E. unfold train. induction t as [| t IH]; [exact E |]. cbn [run step fst].
  rewrite !nth_error_map. now rewrite IH.
Qed.

(* hidden.zero-start-stuck: with an activation that is 0 at 0 the output's bias alone moves. *)
Theorem zero_start_stuck eta n c batches t : sigma 0 = 0 ->
  fst (train eta (repeat (Unit zero 0 0) n, c) batches t) = repeat (Unit zero 0 0) n.
Proof.
  intro Z. unfold train. induction t as [| t IH]; [reflexivity |]. cbn [run step fst].
  rewrite IH. set (p := run _ _ _ t). generalize n. clear IH.
  intro k. induction k as [| k IH]; [reflexivity |]. cbn [repeat map]. rewrite IH. f_equal.
  unfold moved. cbn. f_equal.
  - rewrite vover_zero; [vec |]. intro s. unfold reaches. cbn. vec.
  - rewrite over_zero; [ring |]. intro s. unfold reaches. cbn. ring.
  - rewrite over_zero; [ring |]. intro s. unfold net_input. cbn.
    rewrite dot_zero, Rplus_0_l, Z. ring.
Qed.

Theorem zero_start_output eta n c batches t x : sigma 0 = 0 ->
  let p := train eta (repeat (Unit zero 0 0) n, c) batches t in output p x = snd p.
Proof.
  intro Z. cbv zeta. unfold output. rewrite zero_start_stuck by exact Z.
  induction n as [| n _]; cbn [repeat over outgoing]; [ring |].
  replace (over (repeat (Unit zero 0 0) n) _) with 0; [ring |].
  induction n as [| n IH]; cbn [repeat over outgoing]; [reflexivity |]. rewrite <- IH. ring.
Qed.

(* hidden.zero-start-centred: where the errors of each batch cancel, nothing ever moves. *)
Lemma output_at_zero n x : output (repeat (Unit zero 0 0) n, 0) x = 0.
Proof.
  unfold output. cbn [fst snd]. induction n as [| n IH]; cbn [repeat over outgoing]; [ring |]. lra.
Qed.
Lemma over_times {A} (l : list A) f c : over l (fun a => f a * c) = over l f * c.
Proof. induction l as [| a l IH]; cbn; [ring | rewrite IH; ring]. Qed.
Theorem zero_start_centred eta n batches t :
  (forall k, over (batches k) (fun s => dloss 0 (snd s)) = 0) ->
  train eta (repeat (Unit zero 0 0) n, 0) batches t = (repeat (Unit zero 0 0) n, 0).
Proof.
  intro Z. unfold train. induction t as [| t IH]; [reflexivity |]. cbn [run]. rewrite IH.
  set (p := (repeat (Unit zero 0 0) n, 0)). set (l := batches (Datatypes.S t)).
  assert (E : forall s, sent p s = dloss 0 (snd s)).
  { intro s. unfold sent, p. now rewrite output_at_zero. }
  assert (Y : over l (sent p) = 0) by (rewrite (over_same _ _ _ E); apply Z).
  assert (M : moved eta eta p l (Unit zero 0 0) = Unit zero 0 0).
  { unfold moved. cbn. f_equal.
    - rewrite vover_zero; [vec |]. intro s. unfold reaches. cbn. vec.
    - rewrite over_zero; [ring |]. intro s. unfold reaches. cbn. ring.
    - rewrite (over_same _ _ (fun s => sent p s * sigma 0)).
      + rewrite over_times, Y. ring.
      + intro s. do 2 f_equal. unfold net_input. cbn. rewrite dot_zero. ring. }
  assert (R : forall k, map (moved eta eta p l) (repeat (Unit zero 0 0) k)
    = repeat (Unit zero 0 0) k).
  { intro k. induction k as [| k IHk]; [reflexivity |]. cbn. now rewrite M, IHk. }
  unfold step. rewrite Y. change (fst p) with (repeat (Unit zero 0 0) n). rewrite R.
  change (snd p) with 0. unfold p. f_equal. ring.
Qed.

(* hidden.inputs-separate: within a unit each weight moves in proportion to its own input. *)
Theorem updates_along_the_input a c p x y u d : << d, x >> = 0 ->
  << d, incoming (moved a c p [(x, y)] u) >> = << d, incoming u >>.
Proof.
  intro H. unfold moved. cbn. autorewrite with inner. rewrite H. ring.
Qed.

(* hidden.width-one: n equal units are one, with outgoing weight n v, rates eta / n and n eta. *)
Lemma over_repeat {A} (a : A) n f : over (repeat a n) f = INR n * f a.
Proof.
  induction n as [| n IH]; [cbn; ring |]. rewrite S_INR. cbn [repeat over]. rewrite IH. ring.
Qed.
Lemma over_scale {A} (l : list A) f c : over l (fun a => c * f a) = c * over l f.
Proof. induction l as [| a l IH]; cbn; [ring | rewrite IH; ring]. Qed.
Lemma vover_scale {A} (l : list A) f c : vover l (fun a => c *v f a) = c *v vover l f.
Proof. induction l as [| a l IH]; cbn; [vec | rewrite IH; vec]. Qed.
Definition fold_up (n : nat) (u : unit) : unit := Unit (incoming u) (offset u) (INR n * outgoing u).
Theorem width_one eta n u c batches t : (0 < n)%nat -> exists v e,
  train eta (repeat u n, c) batches t = (repeat v n, e) /\
  run (step (eta / INR n) (INR n * eta) eta) ([fold_up n u], c) batches t = ([fold_up n v], e).
Proof.
  intro P. assert (N : INR n <> 0) by (apply not_0_INR; intros ->; inversion P).
  unfold train. induction t as [| t [v [e [IH IH']]]]; [now exists u, c |].
  cbn [run]. rewrite IH, IH'. set (l := batches (Datatypes.S t)).
  set (p := (repeat v n, e)). set (q := ([fold_up n v], e)).
  assert (E : forall s, sent q s = sent p s).
  { intro s. unfold sent, output, p, q. cbn [fst snd]. rewrite over_repeat. cbn. f_equal.
    unfold net_input. cbn. ring. }
  exists (moved eta eta p l v), (e - eta * over l (sent p)). split.
  - assert (R : forall k, map (moved eta eta p l) (repeat v k) = repeat (moved eta eta p l v) k).
    { intro k. induction k as [| k IHk]; [reflexivity |]. cbn. now rewrite IHk. }
    unfold step. change (fst p) with (repeat v n). now rewrite R.
  - unfold step. change (fst q) with [fold_up n v]. change (snd q) with e. cbn [map].
    rewrite (over_same l _ _ E). do 2 f_equal.
    unfold moved, fold_up, net_input. cbn. f_equal.
    + rewrite (vover_same l _ (fun s => INR n *v (reaches p s v *v fst s))).
      * rewrite vover_scale. vec. exact N.
      * intro s. unfold reaches, net_input. rewrite E. cbn. vec.
    + rewrite (over_same l _ (fun s => INR n * reaches p s v)).
      * rewrite over_scale. field. exact N.
      * intro s. unfold reaches, net_input. rewrite E. cbn. ring.
    + rewrite (over_same l _ (fun s => sent p s * sigma (net_input (fst s) v))).
      * unfold net_input. ring.
      * intro s. now rewrite E.
Qed.
End Hidden.
