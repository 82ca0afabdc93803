(* Linear regression along eigenvectors: limits, with bounds that tell how soon. *)
From Coq Require Import Lia ZArith PeanoNat Psatz.
From Ledger.Headlines Require Import Gradients Linear Features.

(* A run tends to l: from some step on it is nearer than any given distance. *)
Definition tends_to {S : space} (w : nat -> S) (l : S) : Prop :=
  forall eps, 0 < eps -> exists N, forall n, (N <= n)%nat -> norm (w n -v l) < eps.

(* Powers of a number below 1 vanish, and how soon: by Bernoulli's inequality *)
Lemma powers_vanish x n : 0 <= x < 1 -> x ^ n <= 1 / ((1 - x) * INR (n + 1)).
Proof.
  intros [P Q]. assert (K : forall j, x ^ j * (1 - x) * INR (j + 1) <= 1 - x ^ (j + 1)).
  { intro j. induction j as [| j IH]; [cbn; lra |].
    replace (Datatypes.S j + 1)%nat with (Datatypes.S (j + 1)) by lia. rewrite S_INR.
    replace (Datatypes.S j) with (j + 1)%nat by lia.
    replace (x ^ Datatypes.S (j + 1)) with (x * x ^ (j + 1)) by reflexivity.
    assert (D : x ^ (j + 1) = x * x ^ j) by (replace (j + 1)%nat with (Datatypes.S j) by lia; reflexivity).
    apply Rmult_le_compat_l with (r := x) in IH; [| exact P].
    replace (x * (x ^ j * (1 - x) * INR (j + 1))) with (x ^ (j + 1) * (1 - x) * INR (j + 1)) in IH
      by (rewrite D; ring).
    assert (B : x ^ (j + 1) <= 1) by (rewrite <- (pow1 (j + 1)); apply pow_incr; lra).
    set (p := x ^ (j + 1)) in *. set (q := INR (j + 1)) in *.
    assert (0 <= (1 - x) * (1 - p)) by (apply Rmult_le_pos; lra). lra. }
  assert (I : 0 < INR (n + 1)) by (apply lt_0_INR; lia). specialize (K n).
  assert (0 <= x ^ (n + 1)) by now apply pow_le.
  apply (Rmult_le_reg_r ((1 - x) * INR (n + 1))); [apply Rmult_lt_0_compat; lra |].
  replace (1 / ((1 - x) * INR (n + 1)) * ((1 - x) * INR (n + 1))) with 1 by (field; lra). lra.
Qed.
Definition soon (rho c : R) : R := c * c / (1 - rho * rho).
Lemma component_vanishes rho c n : rho * rho < 1 \/ c = 0 ->
  rho ^ n * c * (rho ^ n * c) <= soon rho c / INR (n + 1).
Proof.
  unfold soon. intros [H | ->].
  - pose proof (powers_vanish (rho * rho) n ltac:(split; [apply Rle_0_sqr | exact H])) as K.
    rewrite Rpow_mult_distr in K. assert (P : 0 <= c * c) by apply Rle_0_sqr.
    apply Rmult_le_compat_r with (r := c * c) in K; [| exact P].
    assert (I : 0 < INR (n + 1)) by (apply lt_0_INR; lia).
    replace (c * c / (1 - rho * rho) / INR (n + 1)) with (1 / ((1 - rho * rho) * INR (n + 1)) * (c * c))
      by (field; lra). lra.
  - rewrite Rmult_0_r. unfold Rdiv. rewrite !Rmult_0_l. lra.
Qed.
Lemma sum_over n f i : sum n f / i = sum n (fun k => f k / i).
Proof. induction n as [| n IH]; cbn; [| rewrite <- IH]; unfold Rdiv; ring. Qed.
Lemma small_rate eta l : 0 < eta -> 0 < l -> eta * l < 2 -> (1 - eta * l) * (1 - eta * l) < 1.
Proof.
  intros E L H. assert (P : 0 < eta * l) by now apply Rmult_lt_0_compat.
  assert (0 < eta * l * (2 - eta * l)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
Lemma number_above x : exists n, x < INR n.
Proof.
  exists (Z.to_nat (up x)). destruct (archimed x) as [H _]. rewrite INR_IZR_INZ.
  destruct (Z.le_gt_cases 0 (up x)) as [P | N]; [now rewrite Z2Nat.id |].
  apply IZR_lt in N. pose proof (IZR_le 0 (Z.of_nat (Z.to_nat (up x)))) as P.
  specialize (P (Zle_0_nat _)). lra.
Qed.
Lemma tends_by_bound {S : space} (w : nat -> S) l c :
  (forall n, << w n -v l, w n -v l >> <= c / INR (n + 1)) -> tends_to w l.
Proof.
  intros H eps P. assert (Q : 0 < eps * eps) by now apply Rmult_lt_0_compat.
  destruct (number_above (c / (eps * eps))) as [N B]. exists N. intros n L.
  unfold norm. rewrite <- (sqrt_square eps) by lra. apply sqrt_lt_1_alt.
  split; [apply positive_definite |]. eapply Rle_lt_trans; [apply H |].
  assert (M : INR N <= INR n) by now apply le_INR.
  assert (I : INR (n + 1) = INR n + 1) by (rewrite plus_INR; reflexivity).
  assert (J : 0 < INR (n + 1)) by (apply lt_0_INR; lia).
  apply (Rmult_lt_reg_r (INR (n + 1))); [exact J |].
  replace (c / INR (n + 1) * INR (n + 1)) with c by (field; lra).
  apply (Rmult_lt_compat_r (eps * eps)) in B; [| exact Q].
  replace (c / (eps * eps) * (eps * eps)) with c in B by (field; lra).
  assert (INR N * (eps * eps) <= INR n * (eps * eps)) by (apply Rmult_le_compat_r; lra).
  rewrite I. lra.
Qed.

Section Eigen.
Context {W T : space}.
Variables (X : W -> T) (Xt : T -> W) (m eta : R).
Hypothesis transpose : adjoint X Xt.
Hypothesis samples : 0 < m.
Implicit Types w d v : W.
Notation weights := (Linear.weights X Xt m eta).
Notation A := (Linear.A X Xt m).
Notation b := (Linear.b Xt m).
Notation power := (Linear.power X Xt m eta).
Let next y w0 t := Linear.next X Xt m eta transpose y w0 t.
Let A_plus w u := Linear.A_plus X Xt m transpose w u.
Let A_scale c w := Linear.A_scale X Xt m transpose c w.
Let A_zero := Linear.A_zero X Xt m transpose.
Let A_symmetric w u := Linear.A_symmetric X Xt m transpose w u.

Lemma seen w v : << X w, X v >> = m * << w, A v >>.
Proof. rewrite transpose. unfold Linear.A. rewrite dot_scale_r. field. lra. Qed.
Lemma not_seen v : A v = zero -> X v = zero.
Proof. intro H. apply definite. rewrite seen, H, dot_zero_r. ring. Qed.
Lemma A_of_sum n (f : nat -> W) : A (vsum n f) = vsum n (fun k => A (f k)).
Proof. induction n as [| n IH]; cbn [vsum]; [apply A_zero | now rewrite A_plus, IH]. Qed.
Lemma stands_still y s n : A s = b y -> weights y s n = s.
Proof. intro H. induction n as [| n IH]; [reflexivity |]. rewrite next, IH, H. vec. Qed.

(* Solutions of least squares are those of the normal equations. *)
Definition least_squares y s : Prop :=
  forall v, << X s -v y, X s -v y >> <= << X v -v y, X v -v y >>.
Lemma fits_best y s : A s = b y -> least_squares y s.
Proof.
  intros H v. pose proof (Linear.expansion X Xt m transpose samples y s (v -v s) 1) as E.
  rewrite (Linear.gradient_form X Xt m transpose), H in E. replace (s +v 1 *v (v -v s)) with v in E by vec.
  pose proof (Linear.A_not_negative X Xt m transpose samples (v -v s)) as P.
  unfold Linear.loss in E. replace (b y -v b y) with (zero : W) in E by vec. rewrite dot_zero in E.
  set (p := << X s -v y, _ >>) in *. set (q := << X v -v y, _ >>) in *.
  apply (Rmult_le_reg_r (/ (2 * m))); [apply Rinv_0_lt_compat; lra |]. unfold Rdiv in E. lra.
Qed.
Theorem normal_equations y s : least_squares y s <-> A s = b y.
Proof.
  split; [| apply fits_best]. intro H. set (g := A s -v b y).
  assert (Z : g = zero).
  { apply definite. destruct (positive_definite W g) as [P | P]; [| auto]. exfalso.
    set (n := << g, g >>) in *. set (k := << A g, g >>).
    assert (K : 0 <= k) by apply (Linear.A_not_negative X Xt m transpose samples).
    set (e := - (n / (n + k))).
    pose proof (Linear.expansion X Xt m transpose samples y s g e) as E.
    rewrite (Linear.gradient_form X Xt m transpose) in E. fold g n k in E.
    specialize (H (s +v e *v g)). unfold Linear.loss in E.
    apply (Rmult_le_compat_r (/ (2 * m))) in H; [| left; apply Rinv_0_lt_compat; lra].
    unfold Rdiv in E at 1 2. set (a := n / (n + k)) in *. assert (A0 : 0 < a) by (apply Rdiv_lt_0_compat; lra).
    assert (A1 : a * (n + k) = n) by (unfold a; field; lra).
    assert (F : 0 <= e * n + e * e * k / 2) by lra. unfold e in F.
    replace (- a * n + - a * - a * k / 2) with (- (a * (n + (n - a * k)) / 2)) in F by field.
    assert (n - a * k = a * n) by lra. assert (0 < a * n) by now apply Rmult_lt_0_compat.
    assert (0 < a * (n + (n - a * k))) by (apply Rmult_lt_0_compat; lra). lra. }
  apply same. intro p. assert (<< g, p >> = 0) as K by now rewrite Z, dot_zero.
  unfold g in K. autorewrite with inner in K. lra.
Qed.

Variables (r : nat) (u : nat -> W) (lambda : nat -> R).
Hypothesis eigenvectors : forall k, (k < r)%nat -> A (u k) = lambda k *v u k.
Hypothesis positive : forall k, (k < r)%nat -> 0 < lambda k.

Lemma A_along k d : (k < r)%nat -> << A d, u k >> = lambda k * << d, u k >>.
Proof. intro L. rewrite A_symmetric, eigenvectors by exact L. apply dot_scale_r. Qed.
Lemma power_along k d n : (k < r)%nat ->
  << power n d, u k >> = (1 - eta * lambda k) ^ n * << d, u k >>.
Proof.
  intro L. induction n as [| n IH]; cbn [Linear.power Rpow_def.pow]; [ring |].
  unfold Linear.shrunk. autorewrite with inner. rewrite A_along, IH by exact L. ring.
Qed.
Lemma power_of_sum n N (f : nat -> W) : power n (vsum N f) = vsum N (fun k => power n (f k)).
Proof.
  induction n as [| n IH]; cbn [Linear.power]; [reflexivity |].
  now rewrite IH, (Linear.shrunk_sum X Xt m eta transpose).
Qed.
Lemma power_plus n d v : power n (d +v v) = power n d +v power n v.
Proof.
  induction n as [| n IH]; cbn [Linear.power]; [reflexivity |]. rewrite IH.
  unfold Linear.shrunk. rewrite A_plus. vec.
Qed.
Lemma power_of_eigenvector k n : (k < r)%nat -> power n (u k) = (1 - eta * lambda k) ^ n *v u k.
Proof.
  intro L. induction n as [| n IH]; cbn [Linear.power Rpow_def.pow]; [vec |]. rewrite IH.
  unfold Linear.shrunk. rewrite A_scale, eigenvectors by exact L. vec.
Qed.
Lemma power_of_components c n : power n (vsum r (fun k => c k *v u k))
  = vsum r (fun k => ((1 - eta * lambda k) ^ n * c k) *v u k).
Proof.
  rewrite power_of_sum. apply vsum_below. intros k L.
  rewrite (Linear.power_scale X Xt m eta transpose), power_of_eigenvector by exact L. vec.
Qed.

(* linear.stable-rates: b is the sum of its components along eigenvectors. *)
Section Stable.
Variable y : T.
Hypothesis components : b y = vsum r (fun k => << b y, u k >> *v u k).
Definition limit : W := vsum r (fun k => (<< b y, u k >> / lambda k) *v u k).
Lemma limit_stands_still : A limit = b y.
Proof.
  unfold limit. rewrite A_of_sum, components at 1. apply vsum_below. intros k L.
  rewrite A_scale, eigenvectors by exact L. rewrite scale_scale. f_equal.
  field. specialize (positive k L). lra.
Qed.
Lemma limit_along k : (k < r)%nat -> << limit, u k >> = << b y, u k >> / lambda k.
Proof.
  intro L. pose proof (A_along k limit L) as H. rewrite limit_stands_still in H. rewrite H.
  field. specialize (positive k L). lra.
Qed.
Lemma distance_from_limit w0 n : weights y w0 n -v limit = power n (w0 -v limit).
Proof.
  rewrite <- (stands_still y limit n limit_stands_still) at 1.
  apply (Linear.difference X Xt m eta transpose).
Qed.
Theorem run_by_components n : weights y zero n
  = vsum r (fun k => ((1 - (1 - eta * lambda k) ^ n) * (<< b y, u k >> / lambda k)) *v u k).
Proof.
  assert (H : weights y zero n = limit -v power n limit).
  { pose proof (distance_from_limit zero n) as H.
    replace (zero -v limit) with ((-1) *v limit) in H by vec.
    rewrite (Linear.power_scale X Xt m eta transpose) in H.
    transitivity ((weights y zero n -v limit) +v limit); [vec | rewrite H; vec]. }
  rewrite H. unfold limit at 2. rewrite power_of_components. unfold limit.
  rewrite vsum_scale, vsum_plus. apply vsum_same; [reflexivity |]. intro k. vec.
Qed.
Theorem stable_bound n :
  (forall k, (k < r)%nat -> (1 - eta * lambda k) * (1 - eta * lambda k) < 1 \/ << b y, u k >> = 0) ->
  << weights y zero n -v limit, weights y zero n -v limit >>
  <= sum r (fun k => soon (1 - eta * lambda k) (<< b y, u k >> / lambda k)) / INR (n + 1).
Proof.
  intro H. rewrite distance_from_limit. replace (zero -v limit) with ((-1) *v limit) by vec.
  rewrite (Linear.power_scale X Xt m eta transpose), dot_scale, dot_scale_r.
  assert (E : << power n limit, power n limit >> = sum r (fun k =>
    (1 - eta * lambda k) ^ n * (<< b y, u k >> / lambda k) *
    ((1 - eta * lambda k) ^ n * (<< b y, u k >> / lambda k)))).
  { unfold limit at 1. rewrite power_of_components, dot_vsum. apply sum_below. intros k L.
    rewrite dot_scale, (dot_comm W (u k)), power_along, limit_along by exact L. ring. }
  rewrite E. replace (-1 * (-1 * sum r _)) with (sum r (fun k =>
    (1 - eta * lambda k) ^ n * (<< b y, u k >> / lambda k) *
    ((1 - eta * lambda k) ^ n * (<< b y, u k >> / lambda k)))) by ring.
  rewrite sum_over. apply sum_le. intros k L. apply component_vanishes.
  destruct (H k L) as [K | K]; [now left | right]. rewrite K.
  unfold Rdiv. ring.
Qed.
Theorem unstable k v n : (k < r)%nat -> 1 <= (1 - eta * lambda k) * (1 - eta * lambda k) ->
  (eta * << b y, u k >>) * (eta * << b y, u k >>) <=
  2 * (<< weights y zero (S n) -v v, weights y zero (S n) -v v >>
    + << weights y zero n -v v, weights y zero n -v v >>) * << u k, u k >>.
Proof.
  intros L H. set (p := weights y zero (S n) -v v). set (q := weights y zero n -v v).
  assert (D : << u k, p -v q >> = (1 - eta * lambda k) ^ n * (eta * << b y, u k >>)).
  { replace (p -v q) with (weights y zero (S n) -v weights y zero n) by (unfold p, q; vec).
    rewrite dot_plus_r, dot_scale_r, !(dot_comm W (u k)), !run_by_components.
    assert (F : forall j, << vsum r (fun k => ((1 - (1 - eta * lambda k) ^ j) *
      (<< b y, u k >> / lambda k)) *v u k), u k >>
      = (1 - (1 - eta * lambda k) ^ j) * (<< b y, u k >> / lambda k)).
    { intro j. rewrite <- run_by_components. pose proof (distance_from_limit zero j) as K.
      replace (weights y zero j) with ((weights y zero j -v limit) +v limit) by vec.
      rewrite K, dot_plus, power_along by exact L. autorewrite with inner.
      rewrite limit_along by exact L. ring. }
    rewrite !F. cbn [Rpow_def.pow]. field. specialize (positive k L). lra. }
  pose proof (cauchy_schwarz (u k) (p -v q)) as C. rewrite D in C.
  assert (B : << p -v q, p -v q >> <= 2 * (<< p, p >> + << q, q >>)).
  { pose proof (positive_definite W (p +v q)) as P. autorewrite with inner in *.
    rewrite (dot_comm W q p) in *. lra. }
  assert (G : 1 <= (1 - eta * lambda k) ^ n * (1 - eta * lambda k) ^ n).
  { rewrite <- Rpow_mult_distr. now apply pow_R1_Rle. }
  set (e := eta * << b y, u k >>) in *. set (x := (1 - eta * lambda k) ^ n) in *.
  assert (U : 0 <= << u k, u k >>) by apply positive_definite.
  assert (E : 0 <= e * e) by apply Rle_0_sqr.
  apply Rmult_le_compat_r with (r := << u k, u k >>) in B; [| exact U].
  apply Rmult_le_compat_r with (r := e * e) in G; [| exact E].
  replace (x * e * (x * e)) with (x * x * (e * e)) in C by ring. lra.
Qed.
Theorem stable_rates : 0 < eta ->
  (exists l, tends_to (weights y zero) l) <->
  (forall k, (k < r)%nat -> << b y, u k >> <> 0 -> (1 - eta * lambda k) * (1 - eta * lambda k) < 1).
Proof.
  intro E. split.
  - intros [l H] k L N. apply Rnot_le_lt. intro K. set (c := eta * << b y, u k >>).
    assert (P : 0 < c * c).
    { assert (c <> 0) by (apply Rmult_integral_contrapositive_currified; [lra | exact N]).
      now apply Rsqr_pos_lt. }
    assert (U : 0 < << u k, u k >>).
    { destruct (positive_definite W (u k)) as [U | U]; [exact U |]. destruct N.
      symmetry in U. now rewrite (definite W _ U), dot_zero_r. }
    set (g := c * c / (8 * << u k, u k >>)). assert (G : 0 < g) by (apply Rdiv_lt_0_compat; lra).
    destruct (H (sqrt g)) as [j B]; [now apply sqrt_lt_R0 |].
    assert (M : forall n, (j <= n)%nat -> << weights y zero n -v l, weights y zero n -v l >> < g).
    { intros n Q. specialize (B n Q). now apply sqrt_lt_0_alt in B. }
    pose proof (unstable k l j L K) as V. fold c in V.
    pose proof (M j ltac:(lia)) as M1. pose proof (M (S j) ltac:(lia)) as M2.
    set (p := << _ -v l, weights y zero (S j) -v l >>) in *. set (q := << _ -v l, _ >>) in M1, V.
    assert (F : 2 * (p + q) * << u k, u k >> < 2 * (g + g) * << u k, u k >>).
    { apply Rmult_lt_compat_r; lra. }
    replace (2 * (g + g) * << u k, u k >>) with (c * c / 2) in F by (unfold g; field; lra). lra.
  - intro H. exists limit.
    apply (tends_by_bound _ _ (sum r (fun k => soon (1 - eta * lambda k) (<< b y, u k >> / lambda k)))).
    intro n. apply stable_bound. intros k L.
    destruct (Req_dec << b y, u k >> 0) as [Z | N]; [now right | left; now apply H].
Qed.
End Stable.

(* In the row space, that of the samples, every vector is the sum of its components. *)
Hypothesis row_space : forall a, Xt a = vsum r (fun k => << Xt a, u k >> *v u k).
Definition rest d : W := d -v vsum r (fun k => << d, u k >> *v u k).
Lemma A_in_rows d : exists a, A d = Xt a.
Proof.
  exists ((1 / m) *v X d). unfold Linear.A. now rewrite (Linear.Xt_scale X Xt transpose).
Qed.
Lemma b_in_rows y : exists a, b y = Xt a.
Proof.
  exists ((1 / m) *v y). unfold Linear.b. now rewrite (Linear.Xt_scale X Xt transpose).
Qed.
Lemma components_of_b y : b y = vsum r (fun k => << b y, u k >> *v u k).
Proof. destruct (b_in_rows y) as [a ->]. apply row_space. Qed.
Lemma A_rest d : A (rest d) = zero.
Proof.
  unfold rest. rewrite A_plus, A_scale, A_of_sum.
  assert (E : A d = vsum r (fun k => A (<< d, u k >> *v u k))).
  { destruct (A_in_rows d) as [a E]. rewrite E, row_space. apply vsum_below. intros k L.
    rewrite <- E, A_along, A_scale, eigenvectors by exact L. vec. }
  rewrite E. vec.
Qed.
Theorem rest_not_seen d : X (rest d) = zero.
Proof. apply not_seen, A_rest. Qed.
Lemma rest_along k d : (k < r)%nat -> << rest d, u k >> = 0.
Proof.
  intro L. pose proof (A_along k (rest d) L) as H. rewrite A_rest, dot_zero in H.
  specialize (positive k L). symmetry in H. apply Rmult_integral in H. destruct H; lra.
Qed.
Lemma power_rest d n : power n (rest d) = rest d.
Proof.
  induction n as [| n IH]; cbn [Linear.power]; [reflexivity |]. rewrite IH.
  unfold Linear.shrunk. rewrite A_rest. vec.
Qed.
Lemma power_split d n : power n d
  = rest d +v vsum r (fun k => ((1 - eta * lambda k) ^ n * << d, u k >>) *v u k).
Proof.
  rewrite <- (power_of_components (fun k => << d, u k >>) n).
  rewrite <- (power_rest d n) at 1. rewrite <- power_plus. f_equal. unfold rest. vec.
Qed.
(* The length of what vanishes: the sum of the squares of its components *)
Lemma length_of_components c v : v = vsum r (fun k => c k *v u k) ->
  (forall k, (k < r)%nat -> << v, u k >> = c k) -> << v, v >> = sum r (fun k => c k * c k).
Proof.
  intros E H. rewrite E at 1. rewrite dot_vsum. apply sum_below. intros k L.
  rewrite dot_scale, (dot_comm W (u k)), H by exact L. reflexivity.
Qed.
Lemma vanishing d n : << power n d -v rest d, power n d -v rest d >>
  = sum r (fun k => (1 - eta * lambda k) ^ n * << d, u k >> * ((1 - eta * lambda k) ^ n * << d, u k >>)).
Proof.
  apply (length_of_components (fun k => (1 - eta * lambda k) ^ n * << d, u k >>)).
  - rewrite power_split. vec.
  - intros k L. autorewrite with inner. rewrite power_along, rest_along by exact L. ring.
Qed.
Definition how_soon d : R := sum r (fun k => soon (1 - eta * lambda k) << d, u k >>).
Lemma vanishes d n : (forall k, (k < r)%nat -> (1 - eta * lambda k) * (1 - eta * lambda k) < 1) ->
  << power n d -v rest d, power n d -v rest d >> <= how_soon d / INR (n + 1).
Proof.
  intro H. rewrite vanishing. unfold how_soon. rewrite sum_over. apply sum_le. intros k L.
  apply component_vanishes. left. now apply H.
Qed.

(* linear.start-is-forgotten *)
Theorem two_runs y w0 v0 n : weights y w0 n -v weights y v0 n
  = rest (w0 -v v0) +v vsum r (fun k => ((1 - eta * lambda k) ^ n * << w0 -v v0, u k >>) *v u k).
Proof. rewrite (Linear.difference X Xt m eta transpose). apply power_split. Qed.
Section Forgotten.
Hypothesis rate : 0 < eta.
Hypothesis small : forall k, (k < r)%nat -> eta * lambda k < 2.
Lemma all_small k : (k < r)%nat -> (1 - eta * lambda k) * (1 - eta * lambda k) < 1.
Proof. intro L. now apply small_rate; [| apply positive | apply small]. Qed.
Theorem differ_by_the_rest y w0 v0 n :
  << weights y w0 n -v weights y v0 n -v rest (w0 -v v0),
     weights y w0 n -v weights y v0 n -v rest (w0 -v v0) >> <= how_soon (w0 -v v0) / INR (n + 1).
Proof. rewrite (Linear.difference X Xt m eta transpose). apply vanishes, all_small. Qed.
Theorem never_nearer_than_the_rest y w0 v0 n : << rest (w0 -v v0), rest (w0 -v v0) >>
  <= << weights y w0 n -v weights y v0 n, weights y w0 n -v weights y v0 n >>.
Proof.
  rewrite two_runs. set (z := rest _). set (e := vsum r _).
  assert (P : << e, z >> = 0).
  { unfold e. rewrite dot_vsum. apply sum_none. intros k L.
    rewrite dot_scale, (dot_comm W (u k)). unfold z. rewrite rest_along by exact L. ring. }
  autorewrite with inner. rewrite (dot_comm W z e), P. pose proof (positive_definite W e). lra.
Qed.
Theorem start_forgotten y w0 v0 :
  tends_to (fun n => weights y w0 n -v weights y v0 n) (rest (w0 -v v0)).
Proof. apply (tends_by_bound _ _ (how_soon (w0 -v v0))). intro n. apply differ_by_the_rest. Qed.
Theorem start_forgotten_iff y w0 v0 :
  tends_to (fun n => weights y w0 n -v weights y v0 n) zero <-> rest (w0 -v v0) = zero.
Proof.
  split; [| intros <-; apply start_forgotten]. intro H. apply definite.
  destruct (positive_definite W (rest (w0 -v v0))) as [P | P]; [exfalso | auto].
  destruct (H (sqrt << rest (w0 -v v0), rest (w0 -v v0) >>)) as [n B]; [now apply sqrt_lt_R0 |].
  specialize (B n (le_n n)). apply sqrt_lt_0_alt in B.
  pose proof (never_nearer_than_the_rest y w0 v0 n) as K.
  replace (weights y w0 n -v weights y v0 n -v zero) with (weights y w0 n -v weights y v0 n) in B by vec.
  lra.
Qed.
Theorem fitted_values_agree y w0 v0 n :
  << X (weights y w0 n) -v X (weights y v0 n), X (weights y w0 n) -v X (weights y v0 n) >>
  <= 2 * m / eta * (how_soon (w0 -v v0) / INR (n + 1)).
Proof.
  set (d := w0 -v v0). assert (E : X (weights y w0 n) -v X (weights y v0 n) = X (power n d -v rest d)).
  { rewrite !(Linear.X_plus X Xt transpose), !(Linear.X_scale X Xt transpose), rest_not_seen.
    unfold d. rewrite <- (Linear.difference X Xt m eta transpose y).
    rewrite !(Linear.X_plus X Xt transpose), !(Linear.X_scale X Xt transpose). vec. }
  rewrite E, seen. set (e := power n d -v rest d).
  assert (C : forall k, (k < r)%nat -> << e, u k >> = (1 - eta * lambda k) ^ n * << d, u k >>).
  { intros k L. unfold e. autorewrite with inner. rewrite power_along, rest_along by exact L. ring. }
  assert (F : << e, A e >> = sum r (fun k => lambda k * (<< e, u k >> * << e, u k >>))).
  { assert (G : e = vsum r (fun k => ((1 - eta * lambda k) ^ n * << d, u k >>) *v u k)).
    { unfold e. rewrite power_split. vec. }
    rewrite G at 1. rewrite dot_vsum. apply sum_below. intros k L.
    rewrite dot_scale, (dot_comm W (u k)), A_along, C by exact L. ring. }
  pose proof (vanishes d n all_small) as V. fold e in V.
  assert (I : << e, e >> = sum r (fun k => << e, u k >> * << e, u k >>)).
  { unfold e at 1 2. rewrite vanishing. apply sum_below. intros k L. now rewrite C. }
  assert (J : << e, A e >> <= 2 / eta * << e, e >>).
  { rewrite F, I, sum_scale. apply sum_le. intros k L. apply Rmult_le_compat_r; [apply Rle_0_sqr |].
    apply (Rmult_le_reg_l eta); [exact rate |]. specialize (small k L).
    replace (eta * (2 / eta)) with 2 by (field; lra). lra. }
  assert (K : 0 < 2 / eta) by (apply Rdiv_lt_0_compat; lra).
  apply Rmult_le_compat_l with (r := 2 / eta) in V; [| lra].
  replace (2 * m / eta) with (m * (2 / eta)) by (field; lra). rewrite Rmult_assoc.
  apply Rmult_le_compat_l; lra.
Qed.

(* linear.minimum-norm *)
Theorem limit_fits_best y : least_squares y (limit y).
Proof. apply fits_best, limit_stands_still, components_of_b. Qed.
Lemma limit_in_rows y : exists a, limit y = Xt a.
Proof.
  exists (vsum r (fun k => (<< b y, u k >> / lambda k / lambda k / m) *v X (u k))).
  assert (E : forall N (f : nat -> T), Xt (vsum N f) = vsum N (fun k => Xt (f k))).
  { intros N f. induction N as [| N IH]; cbn [vsum]; [apply (Linear.Xt_zero X Xt transpose) |].
    now rewrite (Linear.Xt_plus X Xt transpose), IH. }
  rewrite E. apply vsum_below. intros k L. rewrite (Linear.Xt_scale X Xt transpose).
  pose proof (eigenvectors k L) as H. unfold Linear.A in H. specialize (positive k L).
  assert (G : Xt (X (u k)) = m *v ((1 / m) *v Xt (X (u k)))) by (vec; lra).
  rewrite G, H. vec. split; lra.
Qed.
Theorem least_norm y v : least_squares y v ->
  << v, v >> = << limit y, limit y >> + << v -v limit y, v -v limit y >>.
Proof.
  intro H. apply normal_equations in H. destruct (limit_in_rows y) as [a G].
  assert (Z : X (v -v limit y) = zero).
  { apply not_seen. rewrite A_plus, A_scale, H, (limit_stands_still y (components_of_b y)). vec. }
  assert (P : << limit y, v -v limit y >> = 0).
  { rewrite G at 1. now rewrite (adjoint_comm X Xt transpose), Z, dot_zero_r. }
  autorewrite with inner in *. rewrite (dot_comm W v (limit y)). lra.
Qed.
Theorem strictly_least y v : least_squares y v -> v <> limit y -> norm (limit y) < norm v.
Proof.
  intros H N. apply sqrt_lt_1_alt. split; [apply positive_definite |]. rewrite (least_norm y v H).
  destruct (positive_definite W (v -v limit y)) as [P | P]; [lra |]. destruct N.
  symmetry in P. apply definite in P. apply same. intro p.
  assert (K : << v -v limit y, p >> = 0) by now rewrite P, dot_zero.
  autorewrite with inner in K. lra.
Qed.
Theorem always_in_the_row_space y n : exists a, weights y zero n = Xt a.
Proof. apply (Linear.in_the_row_space X Xt m eta transpose). Qed.
Theorem distance_to_the_limit y w0 n :
  let l := limit y +v rest (w0 -v limit y) in
  << weights y w0 n -v l, weights y w0 n -v l >> <= how_soon (w0 -v limit y) / INR (n + 1).
Proof.
  cbv zeta. pose proof (vanishes (w0 -v limit y) n all_small) as V.
  rewrite <- (distance_from_limit y (components_of_b y)) in V.
  replace (weights y w0 n -v (limit y +v rest (w0 -v limit y)))
    with (weights y w0 n -v limit y -v rest (w0 -v limit y)) by vec. exact V.
Qed.
Theorem tends_to_the_limit y w0 : tends_to (weights y w0) (limit y +v rest (w0 -v limit y)).
Proof. apply (tends_by_bound _ _ (how_soon (w0 -v limit y))). intro n. apply distance_to_the_limit. Qed.
Theorem from_zero_to_the_least_norm y : tends_to (weights y zero) (limit y).
Proof.
  pose proof (tends_to_the_limit y zero) as H.
  assert (Z : rest (zero -v limit y) = zero).
  { destruct (limit_in_rows y) as [a G]. unfold rest. rewrite G.
    pose proof (row_space a) as K. set (v := Xt a) in *.
    replace (vsum r (fun k => << zero -v v, u k >> *v u k)) with ((-1) *v v).
    - vec.
    - rewrite K at 1. rewrite vsum_scale. apply vsum_same; [reflexivity |]. intro k. vec. }
  now rewrite Z, plus_zero in H.
Qed.
End Forgotten.

(* linear.warm-start-bound *)
Theorem warm_start_bound y s w0 rho n : A s = b y -> 0 <= rho ->
  (forall k, (k < r)%nat -> (1 - eta * lambda k) * (1 - eta * lambda k) <= rho * rho) ->
  let l := s +v rest (w0 -v s) in norm (weights y w0 n -v l) <= rho ^ n * norm (w0 -v l).
Proof.
  intros H P B l. set (d := w0 -v s).
  assert (E : forall j, power j d -v rest d = weights y w0 j -v l).
  { intro j. unfold d, l. rewrite <- (Linear.difference X Xt m eta transpose y w0 s), (stands_still y s j H).
    vec. }
  rewrite <- (norm_scale (rho ^ n)) by now apply pow_le. unfold norm. apply sqrt_le_1_alt.
  rewrite <- E. change w0 with (weights y w0 0) at 1 2. rewrite <- E. rewrite dot_scale, dot_scale_r.
  rewrite !vanishing, !sum_scale. apply sum_le. intros k L. cbn [Rpow_def.pow].
  set (c := << d, u k >>). set (x := 1 - eta * lambda k).
  replace (x ^ n * c * (x ^ n * c)) with ((x * x) ^ n * (c * c)) by (rewrite Rpow_mult_distr; ring).
  replace (rho ^ n * (rho ^ n * (1 * c * (1 * c)))) with ((rho * rho) ^ n * (c * c))
    by (rewrite Rpow_mult_distr; ring).
  apply Rmult_le_compat_r; [apply Rle_0_sqr |]. apply pow_incr. split; [apply Rle_0_sqr |].
  now apply B.
Qed.
End Eigen.

(* One sample with the input and the target 1: the rate 3 is not stable; and at the rate 1/2 three
   steps from 3/4 end nearer to the solution 1 than three steps from 0. *)
Definition one_input (eta w0 : R) (t : nat) : line :=
  Linear.weights (fun w : line => w) (fun v : line => v) 1 eta (1 : line) (w0 : line) t.
Theorem at_rate_3 : one_input 3 0 1 = 3 /\ one_input 3 0 2 = -3 /\ one_input 3 0 3 = 9 /\
  one_input 3 0 4 = -15.
Proof. repeat split; unfold one_input; cbn -[IZR]; real; field. Qed.
Theorem warm_and_cold : one_input (1 / 2) (3 / 4) 3 = 31 / 32 /\ one_input (1 / 2) 0 3 = 7 / 8.
Proof. split; unfold one_input; cbn -[IZR]; real; field. Qed.
