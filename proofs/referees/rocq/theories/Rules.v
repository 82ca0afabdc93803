(* What is said of learning rules besides, and one lemma for each rule of the table. *)
From Coq Require Import Lia.
From Ledger Require Export Space Normal.

(* Naturals go wherever numbers do. Sums and products of naturals recur on what is right. *)
Fixpoint nr (n : nat) : R := match n with O => 0 | Datatypes.S m => nr m + 1 end.
Fixpoint nadd (m n : nat) : nat :=
  match n with O => m | Datatypes.S n => Datatypes.S (nadd m n) end.
Fixpoint nmul (m n : nat) : nat := match n with O => O | Datatypes.S n => nadd (nmul m n) m end.

Lemma nadd_ok m n : nadd m n = (m + n)%nat.
Proof. induction n; cbn; [lia |]. rewrite IHn. lia. Qed.
Lemma nmul_ok m n : nmul m n = (m * n)%nat.
Proof. induction n; cbn; [lia |]. rewrite nadd_ok, IHn. lia. Qed.
Lemma nr_ok n : nr n = INR n.
Proof. induction n as [| n IH]; [reflexivity |]. rewrite S_INR, <- IH. reflexivity. Qed.
Lemma nr_add m n : nr (nadd m n) = nr m + nr n.
Proof. now rewrite !nr_ok, nadd_ok, plus_INR. Qed.
Lemma nr_mul m n : nr (nmul m n) = nr m * nr n.
Proof. now rewrite !nr_ok, nmul_ok, mult_INR. Qed.
Lemma nr_number n : nr n = IZR (Z.of_nat n).
Proof. rewrite nr_ok. apply INR_IZR_INZ. Qed.
Lemma nr_injective m n : nr m = nr n -> m = n.
Proof. rewrite !nr_ok. apply INR_eq. Qed.
Lemma nr_less m n : nr m < nr n <-> (m < n)%nat.
Proof. rewrite !nr_ok. split; [apply INR_lt | apply lt_INR]. Qed.

(* Sums over k < n *)
Fixpoint sum (n : nat) (f : nat -> R) : R :=
  match n with O => 0 | Datatypes.S n => sum n f + f n end.
Fixpoint vsum {S : space} (n : nat) (f : nat -> S) : S :=
  match n with O => zero | Datatypes.S n => vsum n f +v f n end.
Lemma sum_same m n f g : m = n -> (forall k, f k = g k) -> sum m f = sum n g.
Proof. intros <- H. induction m as [| m IH]; cbn; [reflexivity |]. now rewrite IH, H. Qed.
Lemma vsum_same {S : space} m n (f g : nat -> S) :
  m = n -> (forall k, f k = g k) -> vsum m f = vsum n g.
Proof. intros <- H. induction m as [| m IH]; cbn; [reflexivity |]. now rewrite IH, H. Qed.

(* The functions with laws of their own *)
Definition threshold (z below at_zero above : R) : R :=
  match total_order_T z 0 with
  | inleft (left _) => below | inleft (right _) => at_zero | inright _ => above
  end.
Definition sigmoid (a : R) : R := 1 / (1 + exp (-1 * a)).
Definition tangent (a : R) : R := (exp (2 * a) - 1) / (exp (2 * a) + 1).

(* Rows of the table *)
Lemma inverse a : a <> 0 -> a * (1 / a) = 1.
Proof. intro H. field. exact H. Qed.
Lemma square a : 0 <= a * a.
Proof. apply Rle_0_sqr. Qed.
Lemma square_root a : 0 <= a -> sqrt a * sqrt a = a.
Proof. apply sqrt_sqrt. Qed.
Lemma root_not_negative a : 0 <= a -> 0 <= sqrt a.
Proof. intros _. apply sqrt_pos. Qed.
Lemma absolute_value a : 0 <= a -> Rabs a = a.
Proof. intro H. apply Rabs_pos_eq, H. Qed.
Lemma absolute_value_below_0 a : a <= 0 -> Rabs a = -1 * a.
Proof. intro H. rewrite Rabs_left1 by exact H. ring. Qed.
Lemma maximum a b : a <= b -> Rmax a b = b.
Proof. apply Rmax_right. Qed.
Lemma maximum_first a b : b <= a -> Rmax a b = a.
Proof. apply Rmax_left. Qed.
Lemma minimum a b : a <= b -> Rmin a b = a.
Proof. apply Rmin_left. Qed.
Lemma minimum_second a b : b <= a -> Rmin a b = b.
Proof. apply Rmin_right. Qed.
Lemma below_the_threshold z a b c : z < 0 -> threshold z a b c = a.
Proof. intro H. unfold threshold. destruct (total_order_T z 0) as [[|]|]; lra. Qed.
Lemma at_the_threshold z a b c : z = 0 -> threshold z a b c = b.
Proof. intro H. unfold threshold. destruct (total_order_T z 0) as [[|]|]; lra. Qed.
Lemma above_the_threshold z a b c : 0 < z -> threshold z a b c = c.
Proof. intro H. unfold threshold. destruct (total_order_T z 0) as [[|]|]; lra. Qed.
Lemma exp_of_a_sum a b : exp (a + b) = exp a * exp b.
Proof. apply exp_plus. Qed.
Lemma exp_of_0 : exp 0 = 1.
Proof. apply exp_0. Qed.
Lemma exp_is_positive a : 0 < exp a.
Proof. apply exp_pos. Qed.
Lemma tangent_of_exp a : 1 + a <= exp a.
Proof. destruct (Req_dec a 0) as [-> | N]; [rewrite exp_0; lra | left; now apply exp_ineq1]. Qed.
Lemma exp_of_log a : 0 < a -> exp (ln a) = a.
Proof. apply exp_ln. Qed.
Lemma log_of_exp a : ln (exp a) = a.
Proof. apply ln_exp. Qed.
Lemma logistic a : sigmoid a = 1 / (1 + exp (-1 * a)).
Proof. reflexivity. Qed.
Lemma hyperbolic_tangent a : tangent a = (exp (2 * a) + -1 * 1) / (exp (2 * a) + 1).
Proof. unfold tangent. f_equal. ring. Qed.
Lemma natural n : 0 <= nr n.
Proof. rewrite nr_ok. apply pos_INR. Qed.
Lemma discrete m n : nr m < nr n -> nr m + 1 <= nr n.
Proof. rewrite nr_less, !nr_ok, <- S_INR. intro H. apply le_INR. lia. Qed.
Lemma size {S : space} (u : S) : norm u = sqrt << u, u >>.
Proof. reflexivity. Qed.

(* Rules *)
Lemma applied {A B : Type} {f g : A -> B} {x y : A} : f = g -> x = y -> f x = g y.
Proof. now intros <- <-. Qed.
Lemma replaced {A : Type} (P : A -> Prop) (x y : A) : x = y -> P x -> P y.
Proof. now intros <-. Qed.
Lemma cases (x : R) (p : Prop) : (x < 0 -> p) -> (x = 0 -> p) -> (0 < x -> p) -> p.
Proof. destruct (Rtotal_order x 0) as [H | [H | H]]; auto. Qed.
Lemma same_or_not {S : space} (u v : S) : u = v \/ u <> v.
Proof.
  destruct (Req_dec << u -v v, u -v v >> 0) as [H | H].
  - left. apply definite in H. apply same. intro p.
    assert (E : << u -v v, p >> = 0) by now rewrite H, dot_zero.
    rewrite dot_plus, dot_scale in E. lra.
  - right. intros ->. apply H. rewrite plus_minus. apply dot_zero.
Qed.
Lemma cases_vector {S : space} (u : S) (p : Prop) : (u = zero -> p) -> (u <> zero -> p) -> p.
Proof. destruct (same_or_not u zero); auto. Qed.
Lemma not_less (p : Prop) : 0 < 0 -> p.
Proof. intro H. destruct (Rlt_irrefl _ H). Qed.
Lemma by_contradiction_eq (a b : R) : (a <> b -> 0 < 0) -> a = b.
Proof. intro H. destruct (Req_dec a b) as [E | E]; [exact E | destruct (Rlt_irrefl _ (H E))]. Qed.
Lemma by_contradiction_same {S : space} (u v : S) : (u <> v -> 0 < 0) -> u = v.
Proof. intro H. destruct (same_or_not u v) as [E | E]; [exact E | destruct (Rlt_irrefl _ (H E))]. Qed.
Lemma by_contradiction_less (a b : R) : (b <= a -> 0 < 0) -> a < b.
Proof. intro H. destruct (Rlt_or_le a b) as [E | E]; [exact E | destruct (Rlt_irrefl _ (H E))]. Qed.
Lemma by_contradiction_most (a b : R) : (b < a -> 0 < 0) -> a <= b.
Proof. intro H. destruct (Rle_or_lt a b) as [E | E]; [exact E | destruct (Rlt_irrefl _ (H E))]. Qed.
Lemma less_apart (a b : R) : a < b -> a <> b.
Proof. intros H ->. exact (Rlt_irrefl _ H). Qed.

(* Linear maps go through sums and multiples. *)
Section Maps.
Context {S T : space} (f : S -> T) (g : T -> S) (H : adjoint f g).
Lemma map_plus u v u' v' : u' = f u -> v' = f v -> u' +v v' = f (u +v v).
Proof. intros -> ->. symmetry. apply (adjoint_linear f g H). Qed.
Lemma map_scale a u u' : u' = f u -> a *v u' = f (a *v u).
Proof. intros ->. symmetry. apply (adjoint_linear f g H). Qed.
Lemma map_zero : zero = f zero.
Proof. symmetry. apply linear_zero, (adjoint_linear f g H). Qed.
Lemma map_map u u' v : u' = u -> v = f u' -> v = f u.
Proof. now intros <-. Qed.
End Maps.

(* A statement that holds but for how naturals are written *)
Ltac naturals H := let E := fresh in pose proof H as E; cbv beta in E;
  repeat rewrite ?nr_add, ?nr_mul in E; cbn [nr nadd nmul] in E |- *;
  rewrite ?Rplus_0_l in E; first [exact E | repeat rewrite ?nr_add, ?nr_mul;
  cbn [nr nadd nmul]; rewrite ?Rplus_0_l; exact E].

Ltac whole := rewrite ?nadd_ok, ?nmul_ok; lia.

(* The one idea: where an update commutes with a map, so do whole runs. *)
Fixpoint run {state sample : Type} (update : state -> sample -> state) (start : state)
  (z : nat -> sample) (t : nat) : state :=
  match t with
  | O => start | Datatypes.S t => update (run update start z t) (z (Datatypes.S t))
  end.
Theorem symmetry_trajectory {state state' sample : Type} (update : state -> sample -> state)
  (update' : state' -> sample -> state') g :
  (forall w z, g (update w z) = update' (g w) z) ->
  forall start z t, run update' (g start) z t = g (run update start z t).
Proof.
  intros H start z t. induction t as [| t IH]; cbn [run]; [reflexivity |]. now rewrite IH, H.
Qed.
