(* The perceptron with several classes, with the hinge loss, with Adam; cycles and scaled features. *)
From Coq Require Import Lia PeanoNat Psatz.
From Ledger.Headlines Require Import Gradients Perceptron Runs Further.

(* further.multi-class, further.three-classes: a row of weights for each class 0, ..., last *)
Section Classes.
Context {S : space}.
Definition rows : Type := nat -> S.
Definition is (k l : nat) : R := if Nat.eqb k l then 1 else 0.
Definition score (w : rows) (x : S) (k : nat) : R := << w k, x >>.
(* A choice that compares scores: a positive factor of all of them changes nothing. *)
Definition compares (choose : (nat -> R) -> nat) : Prop :=
  forall c f g, 0 < c -> (forall k, g k = c * f k) -> choose g = choose f.
Fixpoint first_largest (last : nat) (f : nat -> R) : nat :=
  match last with
  | O => O
  | Datatypes.S k => let best := first_largest k f in
      if Rlt_dec (f best) (f (Datatypes.S k)) then Datatypes.S k else best
  end.
Definition class_update (choose : (nat -> R) -> nat) (eta : R) (w : rows) (s : S * nat) : rows :=
  fun k => w k +v (eta * (is (snd s) k - is (choose (score w (fst s))) k)) *v fst s.
Definition class_weights choose eta (s : nat -> S * nat) t : rows :=
  run (class_update choose eta) (fun _ => zero) s t.
Theorem classes_factor_out choose eta s t k : compares choose -> 0 < eta ->
  class_weights choose eta s t k = eta *v class_weights choose 1 s t k.
Proof.
  intros C E. unfold class_weights. revert k. induction t as [| t IH]; intro k; cbn [run].
  - symmetry. apply scale_zero.
  - set (w := run (class_update choose eta) _ s t) in *. set (v := run (class_update choose 1) _ s t) in *.
    unfold class_update.
    rewrite (C eta (score v (fst (s (Datatypes.S t)))) (score w (fst (s (Datatypes.S t)))) E).
    + rewrite IH. vec.
    + intro j. unfold score. rewrite IH. apply dot_scale.
Qed.
Theorem choices_agree choose eta s t x : compares choose -> 0 < eta ->
  choose (score (class_weights choose eta s t) x) = choose (score (class_weights choose 1 s t) x).
Proof.
  intros C E. apply (C eta); [exact E |]. intro k. unfold score.
  rewrite classes_factor_out by assumption. apply dot_scale.
Qed.
Theorem first_largest_compares last : compares (first_largest last).
Proof.
  intros c f g C G. induction last as [| k IH]; [reflexivity |]. cbn. rewrite IH, !G.
  destruct (Rlt_dec (f (first_largest k f)) (f (Datatypes.S k))) as [L | L],
    (Rlt_dec (c * f (first_largest k f)) (c * f (Datatypes.S k))) as [M | M]; try reflexivity.
  - destruct M. now apply Rmult_lt_compat_l.
  - destruct L. now apply Rmult_lt_reg_l in M.
Qed.
(* It is the first of the largest. *)
Theorem first_largest_is last f k : (k <= last)%nat -> f k <= f (first_largest last f) /\
  ((k < first_largest last f)%nat -> f k < f (first_largest last f)).
Proof.
  revert k. induction last as [| l IH]; intros k H; cbn.
  - assert (k = 0%nat) by lia. subst. split; [lra | lia].
  - destruct (Rlt_dec (f (first_largest l f)) (f (Datatypes.S l))) as [L | L];
      destruct (Nat.eq_dec k (Datatypes.S l)) as [-> | N].
    + split; [lra | lia].
    + destruct (IH k ltac:(lia)). split; lra.
    + split; [lra |]. intro F. assert (G : forall j, (first_largest j f <= j)%nat).
      { induction j as [| j J]; cbn; [lia |]. destruct (Rlt_dec _ _); lia. }
      specialize (G l). lia.
    + apply IH. lia.
Qed.
Theorem three_classes eta s t x : 0 < eta ->
  let w rate := class_weights (first_largest 2) rate s t in
  w eta 0%nat = eta *v w 1 0%nat /\ w eta 1%nat = eta *v w 1 1%nat /\ w eta 2%nat = eta *v w 1 2%nat /\
  first_largest 2 (score (w eta) x) = first_largest 2 (score (w 1) x).
Proof.
  intros E w. unfold w. pose proof (first_largest_compares 2) as C.
  repeat split; try (apply classes_factor_out; assumption). now apply choices_agree.
Qed.
End Classes.

(* further.hinge-steps: the loss max(0, 1 - y w.x) *)
Section Hinge.
Context {S : space}.
Definition hinge (y : R) (x u : S) : R := Rmax 0 (1 - y * << u, x >>).
Definition counts (z : R) : R := threshold (z - 1) 1 0 0. (* 1 where the margin z is below 1 *)
Definition hinge_step (eta : R) (w : S) (s : S * R) : S :=
  let (x, y) := s in w +v (eta * (counts (y * << w, x >>) * y)) *v x.
Theorem hinge_gradient (y : R) (w x : S) : y * << w, x >> <> 1 ->
  gradient_at (hinge y x) w ((-1) *v ((counts (y * << w, x >>) * y) *v x)).
Proof. exact (corner_gradient 1 0 y w x). Qed.
Theorem hinge_first_step eta (x : S) y : hinge_step eta zero (x, y) = (eta * y) *v x.
Proof.
  unfold hinge_step, counts. rewrite dot_zero, below_the_threshold by lra. vec.
Qed.
End Hinge.
Definition two_by_turns (t : nat) : line * R := if Nat.even t then (-1, 1) else (-2, -1).
Theorem hinge_two_rates :
  let W eta := run (hinge_step (S := line) eta) 0 two_by_turns 4 in
  phi (-1) 1 1 (W 1 * fst (two_by_turns 5)) = 1 /\ phi (-1) 1 1 (W (1 / 10) * fst (two_by_turns 5)) = -1.
Proof. cbv zeta. unfold counts. split; cbn -[threshold IZR]; unfold counts; a_run. Qed.

(* further.adam: squares and the quotient of the moments are any functions; the corrections k and k'
   are fixed beforehand; the decay is lambda, 0 for none. *)
Section Adam.
Context {S : space}.
Variables (below at_zero above : R).
Notation phi := (phi below at_zero above).
Variables (squared : S -> S) (ratio : S -> S -> R -> S) (beta beta' lambda : R).
Record adam := Adam { place : S; first_moment : S; second_moment : S }.
Definition slope_at (w x : S) (y : R) : S := (- (y - phi << w, x >>)) *v x.
Definition adam_step (eta epsilon : R) (p : adam) (s : R * R * (S * R)) : adam :=
  let '(k, k', (x, y)) := s in
  let g := slope_at (place p) x y in
  let m := beta *v first_moment p +v (1 - beta) *v g in
  let r := beta' *v second_moment p +v (1 - beta') *v squared g in
  Adam ((1 - lambda) *v place p -v eta *v ratio (k *v m) (k' *v r) epsilon) m r.
Theorem adam_from_zero eta epsilon m r s t : 0 < eta ->
  let p rate := run (adam_step rate epsilon) (Adam zero m r) s t in
  place (p eta) = eta *v place (p 1) /\ first_moment (p eta) = first_moment (p 1) /\
  second_moment (p eta) = second_moment (p 1) /\
  forall x, phi << place (p eta), x >> = phi << place (p 1), x >>.
Proof.
  intros E p. unfold p. set (move := fun p => Adam (eta *v place p) (first_moment p) (second_moment p)).
  assert (H : run (adam_step eta epsilon) (Adam zero m r) s t
    = move (run (adam_step 1 epsilon) (Adam zero m r) s t)).
  { apply trajectory; [| unfold move; cbn; now rewrite scale_zero].
    intros [w a b] [[k k'] [x y]]. unfold move, adam_step, slope_at. cbn.
    rewrite dot_scale, sign_only by exact E. f_equal. vec. }
  rewrite H. unfold move. cbn. repeat split; try reflexivity. intro x. rewrite dot_scale. now apply sign_only.
Qed.

(* further.adam-units: samples and epsilon times c *)
Theorem adam_units c eta epsilon w s t : 0 < c ->
  (forall a, squared (c *v a) = (c * c) *v squared a) ->
  (forall a b, ratio (c *v a) ((c * c) *v b) (c * epsilon) = ratio a b epsilon) ->
  let longer n := let '(k, k', (x, y)) := s n in (k, k', (c *v x, y)) in
  let p := run (adam_step eta epsilon) (Adam w zero zero) s t in
  let q := run (adam_step eta (c * epsilon)) (Adam w zero zero) longer t in
  place q = place p /\ first_moment q = c *v first_moment p /\ second_moment q = (c * c) *v second_moment p /\
  forall x, phi << place q, c *v x >> = phi << place p, x >>.
Proof.
  intros C H K longer p q.
  assert (F : q = Adam (place p) (c *v first_moment p) ((c * c) *v second_moment p)).
  { unfold p, q. induction t as [| t IH]; [cbn; now rewrite !scale_zero |]. cbn [run]. rewrite IH.
    set (u := run (adam_step eta epsilon) _ s t). destruct u as [v a b]. unfold longer.
    destruct (s (Datatypes.S t)) as [[k k'] [x y]]. unfold adam_step, slope_at. cbn.
    rewrite dot_scale_r, sign_only by exact C. set (f := y - phi << v, x >>).
    replace ((- f) *v (c *v x)) with (c *v ((- f) *v x)) by vec. rewrite H. set (g := (- f) *v x).
    replace (beta *v (c *v a) +v (1 - beta) *v (c *v g)) with (c *v (beta *v a +v (1 - beta) *v g)) by vec.
    replace (beta' *v ((c * c) *v b) +v (1 - beta') *v ((c * c) *v squared g))
      with ((c * c) *v (beta' *v b +v (1 - beta') *v squared g)) by vec.
    f_equal. set (m := beta *v a +v (1 - beta) *v g). set (r := beta' *v b +v (1 - beta') *v squared g).
    replace (k *v (c *v m)) with (c *v (k *v m)) by vec.
    replace (k' *v ((c * c) *v r)) with ((c * c) *v (k' *v r)) by vec. now rewrite K. }
  rewrite F. cbn. repeat split. intro x. rewrite dot_scale_r. now apply sign_only.
Qed.
End Adam.
(* further.adam-units, entry by entry *)
Theorem square_of_a_multiple c g : (c * g) * (c * g) = (c * c) * (g * g).
Proof. ring. Qed.
Theorem quotient_of_multiples c m r epsilon : 0 < c -> 0 <= r -> 0 < epsilon ->
  c * m / (sqrt (c * c * r) + c * epsilon) = m / (sqrt r + epsilon).
Proof.
  intros C H E. rewrite sqrt_mult; [| apply Rle_0_sqr | exact H]. rewrite sqrt_square by lra.
  pose proof (sqrt_pos r). field. split; [lra |]. nra.
Qed.
(* further.adam: a decay times the rate. One weight, epsilon 1, the first moment keeps half of
   itself, the second nothing; the decay is half the rate; labels -1, inputs 1, -2, 1. *)
Definition quotient (a b : line) (epsilon : R) : line := a / (sqrt b + epsilon).
Definition corrected (t : nat) : R * R * (line * R) :=
  match t with 1%nat => (2, 1, (1, -1)) | 2%nat => (4 / 3, 1, (-2, -1)) | _ => (8 / 7, 1, (1, -1)) end.
Definition coupled (eta : R) : R :=
  place (run (adam_step (S := line) (-1) 1 1 (fun g => g * g) quotient (1 / 2) 0 (eta / 2) eta 1)
    (Adam (S := line) 0 0 0) corrected 2).
Lemma coupled_is eta : 0 < eta -> coupled eta = eta * (eta / 3 - 4 / 15).
Proof.
  intro E. unfold coupled. cbn [run corrected]. unfold adam_step at 2. unfold slope_at.
  cbn -[IZR threshold adam_step].
  rewrite Rmult_0_l. unfold phi. rewrite at_the_threshold by reflexivity.
  unfold quotient at 2. match goal with |- context [sqrt ?a] => replace a with (2 * 2) by (real; ring) end.
  rewrite sqrt_square by lra. unfold adam_step, slope_at. cbn -[IZR threshold].
  match goal with |- context [Perceptron.phi _ _ _ ?a] => replace a with (eta * (4 / 3)) by (real; field) end.
  unfold phi. rewrite above_the_threshold by lra.
  unfold quotient. match goal with |- context [sqrt ?a] => replace a with (4 * 4) by (real; ring) end.
  rewrite sqrt_square by lra. real. field.
Qed.
Theorem coupled_decay : phi (-1) 1 1 (coupled 1 * 1) = 1 /\ phi (-1) 1 1 (coupled (1 / 10) * 1) = -1.
Proof.
  rewrite !coupled_is by lra. unfold phi. split; [apply above_the_threshold | apply below_the_threshold]; lra.
Qed.

(* further.rate-scales-oscillation: XOR with a bias, whose inputs are (1, a, b) *)
Definition cube : space := pairs line plane.
Definition xor (t : nat) : cube * R :=
  match Nat.modulo t 4 with
  | 1%nat => ((1, (0, 0)), -1) | 2%nat => ((1, (0, 1)), 1) | 3%nat => ((1, (1, 0)), 1) | _ => ((1, (1, 1)), -1)
  end.
Notation on_xor eta := (weights (S := cube) (-1) 1 1 eta zero xor).
Theorem sizes {S : space} below at_zero above eta (s : nat -> S * R) t : 0 < eta ->
  norm (weights below at_zero above eta zero s t) = eta * norm (weights below at_zero above 1 zero s t).
Proof. intro E. rewrite rate_factors_out by exact E. apply norm_scale. lra. Qed.
Theorem xor_not_separable (w : cube) : exists t, (1 <= t <= 4)%nat /\
  phi (-1) 1 1 << w, fst (xor t) >> <> snd (xor t).
Proof.
  destruct w as [b [p q]].
  destruct (Rlt_dec b 0); [| exists 1%nat].
  destruct (Rlt_dec (b + p + q) 0); [| exists 4%nat].
  destruct (Rle_or_lt 0 (b + q)); [| exists 2%nat].
  destruct (Rle_or_lt 0 (b + p)); [exfalso; lra | exists 3%nat].
  all: split; [lia |]; cbn -[threshold IZR]; unfold phi, threshold;
    match goal with |- context [total_order_T ?z 0] => destruct (total_order_T z 0) as [[|]|] end; lra.
Qed.
Lemma xor_again k j : xor (4 * k + j) = xor j.
Proof. unfold xor. now rewrite Nat.add_comm, Nat.mul_comm, Nat.mod_add by lia. Qed.
Definition around (eta : R) (j : nat) : cube :=
  match j with
  | 1%nat => (-2 * eta, (-2 * eta, 0)) | 2%nat => (0, (-2 * eta, 2 * eta)) | 3%nat => (2 * eta, (0, 2 * eta))
  | _ => (0, (-2 * eta, 0))
  end.
Ltac triples := unfold around; cbn -[threshold IZR]; unfold phi; signs; repeat apply f_equal2; real; lra.
Lemma goes_around eta k : 0 < eta -> on_xor eta (4 * k) = around eta 4 ->
  on_xor eta (4 * k + 1) = around eta 1 /\ on_xor eta (4 * k + 2) = around eta 2 /\
  on_xor eta (4 * k + 3) = around eta 3 /\ on_xor eta (4 * k + 4) = around eta 4.
Proof.
  intros E H. unfold weights in *.
  assert (N : forall j, run (update (S := cube) (-1) 1 1 eta) zero xor (4 * k + Datatypes.S j)
    = update (-1) 1 1 eta (run (update (-1) 1 1 eta) zero xor (4 * k + j)) (xor (Datatypes.S j))).
  { intro j. rewrite <- (xor_again k (Datatypes.S j)), <- plus_n_Sm. reflexivity. }
  assert (A : run (update (S := cube) (-1) 1 1 eta) zero xor (4 * k + 1) = around eta 1).
  { rewrite N, Nat.add_0_r, H. triples. }
  assert (B : run (update (S := cube) (-1) 1 1 eta) zero xor (4 * k + 2) = around eta 2).
  { rewrite N, A. triples. }
  assert (C : run (update (S := cube) (-1) 1 1 eta) zero xor (4 * k + 3) = around eta 3).
  { rewrite N, B. triples. }
  repeat split; try assumption. rewrite N, C. triples.
Qed.
(* After two epochs, whatever the rate *)
Theorem xor_cycle eta k : 0 < eta -> on_xor eta (4 * (k + 2)) = (0, (-2 * eta, 0)).
Proof.
  intro E. change (on_xor eta (4 * (k + 2)) = around eta 4). induction k as [| k IH].
  - assert (N : forall t, on_xor eta (Datatypes.S t)
      = update (S := cube) (-1) 1 1 eta (on_xor eta t) (xor (Datatypes.S t))) by reflexivity.
    assert (W1 : on_xor eta 1 = (-2 * eta, (0, 0))).
    { rewrite N. change (on_xor eta 0) with ((0, (0, 0)) : cube). triples. }
    assert (W2 : on_xor eta 2 = (0, (0, 2 * eta))).
    { rewrite N, W1. triples. }
    assert (W3 : on_xor eta 3 = (0, (0, 2 * eta))).
    { rewrite N, W2. triples. }
    assert (W4 : on_xor eta 4 = (-2 * eta, (-2 * eta, 0))).
    { rewrite N, W3. triples. }
    assert (W5 : on_xor eta 5 = (-2 * eta, (-2 * eta, 0))).
    { rewrite N, W4. triples. }
    assert (W6 : on_xor eta 6 = (0, (-2 * eta, 2 * eta))).
    { rewrite N, W5. triples. }
    assert (W7 : on_xor eta 7 = (2 * eta, (0, 2 * eta))).
    { rewrite N, W6. triples. }
    change (on_xor eta 8 = around eta 4). rewrite N, W7. triples.
  - replace (4 * (Datatypes.S k + 2))%nat with (4 * (k + 2) + 4)%nat by lia. now apply goes_around.
Qed.
Theorem four_mistakes_each_epoch eta k j : 0 < eta -> (1 <= j <= 4)%nat ->
  let t := (4 * (k + 2) + j)%nat in
  phi (-1) 1 1 << on_xor eta (t - 1), fst (xor t) >> <> snd (xor t).
Proof.
  intros E J t. unfold t. rewrite xor_again.
  destruct (goes_around eta (k + 2) E (xor_cycle eta k E)) as [A [B [C _]]].
  pose proof (xor_cycle eta k E) as D. rewrite <- (Nat.add_0_r (4 * (k + 2))) in D.
  assert (O : j = 1%nat \/ j = 2%nat \/ j = 3%nat \/ j = 4%nat) by lia.
  destruct O as [-> | [-> | [-> | ->]]].
  - replace (4 * (k + 2) + 1 - 1)%nat with (4 * (k + 2) + 0)%nat by lia. rewrite D.
    cbn -[threshold IZR]. unfold phi. signs. lra.
  - replace (4 * (k + 2) + 2 - 1)%nat with (4 * (k + 2) + 1)%nat by lia. rewrite A.
    unfold around. cbn -[threshold IZR]. unfold phi. signs. lra.
  - replace (4 * (k + 2) + 3 - 1)%nat with (4 * (k + 2) + 2)%nat by lia. rewrite B.
    unfold around. cbn -[threshold IZR]. unfold phi. signs. lra.
  - replace (4 * (k + 2) + 4 - 1)%nat with (4 * (k + 2) + 3)%nat by lia. rewrite C.
    unfold around. cbn -[threshold IZR]. unfold phi. signs. lra.
Qed.

(* further.feature-scaling: a factor for the feature, none for the input of the bias: the fourth
   prediction differs. *)
Definition one_feature (c : R) (t : nat) : line * R := if Nat.even t then (c * 1, -1) else (c * -2, -1).
Theorem some_features_scaled :
  let z c := let (w, b) := run (update_with_bias (S := line) (-1) 1 1 1) (0, 0) (one_feature c) 3 in
    << w, fst (one_feature c 4) >> + b in
  phi (-1) 1 1 (z 1) = -1 /\ phi (-1) 1 1 (z 2) = 1.
Proof. cbv zeta. split; a_run. Qed.
