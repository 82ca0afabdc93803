(* Equations and inequalities of numbers and vectors by normal forms, certificates given. *)
From Coq Require Import QArith Qreals List.
From Ledger Require Import Space.
Import ListNotations.

(* Terms, and what they denote *)
Inductive tree (X : Type) := leaf | node (l : tree X) (x : X) (r : tree X).
Arguments leaf {X}.
Arguments node {X} l x r.
Fixpoint find {X : Type} (d : X) (t : tree X) (i : positive) : X :=
  match t with
  | leaf => d
  | node l x r => match i with xH => x | xO j => find d l j | xI j => find d r j end
  end.

Inductive sc :=
  | Sz (z : Z) | Si (p : positive) | Sj (p : positive) | Sr (p q : positive) | Ss (p q : positive)
  | Sa (i : positive)
  | Sp (a b : sc) | Sm (a b : sc) | Se (a : sc) (n : nat) | Sd (u v : ve)
with ve := V0 | Va (i : positive) | Vp (u v : ve) | Vm (a : sc) (u : ve).

Section Normal.
Context (S : space) (xs : tree R) (us : tree S).

Fixpoint num (a : sc) : R :=
  match a with
  | Sz z => IZR z | Si p => / IZR (Zpos p) | Sj p => / IZR (Zneg p)
  | Sr p q => / (IZR (Zpos p) / IZR (Zpos q)) | Ss p q => / (IZR (Zneg p) / IZR (Zpos q))
  | Sa i => find 0 xs i
  | Sp a b => num a + num b | Sm a b => num a * num b | Se a n => num a ^ n
  | Sd u v => << vec u, vec v >>
  end
with vec (u : ve) : S :=
  match u with
  | V0 => zero | Va i => find zero us i | Vp u v => vec u +v vec v | Vm a u => num a *v vec u
  end.

(* Polynomials: sorted monomials with their coefficients *)
Inductive var := A (i : positive) | D (i j : positive).
Definition mono := list var.
Definition poly := list (mono * Q).

Definition compare_var (x y : var) : comparison :=
  match x, y with
  | A i, A j => Pos.compare i j
  | A _, D _ _ => Lt
  | D _ _, A _ => Gt
  | D i j, D k l => match Pos.compare i k with Eq => Pos.compare j l | c => c end
  end.
Fixpoint compare_mono (m n : mono) : comparison :=
  match m, n with
  | [], [] => Eq | [], _ => Lt | _, [] => Gt
  | x :: m, y :: n => match compare_var x y with Eq => compare_mono m n | c => c end
  end.

Definition at_var (x : var) : R :=
  match x with A i => find 0 xs i | D i j => << find zero us i, find zero us j >> end.
Fixpoint at_mono (m : mono) : R := match m with [] => 1 | x :: m => at_var x * at_mono m end.
Fixpoint at_poly (p : poly) : R :=
  match p with [] => 0 | (m, c) :: p => Q2R c * at_mono m + at_poly p end.

Lemma compare_var_eq x y : compare_var x y = Eq -> x = y.
Proof.
  destruct x as [i | i j], y as [k | k l]; cbn; try discriminate; intro H.
  - now rewrite (Pos.compare_eq _ _ H).
  - destruct (Pos.compare i k) eqn:E; try discriminate.
    now rewrite (Pos.compare_eq _ _ E), (Pos.compare_eq _ _ H).
Qed.
Lemma compare_mono_eq m : forall n, compare_mono m n = Eq -> m = n.
Proof.
  induction m as [| x m IH]; intros [| y n]; cbn; try discriminate; auto.
  destruct (compare_var x y) eqn:E; try discriminate.
  intro H. now rewrite (compare_var_eq _ _ E), (IH _ H).
Qed.

Definition red (c : Q) : Q := match Qden c with xH => c | _ => Qred c end.
Lemma red_ok c : Q2R (red c) = Q2R c.
Proof. unfold red. destruct (Qden c); try reflexivity; apply Qeq_eqR, Qred_correct. Qed.

Definition put (m : mono) (c : Q) (p : poly) : poly :=
  match Qnum c with Z0 => p | _ => (m, c) :: p end.
Lemma put_ok m c p : at_poly (put m c p) = Q2R c * at_mono m + at_poly p.
Proof.
  unfold put. destruct c as [[| |] d]; cbn; try reflexivity.
  unfold Q2R; cbn. ring.
Qed.

Fixpoint add (p : poly) : poly -> poly :=
  fix go (q : poly) : poly :=
    match p, q with
    | [], _ => q
    | _, [] => p
    | (m, c) :: p', (n, d) :: q' =>
        match compare_mono m n with
        | Eq => put m (red (c + d)) (add p' q')
        | Lt => (m, c) :: add p' q
        | Gt => (n, d) :: go q'
        end
    end.
Lemma add_ok p : forall q, at_poly (add p q) = at_poly p + at_poly q.
Proof.
  induction p as [| [m c] p IH]; intro q.
  - destruct q; cbn; ring.
  - induction q as [| [n d] q IHq]; [cbn; ring |].
    cbn [add]. destruct (compare_mono m n) eqn:E.
    + rewrite put_ok, red_ok, Q2R_plus, IH, (compare_mono_eq _ _ E). cbn. ring.
    + cbn [at_poly]. rewrite IH. cbn. ring.
    + cbn [at_poly]. cbn [add] in IHq. rewrite IHq. cbn. ring.
Qed.

Fixpoint insert (x : var) (m : mono) : mono :=
  match m with
  | [] => [x]
  | y :: m' => match compare_var x y with Gt => y :: insert x m' | _ => x :: m end
  end.
Lemma insert_ok x m : at_mono (insert x m) = at_var x * at_mono m.
Proof.
  induction m as [| y m IH]; cbn; [reflexivity |].
  destruct (compare_var x y); cbn; try reflexivity. rewrite IH. ring.
Qed.
Definition join (m n : mono) : mono := fold_right insert n m.
Lemma join_ok m n : at_mono (join m n) = at_mono m * at_mono n.
Proof.
  unfold join. induction m as [| x m IH]; cbn; [ring |]. rewrite insert_ok, IH. ring.
Qed.

(* A monomial times a polynomial may lose its order, so each is put in its place. *)
Definition by_mono (m : mono) (c : Q) (p : poly) : poly :=
  fold_right (fun t r => add [(join m (fst t), red (c * snd t))] r) [] p.
Lemma by_mono_ok m c p : at_poly (by_mono m c p) = Q2R c * at_mono m * at_poly p.
Proof.
  induction p as [| [n d] p IH]; unfold by_mono in *; cbn [fold_right fst snd]; [cbn; ring |].
  rewrite add_ok, IH. cbn [at_poly]. rewrite join_ok, red_ok, Q2R_mult. ring.
Qed.
Definition mul (p q : poly) : poly :=
  fold_right (fun t r => add (by_mono (fst t) (snd t) q) r) [] p.
Lemma mul_ok p q : at_poly (mul p q) = at_poly p * at_poly q.
Proof.
  induction p as [| [m c] p IH]; unfold mul in *; cbn [fold_right fst snd]; [cbn; ring |].
  rewrite add_ok, by_mono_ok, IH. cbn. ring.
Qed.
Definition negated (p : poly) : poly := map (fun t => (fst t, Qopp (snd t))) p.
Lemma negated_ok p : at_poly (negated p) = - at_poly p.
Proof.
  unfold negated. induction p as [| [m c] p IH]; cbn [map fst snd at_poly]; [ring |].
  rewrite Q2R_opp, IH. ring.
Qed.
Definition const (c : Q) : poly := put [] c [].
Lemma const_ok c : at_poly (const c) = Q2R c.
Proof. unfold const. rewrite put_ok. cbn. ring. Qed.
Fixpoint pow (p : poly) (n : nat) : poly :=
  match n with O => const 1 | Datatypes.S n => mul p (pow p n) end.
Lemma pow_ok p n : at_poly (pow p n) = at_poly p ^ n.
Proof.
  induction n as [| n IH]; cbn [pow Rpow_def.pow].
  - rewrite const_ok. unfold Q2R; cbn. field.
  - now rewrite mul_ok, IH.
Qed.

(* Vectors: combinations of atoms *)
Definition comb := list (positive * poly).
Fixpoint at_comb (u : comb) : S :=
  match u with [] => zero | (i, p) :: u => at_poly p *v find zero us i +v at_comb u end.
Fixpoint add_one (i : positive) (p : poly) (u : comb) : comb :=
  match u with
  | [] => [(i, p)]
  | (j, q) :: u' => if Pos.eqb i j then (j, add p q) :: u' else (j, q) :: add_one i p u'
  end.
Definition add_comb (u v : comb) : comb := fold_right (fun t r => add_one (fst t) (snd t) r) v u.
Definition scaled (p : poly) (u : comb) : comb := map (fun t => (fst t, mul p (snd t))) u.
Definition pair (i j : positive) : poly :=
  [([match Pos.compare i j with Gt => D j i | _ => D i j end], 1%Q)].
Definition dot_one (i : positive) (p : poly) (v : comb) : poly :=
  fold_right (fun t r => add (mul (pair i (fst t)) (mul p (snd t))) r) [] v.
Definition dots (u v : comb) : poly :=
  fold_right (fun t r => add (dot_one (fst t) (snd t) v) r) [] u.

Fixpoint nf (a : sc) : poly :=
  match a with
  | Sz z => const (z # 1) | Si p => const (1 # p) | Sj p => const (-1 # p)
  | Sr p q => const (Zpos q # p) | Ss p q => const (Zneg q # p) | Sa i => [([A i], 1%Q)]
  | Sp a b => add (nf a) (nf b) | Sm a b => mul (nf a) (nf b) | Se a n => pow (nf a) n
  | Sd u v => dots (nv u) (nv v)
  end
with nv (u : ve) : comb :=
  match u with
  | V0 => [] | Va i => [(i, const 1)] | Vp u v => add_comb (nv u) (nv v)
  | Vm a u => scaled (nf a) (nv u)
  end.

Lemma one_Q : Q2R 1 = 1.
Proof. unfold Q2R; cbn. field. Qed.
Lemma pair_ok i j : at_poly (pair i j) = << find zero us i, find zero us j >>.
Proof.
  unfold pair. cbn [at_poly at_mono]. rewrite one_Q.
  destruct (Pos.compare i j); cbn [at_var]; rewrite 1?(dot_comm S (find zero us j)); ring.
Qed.
Lemma add_one_dot i p u w :
  << at_comb (add_one i p u), w >> = at_poly p * << find zero us i, w >> + << at_comb u, w >>.
Proof.
  induction u as [| [j q] u IH]; cbn [add_one].
  - cbn [at_comb]. now rewrite dot_plus, dot_scale.
  - destruct (Pos.eqb_spec i j) as [E | _]; cbn [at_comb]; rewrite !dot_plus, !dot_scale.
    + rewrite add_ok, E. ring.
    + rewrite IH. ring.
Qed.
Lemma add_comb_dot u v w : << at_comb (add_comb u v), w >> = << at_comb u, w >> + << at_comb v, w >>.
Proof.
  unfold add_comb. induction u as [| [i p] u IH]; cbn [fold_right fst snd].
  - cbn [at_comb]. rewrite dot_zero. ring.
  - rewrite add_one_dot, IH. cbn [at_comb]. rewrite dot_plus, dot_scale. ring.
Qed.
Lemma scaled_dot p u w : << at_comb (scaled p u), w >> = at_poly p * << at_comb u, w >>.
Proof.
  unfold scaled. induction u as [| [i q] u IH]; cbn [map fst snd at_comb].
  - rewrite dot_zero. ring.
  - rewrite !dot_plus, !dot_scale, IH, mul_ok. ring.
Qed.
Lemma dot_one_ok i p v : at_poly (dot_one i p v) = at_poly p * << find zero us i, at_comb v >>.
Proof.
  unfold dot_one. induction v as [| [j q] v IH]; cbn [fold_right fst snd at_comb at_poly].
  - rewrite dot_zero_r. ring.
  - rewrite add_ok, !mul_ok, pair_ok, IH, dot_plus_r, dot_scale_r. ring.
Qed.
Lemma dots_ok u v : at_poly (dots u v) = << at_comb u, at_comb v >>.
Proof.
  unfold dots. induction u as [| [i p] u IH]; cbn [fold_right fst snd at_comb at_poly].
  - now rewrite dot_zero.
  - rewrite add_ok, dot_one_ok, IH, dot_plus, dot_scale. ring.
Qed.

Scheme sc_ve := Induction for sc Sort Prop with ve_sc := Induction for ve Sort Prop.
Combined Scheme both from sc_ve, ve_sc.
Lemma normal_ok :
  (forall a, at_poly (nf a) = num a) /\ (forall u w, << at_comb (nv u), w >> = << vec u, w >>).
Proof.
  apply both; cbn [nf nv num vec].
  - intro z. rewrite const_ok. unfold Q2R; cbn. field.
  - intro p. rewrite const_ok. unfold Q2R; cbn [Qnum Qden]. ring.
  - intro p. rewrite const_ok. unfold Q2R; cbn [Qnum Qden]. change (Zneg p) with (- Zpos p)%Z.
    rewrite opp_IZR, Rinv_opp. ring.
  - intros p q. rewrite const_ok. unfold Q2R; cbn [Qnum Qden].
    field. split; apply not_0_IZR; discriminate.
  - intros p q. rewrite const_ok. unfold Q2R; cbn [Qnum Qden].
    change (Zneg p) with (- Zpos p)%Z. change (Zneg q) with (- Zpos q)%Z. rewrite !opp_IZR.
    field. split; apply not_0_IZR; discriminate.
  - intro i. cbn [at_poly at_mono at_var]. rewrite one_Q. ring.
  - intros a Ha b Hb. now rewrite add_ok, Ha, Hb.
  - intros a Ha b Hb. now rewrite mul_ok, Ha, Hb.
  - intros a Ha n. now rewrite pow_ok, Ha.
  - intros u Hu v Hv. now rewrite dots_ok, Hu, (dot_comm S _ (at_comb _)), Hv, dot_comm.
  - reflexivity.
  - intros i w. cbn [at_comb]. rewrite dot_plus, dot_scale, const_ok, dot_zero, one_Q. ring.
  - intros u Hu v Hv w. now rewrite add_comb_dot, dot_plus, Hu, Hv.
  - intros a Ha u Hu w. now rewrite scaled_dot, dot_scale, Ha, Hu.
Qed.
Definition nf_ok := proj1 normal_ok.
Definition nv_ok := proj2 normal_ok.

(* What a line uses: equations with factors, inequalities with weights *)
Inductive used :=
  | Eqs (f a b : sc) | Eqv (f u v : ve) | Less (w : Q) (a b : sc) | Most (w : Q) (a b : sc).
Definition says (h : used) : Prop :=
  match h with
  | Eqs _ a b => num a = num b
  | Eqv _ u v => vec u = vec v
  | Less _ a b => num a < num b
  | Most _ a b => num a <= num b
  end.
Definition gap (a b : sc) : poly := add (nf a) (negated (nf b)).
Definition gives (h : used) : poly :=
  match h with
  | Eqs f a b => mul (nf f) (gap a b)
  | Eqv f u v => dots (nv f) (add_comb (nv u) (scaled (const (-1)) (nv v)))
  | Less w a b | Most w a b => mul (const w) (gap b a)
  end.
Definition fair (h : used) : bool :=
  match h with Less w _ _ | Most w _ _ => Qle_bool 0 w | _ => true end.
Definition equation (h : used) : bool := match h with Eqs _ _ _ | Eqv _ _ _ => true | _ => false end.
Definition gains (h : used) : bool := match h with Less w _ _ => negb (Qle_bool w 0) | _ => false end.

Lemma gap_ok a b : at_poly (gap a b) = num a - num b.
Proof. unfold gap. rewrite add_ok, negated_ok, !nf_ok. ring. Qed.
Lemma nonneg w : Qle_bool 0 w = true -> 0 <= Q2R w.
Proof.
  intro H. apply Qle_bool_iff, Qle_Rle in H. replace 0 with (Q2R 0); [exact H |].
  unfold Q2R; cbn. ring.
Qed.
Lemma above w : negb (Qle_bool w 0) = true -> 0 < Q2R w.
Proof.
  intro H. apply Bool.negb_true_iff in H. replace 0 with (Q2R 0) by (unfold Q2R; cbn; ring).
  apply Qlt_Rlt. apply Qnot_le_lt. intro C. apply Qle_bool_iff in C. congruence.
Qed.
Lemma equation_ok h : equation h = true -> says h -> at_poly (gives h) = 0.
Proof.
  destruct h as [f a b | f u v | |]; cbn [equation says gives]; try discriminate; intros _ H.
  - rewrite mul_ok, gap_ok, H. ring.
  - rewrite dots_ok, dot_comm, add_comb_dot, scaled_dot, const_ok.
    rewrite !nv_ok, H. unfold Q2R; cbn. field.
Qed.
Lemma gives_ok h : fair h = true -> says h -> 0 <= at_poly (gives h).
Proof.
  intros F H. destruct h as [f a b | f u v | w a b | w a b].
  1, 2: right; symmetry; now apply equation_ok.
  all: cbn [gives]; rewrite mul_ok, const_ok, gap_ok; apply Rmult_le_pos;
    [now apply nonneg | cbn in H; lra].
Qed.
Lemma gains_ok h : gains h = true -> says h -> 0 < at_poly (gives h).
Proof.
  destruct h as [| | w a b |]; cbn [gains says gives]; try discriminate. intros P H.
  rewrite mul_ok, const_ok, gap_ok. apply Rmult_lt_0_compat; [now apply above | lra].
Qed.

Fixpoint total (hs : list used) : poly :=
  match hs with [] => [] | h :: hs => add (gives h) (total hs) end.
Fixpoint follows (hs : list used) (p : Prop) : Prop :=
  match hs with [] => p | h :: hs => says h -> follows hs p end.
Lemma follows_all hs (p : Prop) : (Forall says hs -> p) -> follows hs p.
Proof.
  revert p. induction hs as [| h hs IH]; intros p H; cbn.
  - apply H. constructor.
  - intro Hh. apply IH. intro Hs. apply H. now constructor.
Qed.

Definition none (p : poly) : bool := match p with [] => true | _ => false end.
Lemma none_ok p : none p = true -> at_poly p = 0.
Proof. destruct p; [reflexivity | discriminate]. Qed.

Lemma total_eq hs : forallb equation hs = true -> Forall says hs -> at_poly (total hs) = 0.
Proof.
  induction 2 as [| h hs Hh Hs IH]; cbn in *; [reflexivity |].
  apply andb_prop in H as [E F]. rewrite add_ok, (equation_ok h E Hh), (IH F). ring.
Qed.
Lemma total_le hs : forallb fair hs = true -> Forall says hs -> 0 <= at_poly (total hs).
Proof.
  induction 2 as [| h hs Hh Hs IH]; cbn in *; [lra |].
  apply andb_prop in H as [E F]. rewrite add_ok. pose proof (gives_ok h E Hh). specialize (IH F). lra.
Qed.
Lemma total_lt hs : forallb fair hs = true -> existsb gains hs = true -> Forall says hs ->
  0 < at_poly (total hs).
Proof.
  intros F G H. induction H as [| h hs Hh Hs IH]; cbn in *; [discriminate |].
  apply andb_prop in F as [E F]. apply Bool.orb_prop in G as [G | G]; rewrite add_ok.
  - pose proof (gains_ok h G Hh). pose proof (total_le hs F Hs). lra.
  - pose proof (gives_ok h E Hh). specialize (IH F G). lra.
Qed.

(* ring: a = b, where a - b is the sum of the factors times the gaps *)
Theorem ring_line a b hs :
  (forallb equation hs && none (add (gap a b) (negated (total hs))))%bool = true ->
  follows hs (num a = num b).
Proof.
  intro C. apply andb_prop in C as [E N]. apply follows_all. intro H.
  apply none_ok in N. rewrite add_ok, negated_ok, gap_ok, (total_eq hs E H) in N. lra.
Qed.

(* positive: a <= b or a < b, where b - a is that sum and a number that is not negative *)
Definition slack (p : poly) : option Q :=
  match p with [] => Some 0%Q | [([], c)] => Some c | _ => None end.
Lemma slack_ok p c : slack p = Some c -> at_poly p = Q2R c.
Proof.
  destruct p as [| [[|] d] [|]]; cbn; try discriminate; intro H; injection H as <-.
  - unfold Q2R; cbn. ring.
  - ring.
Qed.
Definition rest (a b : sc) (hs : list used) : option Q :=
  slack (add (gap b a) (negated (total hs))).
Theorem most_line a b hs :
  (forallb fair hs && match rest a b hs with Some c => Qle_bool 0 c | None => false end)%bool = true ->
  follows hs (num a <= num b).
Proof.
  intro C. apply andb_prop in C as [F C]. apply follows_all. intro H. unfold rest in C.
  destruct (slack _) as [c |] eqn:E; [| discriminate].
  apply slack_ok in E. rewrite add_ok, negated_ok, gap_ok in E.
  pose proof (nonneg c C). pose proof (total_le hs F H). lra.
Qed.
Theorem less_line a b hs :
  (forallb fair hs && match rest a b hs with
    | Some c => Qle_bool 0 c && (existsb gains hs || negb (Qle_bool c 0)) | None => false end)%bool
  = true -> follows hs (num a < num b).
Proof.
  intro C. apply andb_prop in C as [F C]. apply follows_all. intro H. unfold rest in C.
  destruct (slack _) as [c |] eqn:E; [| discriminate]. apply andb_prop in C as [P G].
  apply slack_ok in E. rewrite add_ok, negated_ok, gap_ok in E. pose proof (nonneg c P).
  apply Bool.orb_prop in G as [G | G].
  - pose proof (total_lt hs F G H). lra.
  - pose proof (total_le hs F H). pose proof (above c G). lra.
Qed.

(* product: 0 <= a, 0 <= b give 0 <= a b, and with < throughout *)
Definition product_of (a a' b b' c c' : sc) : bool :=
  none (add (gap c' c) (negated (mul (gap a' a) (gap b' b)))).
Lemma product_ok a a' b b' c c' : product_of a a' b b' c c' = true ->
  num c' - num c = (num a' - num a) * (num b' - num b).
Proof.
  intro N. apply none_ok in N. rewrite add_ok, negated_ok, mul_ok, !gap_ok in N. lra.
Qed.
Theorem product_less a a' b b' c c' : product_of a a' b b' c c' = true ->
  num a < num a' -> num b < num b' -> num c < num c'.
Proof.
  intros N P Q. apply product_ok in N.
  assert (0 < (num a' - num a) * (num b' - num b)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
Theorem product_most a a' b b' c c' : product_of a a' b b' c c' = true ->
  num a <= num a' -> num b <= num b' -> num c <= num c'.
Proof.
  intros N P Q. apply product_ok in N.
  assert (0 <= (num a' - num a) * (num b' - num b)) by (apply Rmult_le_pos; lra). lra.
Qed.
End Normal.
