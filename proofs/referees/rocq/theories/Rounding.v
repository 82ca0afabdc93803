(* Rounding to binary64, of any real number: to the nearest m 2^e with |m| < 2^53 and
   -1074 <= e <= 971, of two as near to the one whose m is even. *)
From Coq Require Import ZArith Lia.
From Ledger Require Import Rules.

Definition two (e : Z) : R := powerRZ 2 e.
(* The whole number nearest to x, of two as near the even one *)
Definition nearest (x : R) : Z :=
  let m := (up x - 1)%Z in
  match total_order_T (x - IZR m) (1 / 2) with
  | inleft (left _) => m
  | inleft (right _) => if Z.even m then m else (m + 1)%Z
  | inright _ => (m + 1)%Z
  end.
(* The first exponent, from e on, at which m has at most 53 digits; after so many steps the last *)
Fixpoint exponent (steps : nat) (e : Z) (x : R) : Z :=
  match steps with
  | O => e
  | Datatypes.S n => if Rlt_dec (Rabs x) (two (e + 53)) then e else exponent n (e + 1) x
  end.
Definition exponent64 (x : R) : Z := exponent (Z.to_nat 2045) (-1074) x.
Definition fl64 (x : R) : R := IZR (nearest (x / two (exponent64 x))) * two (exponent64 x).

Definition largest : Z := Eval vm_compute in ((2 ^ 53 - 1) * 2 ^ 971)%Z.

Lemma two_positive e : 0 < two e.
Proof. apply powerRZ_lt. lra. Qed.
Lemma two_plus a b : two (a + b) = two a * two b.
Proof. apply powerRZ_add. lra. Qed.
Lemma two_whole e : (0 <= e)%Z -> two e = IZR (2 ^ e).
Proof.
  intro H. unfold two. rewrite <- (Z2Nat.id e H) at 1.
  rewrite <- pow_powerRZ, pow_IZR, Z2Nat.id; auto.
Qed.
Lemma two_less a b : (a < b)%Z -> two a < two b.
Proof.
  intro H. replace b with (a + (b - a))%Z by lia. rewrite two_plus.
  pose proof (two_positive a). rewrite (two_whole (b - a)) by lia.
  assert (1 < 2 ^ (b - a))%Z by (apply Z.pow_gt_1; lia).
  assert (1 < IZR (2 ^ (b - a))) by now apply IZR_lt. nra.
Qed.
Lemma within x a : Rabs x <= a -> - a <= x <= a.
Proof. pose proof (Rle_abs x). pose proof (Rle_abs (- x)) as H'. rewrite Rabs_Ropp in H'. lra. Qed.
Lemma nearest_is x m : Rabs (x - IZR m) <= 1 / 2 -> (Rabs (x - IZR m) = 1 / 2 -> Z.even m = true) ->
  nearest x = m.
Proof.
  intros H E. destruct (archimed x) as [A B]. unfold nearest. set (n := (up x - 1)%Z).
  assert (N : IZR n = IZR (up x) - 1) by (unfold n; now rewrite minus_IZR).
  assert (P : 0 <= x - IZR n < 1) by lra.
  assert (C : m = n \/ m = (n + 1)%Z).
  { apply within in H. assert (IZR (m - 1) < IZR (n + 1)) by (rewrite minus_IZR, plus_IZR; lra).
    assert (IZR n < IZR (m + 1)) by (rewrite plus_IZR; lra).
    apply lt_IZR in H0. apply lt_IZR in H1. lia. }
  destruct (total_order_T (x - IZR n) (1 / 2)) as [[L | L] | L], C as [-> | ->]; auto; rewrite ?plus_IZR in *.
  - apply within in H. lra.
  - rewrite Rabs_pos_eq in E by lra. now rewrite E.
  - replace (x - (IZR n + 1)) with (- (1 / 2)) in E by lra.
    rewrite Rabs_Ropp, Rabs_pos_eq in E by lra. specialize (E eq_refl).
    rewrite Z.add_1_r, Z.even_succ in E. rewrite <- Z.negb_odd, E. reflexivity.
  - rewrite Rabs_pos_eq in H by lra. lra.
Qed.
Lemma exponent_is n : forall e k x, (e <= k <= e + Z.of_nat n)%Z ->
  k = e \/ two (k + 52) <= Rabs x -> Rabs x < two (k + 53) \/ k = (e + Z.of_nat n)%Z ->
  exponent n e x = k.
Proof.
  induction n as [| n IH]; intros e k x B L U; cbn [exponent]; [lia |].
  destruct (Rlt_dec (Rabs x) (two (e + 53))) as [H | H].
  - destruct L as [-> | L]; [reflexivity |]. destruct (Z.eq_dec e k) as [-> | N]; [reflexivity |].
    exfalso. destruct (Z.eq_dec (e + 53) (k + 52)) as [Q | Q]; [rewrite Q in H; lra |].
    assert (two (e + 53) < two (k + 52)) by (apply two_less; lia). lra.
  - assert (K : k <> e). { intros ->. destruct U as [U | U]; [lra | lia]. }
    apply IH; [lia | | destruct U; [now left | right; lia]].
    destruct L as [-> | L]; [now destruct K | now right].
Qed.
Theorem fl64_is x m e : (-1074 <= e <= 971)%Z ->
  e = (-1074)%Z \/ two (e + 52) <= Rabs x -> Rabs x < two (e + 53) \/ e = 971%Z ->
  Rabs (x / two e - IZR m) <= 1 / 2 -> (Rabs (x / two e - IZR m) = 1 / 2 -> Z.even m = true) ->
  fl64 x = IZR m * two e.
Proof.
  intros B L U H E. unfold fl64. assert (X : exponent64 x = e).
  { assert (Y : Z.of_nat (Z.to_nat 2045) = 2045%Z) by (apply Z2Nat.id; lia).
    unfold exponent64. apply exponent_is; [rewrite Y; lia | exact L |].
    rewrite Y. destruct U; [now left | right; lia]. }
  rewrite X. now rewrite (nearest_is _ m).
Qed.

(* The row: a / b, whose m and e are given, is rounded to c / d; checked in whole numbers. *)
Definition scaled (z e : Z) : Z := (z * 2 ^ Z.max 0 e)%Z.
Local Open Scope bool_scope.
Local Open Scope R_scope.
Definition rounds (a : Z) (b : positive) (m e c : Z) (d : positive) : bool :=
  let p := scaled a (- e) in let q := scaled (Zpos b) e in let off := (2 * Z.abs (p - m * q))%Z in
  ((-1074 <=? e) && (e <=? 971) && ((e =? -1074) || (2 ^ 52 * q <=? Z.abs p)) &&
  ((e =? 971) || (Z.abs p <? 2 ^ 53 * q)) && ((off <? q) || ((off =? q) && Z.even m)) &&
  (scaled c (- e) =? m * scaled (Zpos d) e))%Z.
Lemma scaled_is z e : IZR (scaled z e) = IZR z * two (Z.max 0 e).
Proof. unfold scaled. now rewrite mult_IZR, two_whole by lia. Qed.
Lemma over_two a b e : IZR a / IZR (Zpos b) / two e = IZR (scaled a (- e)) / IZR (scaled (Zpos b) e).
Proof.
  rewrite !scaled_is. pose proof (two_positive e). pose proof (two_positive (Z.max 0 e)).
  pose proof (two_positive (Z.max 0 (- e))).
  assert (P : 0 < IZR (Zpos b)) by now apply IZR_lt.
  assert (E : two (Z.max 0 e) = two e * two (Z.max 0 (- e))).
  { rewrite <- two_plus. f_equal. lia. }
  rewrite E. field. repeat split; lra.
Qed.
Lemma over_one a : IZR a = IZR a / IZR 1.
Proof. field. Qed.
Theorem rounding x r a b m e c d : x = IZR a / IZR (Zpos b) -> r = IZR c / IZR (Zpos d) ->
  rounds a b m e c d = true -> fl64 x = r.
Proof.
  intros X Y. unfold rounds. set (p := scaled a (- e)). set (q := scaled (Zpos b) e).
  rewrite !Bool.andb_true_iff, !Bool.orb_true_iff, Bool.andb_true_iff, !Z.leb_le, !Z.ltb_lt, !Z.eqb_eq.
  intros [[[[[B B'] L] U] N] V]. pose proof (over_two a b e) as O. fold p q in O. rewrite <- X in O.
  assert (Q : 0 < IZR q).
  { unfold q. rewrite scaled_is. apply Rmult_lt_0_compat; [now apply IZR_lt | apply two_positive]. }
  assert (T := two_positive e).
  assert (A : Rabs x = IZR (Z.abs p) / IZR q * two e).
  { replace x with (x / two e * two e) by (field; lra). rewrite O, Rabs_mult, (Rabs_pos_eq (two e)) by lra.
    unfold Rdiv at 1. rewrite Rabs_mult, Rabs_inv, (Rabs_pos_eq (IZR q)), abs_IZR by lra. reflexivity. }
  assert (D : Rabs (x / two e - IZR m) = IZR (2 * Z.abs (p - m * q)) / IZR q / 2).
  { rewrite O, mult_IZR, abs_IZR, minus_IZR, mult_IZR.
    replace (IZR p / IZR q - IZR m) with ((IZR p - IZR m * IZR q) / IZR q) by (field; lra).
    unfold Rdiv at 1. rewrite Rabs_mult, Rabs_inv, (Rabs_pos_eq (IZR q)) by lra. field. lra. }
  set (off := (2 * Z.abs (p - m * q))%Z) in *.
  rewrite (fl64_is x m e); [| split; assumption | | | |].
  - assert (P : 0 < IZR (Zpos d)) by now apply IZR_lt.
    rewrite Y. replace (IZR c / IZR (Zpos d)) with (IZR c / IZR (Zpos d) / two e * two e)
      by (field; split; lra).
    f_equal. rewrite over_two, V, mult_IZR. field. rewrite scaled_is.
    pose proof (two_positive (Z.max 0 e)). assert (0 < IZR (Zpos d)) by now apply IZR_lt. nra.
  - destruct L as [L | L]; [now left | right]. rewrite A, two_plus, (two_whole 52) by lia.
    rewrite (Rmult_comm (two e)). apply Rmult_le_compat_r; [lra |].
    apply (Rmult_le_reg_r (IZR q)); [lra |]. rewrite <- mult_IZR. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. now apply IZR_le.
  - destruct U as [U | U]; [now right | left]. rewrite A, two_plus, (two_whole 53) by lia.
    rewrite (Rmult_comm (two e)). apply Rmult_lt_compat_r; [lra |].
    apply (Rmult_lt_reg_r (IZR q)); [lra |]. rewrite <- mult_IZR. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. now apply IZR_lt.
  - rewrite D. assert (IZR off <= IZR q) by (apply IZR_le; lia).
    assert (IZR off / IZR q <= 1); [| lra]. apply (Rmult_le_reg_r (IZR q)); [lra |].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
  - rewrite D. intro H. destruct N as [N | [_ N]]; [exfalso | exact N].
    assert (IZR off < IZR q) by now apply IZR_lt.
    assert (IZR off = IZR q); [| lra].
    replace (IZR off) with (IZR off / IZR q / 2 * (2 * IZR q)) by (field; lra).
    rewrite H. lra.
Qed.
