(* Machine arithmetic: binary64, rounded to nearest with ties to even, as defined in Rounding.v; and
   what holds for every rounding to nearest, or for every bound of its errors. *)
From Coq Require Import Lia Psatz.
From Ledger Require Import Rounding.
From Ledger.Headlines Require Import Gradients Perceptron.

(* A number that is rounded, what is rounded to, and why: see Rounding.v. *)
Lemma at_number a b m e c d : rounds a b m e c d = true ->
  fl64 (IZR a / IZR (Zpos b)) = IZR c / IZR (Zpos d).
Proof. now apply rounding. Qed.
Ltac row x H := lazymatch type of H with fl64 ?y = ?r =>
  let E := fresh in assert (E : x = y) by lra; rewrite (eq_trans (f_equal fl64 E) H); clear E end.
Ltac known x := first [
    row x (at_number 1 1 4503599627370496 (-52) 1 1 eq_refl) |
    row x (at_number (-2) 1 (-4503599627370496) (-51) (-2) 1 eq_refl) |
    row x (at_number 10 1 5629499534213120 (-49) 10 1 eq_refl) |
    row x (at_number 6 1 6755399441055744 (-50) 6 1 eq_refl) |
    row x (at_number 30 1 8444249301319680 (-48) 30 1 eq_refl) |
    row x (at_number (-30) 1 (-8444249301319680) (-48) (-30) 1 eq_refl) |
    row x (at_number 0 1 0 (-1074) 0 1 eq_refl) |
    row x (at_number 1 10 7205759403792794 (-56) 3602879701896397 36028797018963968 eq_refl) |
    row x (at_number (-3602879701896397) 18014398509481984 (-7205759403792794) (-55)
      (-3602879701896397) 18014398509481984 eq_refl) |
    row x (at_number 18014398509481985 18014398509481984 4503599627370496 (-52) 1 1 eq_refl) |
    row x (at_number 10808639105689191 18014398509481984 5404319552844596 (-53)
      1351079888211149 2251799813685248 eq_refl) |
    row x (at_number 1351079888211149 2251799813685248 5404319552844596 (-53)
      1351079888211149 2251799813685248 eq_refl) |
    row x (at_number 3 1 6755399441055744 (-51) 3 1 eq_refl) |
    row x (at_number (-6755399441055745) 2251799813685248 (-6755399441055745) (-51)
      (-6755399441055745) 2251799813685248 eq_refl) |
    row x (at_number (-1) 2251799813685248 (-4503599627370496) (-103) (-1) 2251799813685248 eq_refl) |
    row x (at_number (-12) 1 (-6755399441055744) (-49) (-12) 1 eq_refl) |
    row x (at_number 2 1 4503599627370496 (-51) 2 1 eq_refl) |
    row x (at_number (-4) 1 (-4503599627370496) (-50) (-4) 1 eq_refl) |
    row x (at_number (-1351079888211149) 1125899906842624 (-5404319552844596) (-52)
      (-1351079888211149) 1125899906842624 eq_refl) |
    row x (at_number 3602879701896397 18014398509481984 7205759403792794 (-55)
      3602879701896397 18014398509481984 eq_refl) |
    row x (at_number (-3602879701896397) 9007199254740992 (-7205759403792794) (-54)
      (-3602879701896397) 9007199254740992 eq_refl) |
    row x (at_number 1801439850948199 9007199254740992 7205759403792796 (-55)
      1801439850948199 9007199254740992 eq_refl) |
    row x (at_number (-1801439850948199) 9007199254740992 (-7205759403792796) (-55)
      (-1801439850948199) 9007199254740992 eq_refl) |
    row x (at_number 1 18014398509481984 4503599627370496 (-106) 1 18014398509481984 eq_refl) |
    row x (at_number (-1) 18014398509481984 (-4503599627370496) (-106) (-1) 18014398509481984 eq_refl) |
    row x (at_number 1 5 7205759403792794 (-55) 3602879701896397 18014398509481984 eq_refl) |
    row x (at_number 3 10 5404319552844595 (-54) 5404319552844595 18014398509481984 eq_refl) |
    row x (at_number 10808639105689191 36028797018963968 5404319552844596 (-54)
      1351079888211149 4503599627370496 eq_refl) |
    row x (at_number 900719925474099 2251799813685248 7205759403792792 (-54)
      900719925474099 2251799813685248 eq_refl) |
    row x (at_number 1 2 4503599627370496 (-53) 1 2 eq_refl) |
    row x (at_number 21617278211378381 36028797018963968 5404319552844595 (-53)
      5404319552844595 9007199254740992 eq_refl) |
    row x (at_number 3602879701896397 9007199254740992 7205759403792794 (-54)
      3602879701896397 9007199254740992 eq_refl)].
Ltac machine := unfold phi; repeat match goal with
  | |- context [fl64 ?x] => lazymatch x with
      | context [fl64 _] => fail | context [threshold _ _ _ _] => fail | _ => known x end
  | |- context [threshold ?z ?a ?b ?c] => lazymatch z with context [fl64 _] => fail | _ => first
      [ rewrite (below_the_threshold z a b c) by lra | rewrite (above_the_threshold z a b c) by lra
      | rewrite (at_the_threshold z a b c) by lra ] end
  end.

(* float.rate-can-change-label: two features, every result rounded, summed from left to right *)
Definition rounded_net (w x : R * R) : R := fl64 (fl64 (fst w * fst x) + fl64 (snd w * snd x)).
Definition rounded_update (eta : R) (w : R * R) (s : R * R * R) : R * R :=
  let (x, y) := s in let e := fl64 (eta * fl64 (y - phi (-1) 1 1 (rounded_net w x))) in
  (fl64 (fst w + fl64 (e * fst x)), fl64 (snd w + fl64 (e * snd x))).
Definition second_prediction (eta : R) : R :=
  phi (-1) 1 1 (rounded_net (rounded_update (fl64 eta) (0, 0) ((-5, -3), -1)) (3, -5)).
Theorem rate_changes_the_label : second_prediction 1 = 1 /\ second_prediction (1 / 10) = -1.
Proof.
  unfold second_prediction, rounded_update, rounded_net. cbn -[threshold IZR fl64].
  split; machine; reflexivity.
Qed.
Theorem without_rounding eta :
  phi (-1) 1 1 << update (S := plane) (-1) 1 1 eta zero ((-5, -3), -1), (3, -5) : plane >> = 1.
Proof.
  cbn -[threshold IZR]. unfold phi. rewrite (at_the_threshold (0 * -5 + 0 * -3)) by lra.
  apply at_the_threshold. ring.
Qed.
(* In one dimension: the samples -3, -2, -1, -1 with the labels -1, 1, 1 *)
Definition rounded_step (eta w x y : R) : R :=
  fl64 (w + fl64 (fl64 (eta * fl64 (y - phi (-1) 1 1 (fl64 (w * x)))) * x)).
Definition fourth_prediction (eta : R) : R :=
  let step := rounded_step (fl64 eta) in
  phi (-1) 1 1 (fl64 (step (step (step 0 (-3) (-1)) (-2) 1) (-1) 1 * -1)).
Theorem rate_changes_the_label_on_a_line : fourth_prediction 1 = 1 /\ fourth_prediction (1 / 10) = -1.
Proof. unfold fourth_prediction, rounded_step. split; machine; reflexivity. Qed.
Definition on_a_line (t : nat) : line * R :=
  match t with 1%nat => (-3, -1) | 2%nat => (-2, 1) | _ => (-1, 1) end.
Theorem without_rounding_on_a_line eta : 0 < eta ->
  phi (-1) 1 1 (weights (S := line) (-1) 1 1 eta 0 on_a_line 3 * -1) = 1.
Proof.
  intro E. cbn -[threshold IZR]. unfold phi.
  repeat match goal with |- context [threshold ?z ?a ?b ?c] => lazymatch z with
    | context [threshold _ _ _ _] => fail
    | _ => first [ rewrite (below_the_threshold z a b c) by lra
        | rewrite (above_the_threshold z a b c) by lra | rewrite (at_the_threshold z a b c) by lra ]
  end end. reflexivity.
Qed.

(* float.equal-units-drift: one gradient, added from the left and from the right; the rate is 1 *)
Theorem orders_part : let a := fl64 (1 / 10) in let b := fl64 (2 / 10) in let c := fl64 (3 / 10) in
  fl64 (1 - fl64 (fl64 (a + b) + c)) <> fl64 (1 - fl64 (a + fl64 (b + c))).
Proof. cbv zeta. machine. lra. Qed.
Theorem orders_agree_without_rounding :
  1 - (1 / 10 + 2 / 10 + 3 / 10) = 2 / 5 /\ 1 - (1 / 10 + (2 / 10 + 3 / 10)) = 2 / 5.
Proof. split; field. Qed.

(* float.power-of-two-is-exact: rounding to a nearest number of a format without a first or a last
   exponent; of two as near, to the one with the smaller last digit. *)
Section Format.
Variables (fl : R -> R) (format : R -> Prop) (digit : R -> R).
Hypothesis rounded : forall a, format (fl a).
Hypothesis none_nearer : forall a b, format b -> Rabs (fl a - a) <= Rabs (b - a).
Hypothesis ties : forall a b, format b -> Rabs (b - a) <= Rabs (fl a - a) -> digit b <= digit (fl a) ->
  fl a = b.
Hypothesis doubles : forall b, format (2 * b) <-> format b.
Hypothesis same_digits : forall b, digit (2 * b) = digit b.
Lemma twice_off a b : Rabs (2 * b - 2 * a) = 2 * Rabs (b - a).
Proof. replace (2 * b - 2 * a) with (2 * (b - a)) by ring. rewrite Rabs_mult, (Rabs_pos_eq 2); lra. Qed.
Theorem doubling_is_exact a : fl (2 * a) = 2 * fl a.
Proof.
  set (h := fl (2 * a) / 2). assert (H : fl (2 * a) = 2 * h) by (unfold h; field).
  assert (F : format h) by (apply doubles; rewrite <- H; apply rounded).
  assert (G : format (2 * fl a)) by (apply doubles, rounded).
  pose proof (none_nearer a h F) as N. pose proof (none_nearer (2 * a) (2 * fl a) G) as M.
  rewrite H, !twice_off in M.
  destruct (Rle_or_lt (digit (2 * fl a)) (digit (fl (2 * a)))) as [D | D].
  - apply ties; [exact G | | exact D]. rewrite H, !twice_off. lra.
  - rewrite H. f_equal. symmetry. apply ties; [exact F | lra |].
    rewrite H, !same_digits in D. lra.
Qed.
Theorem powers_are_exact k a : fl (2 ^ k * a) = 2 ^ k * fl a.
Proof.
  induction k as [| k IH]; cbn [Rpow_def.pow]; [now rewrite !Rmult_1_l |].
  now rewrite !Rmult_assoc, doubling_is_exact, IH.
Qed.
Section Rate.
Variables (j k : nat) (c : R).
Hypothesis power : c = 2 ^ k / 2 ^ j.
Lemma power_positive i : 0 < 2 ^ i.
Proof. apply pow_lt. lra. Qed.
Theorem power_of_two_is_exact a : fl (c * a) = c * fl a.
Proof.
  pose proof (power_positive j) as P. apply (Rmult_eq_reg_l (2 ^ j)); [| lra].
  rewrite <- powers_are_exact, power.
  replace (2 ^ j * (2 ^ k / 2 ^ j * a)) with (2 ^ k * a) by (field; lra).
  rewrite powers_are_exact. field. lra.
Qed.
(* d features; net inputs are summed from the first product to the last. *)
Variables (below at_zero above : R) (d : nat) (x : nat -> nat -> R) (y : nat -> R).
Fixpoint net (w : nat -> R) (n i : nat) : R :=
  match i with O => 0 | Datatypes.S i => fl (net w n i + fl (w i * x i n)) end.
Fixpoint machine_weights (eta : R) (n : nat) : nat -> R :=
  match n with
  | O => fun _ => 0
  | Datatypes.S n => let w := machine_weights eta n in
      fun i => fl (w i + fl (fl (eta * fl (y n - phi below at_zero above (net w n d))) * x i n))
  end.
Lemma rate_positive : 0 < c.
Proof. rewrite power. apply Rdiv_lt_0_compat; apply power_positive. Qed.
Lemma net_scales (w v : nat -> R) n i : (forall i, w i = c * v i) -> net w n i = c * net v n i.
Proof.
  intro H. induction i as [| i IH]; cbn [net]; [ring |].
  rewrite IH, H, Rmult_assoc, power_of_two_is_exact, <- Rmult_plus_distr_l. apply power_of_two_is_exact.
Qed.
Theorem weights_scale n i : machine_weights c n i = c * machine_weights 1 n i.
Proof.
  revert i. induction n as [| n IH]; intro i; cbn [machine_weights]; [ring |].
  rewrite (net_scales _ (machine_weights 1 n) n d IH), sign_only by apply rate_positive.
  rewrite IH, Rmult_1_l. set (e := fl (y n - _)).
  now rewrite !power_of_two_is_exact, Rmult_assoc, power_of_two_is_exact, <- Rmult_plus_distr_l,
    power_of_two_is_exact.
Qed.
Theorem labels_same n : phi below at_zero above (net (machine_weights c n) n d)
  = phi below at_zero above (net (machine_weights 1 n) n d).
Proof.
  rewrite (net_scales _ (machine_weights 1 n)); [apply sign_only, rate_positive | apply weights_scale].
Qed.
End Rate.
End Format.

(* float.certified-labels-agree: rounding adds r to a product with its sum and q to a new weight. *)
Section Certified.
Variables (below at_zero above eta : R) (d : nat) (x : nat -> nat -> R) (y : nat -> R).
Variables (w0 : nat -> R) (r q rho tau : nat -> nat -> R).
Notation phi := (phi below at_zero above).
Hypothesis sums : forall k n, Rabs (r k n) <= rho k n.
Hypothesis updates : forall k n, Rabs (q k n) <= tau k n.
Fixpoint exact (n : nat) : nat -> R :=
  match n with
  | O => w0
  | Datatypes.S n => fun k =>
      exact n k + eta * (y n - phi (sum d (fun k => exact n k * x k n))) * x k n
  end.
Definition net_exact n : R := sum d (fun k => exact n k * x k n).
Fixpoint made (n : nat) : nat -> R :=
  match n with
  | O => w0
  | Datatypes.S n => fun k =>
      made n k + eta * (y n - phi (sum d (fun k => made n k * x k n + r k n))) * x k n + q k n
  end.
Definition net_made n : R := sum d (fun k => made n k * x k n + r k n).
(* How far a weight, and a net input, may be off *)
Fixpoint beta (n k : nat) : R := match n with O => 0 | Datatypes.S n => beta n k + tau k n end.
Definition bound n : R := sum d (fun k => beta n k * Rabs (x k n) + rho k n).
Lemma net_off n : (forall k, Rabs (made n k - exact n k) <= beta n k) ->
  Rabs (net_made n - net_exact n) <= bound n.
Proof.
  intro H. unfold net_made, net_exact, bound. generalize d. intro j.
  induction j as [| l IH]; cbn [sum].
  - rewrite Rminus_0_r, Rabs_R0. lra.
  - set (a := sum l (fun k => made n k * x k n + r k n)) in *.
    set (b := sum l (fun k => exact n k * x k n)) in *.
    replace (a + (made n l * x l n + r l n) - (b + exact n l * x l n))
      with (a - b + ((made n l - exact n l) * x l n + r l n)) by ring.
    pose proof (Rabs_triang (a - b) ((made n l - exact n l) * x l n + r l n)) as T.
    pose proof (Rabs_triang ((made n l - exact n l) * x l n) (r l n)) as U.
    rewrite Rabs_mult in U. pose proof (sums l n) as V.
    pose proof (Rmult_le_compat_r _ _ _ (Rabs_pos (x l n)) (H l)). lra.
Qed.
Lemma certified_sign z z' b : Rabs (z' - z) <= b -> b < Rabs z' -> phi z' = phi z.
Proof.
  intros H C. apply within in H. destruct (Rle_or_lt 0 z') as [P | P].
  - rewrite Rabs_pos_eq in C by exact P. unfold Perceptron.phi. rewrite !above_the_threshold; lra.
  - rewrite Rabs_left in C by exact P. unfold Perceptron.phi. rewrite !below_the_threshold; lra.
Qed.
Lemma weights_off n : (forall l, (l < n)%nat -> bound l < Rabs (net_made l)) ->
  forall k, Rabs (made n k - exact n k) <= beta n k.
Proof.
  induction n as [| n IH]; intros C k; cbn [made exact beta].
  - unfold Rminus. rewrite Rplus_opp_r, Rabs_R0. lra.
  - assert (B : forall k, Rabs (made n k - exact n k) <= beta n k) by (apply IH; intros; apply C; lia).
    fold (net_made n). fold (net_exact n).
    rewrite (certified_sign (net_exact n) (net_made n) (bound n) (net_off n B) (C n ltac:(lia))).
    set (e := eta * (y n - phi (net_exact n)) * x k n).
    replace (made n k + e + q k n - (exact n k + e)) with (made n k - exact n k + q k n) by ring.
    pose proof (Rabs_triang (made n k - exact n k) (q k n)). pose proof (updates k n). specialize (B k). lra.
Qed.
(* As long as the labels so far are certified *)
Theorem certified_labels_agree n : (forall l, (l <= n)%nat -> bound l < Rabs (net_made l)) ->
  phi (net_made n) = phi (net_exact n).
Proof.
  intro C. apply (certified_sign _ _ (bound n)); [| apply C; lia].
  apply net_off, weights_off. intros l L. apply C. lia.
Qed.
Theorem net_input_off n : (forall l, (l < n)%nat -> bound l < Rabs (net_made l)) ->
  Rabs (net_made n - net_exact n) <= bound n.
Proof. intro C. apply net_off, weights_off, C. Qed.
End Certified.
