(* Linear regression from zero: the direction is free of the rate exactly if b is an eigenvector. *)
From Coq Require Import Lia PeanoNat Psatz Binomial.
From Ledger.Headlines Require Import Gradients Linear Features Eigen.

(* A polynomial that is 0 at all small positive numbers has the coefficients 0. *)
Lemma below_first_power n (c : nat -> R) x : 0 <= x <= 1 ->
  Rabs (sum n (fun k => c k * x ^ S k)) <= x * sum n (fun k => Rabs (c k)).
Proof.
  intro L. induction n as [| n IH]; cbn [sum]; [rewrite Rabs_R0; lra |].
  eapply Rle_trans; [apply Rabs_triang |]. rewrite Rmult_plus_distr_l.
  apply Rplus_le_compat; [exact IH |]. cbn [Rpow_def.pow].
  rewrite !Rabs_mult, (Rabs_pos_eq x) by lra. rewrite (Rabs_pos_eq (x ^ n)) by (apply pow_le; lra).
  assert (x ^ n <= 1) by (rewrite <- (pow1 n); apply pow_incr; lra).
  pose proof (Rabs_pos (c n)) as A.
  replace (Rabs (c n) * (x * x ^ n)) with (x * (Rabs (c n) * x ^ n)) by ring.
  apply Rmult_le_compat_l; [lra |]. rewrite <- (Rmult_1_r (Rabs (c n))) at 2.
  now apply Rmult_le_compat_l.
Qed.
Lemma least_power n (c : nat -> R) eps : 0 < eps ->
  (forall x, 0 < x < eps -> sum (S n) (fun k => c k * x ^ k) = 0) -> c O = 0.
Proof.
  intros P H. set (K := sum n (fun k => Rabs (c (S k)))).
  assert (K0 : 0 <= K) by (apply sum_not_negative; intros; apply Rabs_pos).
  destruct (Req_dec (c O) 0) as [Z | N]; [exact Z | exfalso].
  pose proof (Rabs_pos_lt _ N) as A. set (d := Rabs (c O) / (2 * (K + 1))).
  assert (D : 0 < d) by (apply Rdiv_lt_0_compat; lra).
  assert (D' : d * (2 * (K + 1)) = Rabs (c O)) by (unfold d; field; lra).
  set (x := Rmin (Rmin (eps / 2) 1) d).
  assert (Q : 0 < x) by (repeat apply Rmin_glb_lt; lra).
  assert (L : x <= Rmin (eps / 2) 1) by apply Rmin_l. assert (L' : x <= d) by apply Rmin_r.
  assert (L1 : x <= eps / 2) by (eapply Rle_trans; [exact L | apply Rmin_l]).
  assert (L2 : x <= 1) by (eapply Rle_trans; [exact L | apply Rmin_r]).
  specialize (H x ltac:(lra)). rewrite sum_first in H. cbn [Rpow_def.pow] in H.
  pose proof (below_first_power n (fun k => c (S k)) x ltac:(lra)) as B.
  cbn beta in B. fold K in B. cbn [Rpow_def.pow] in B. rewrite <- Rabs_Ropp in B.
  replace (- sum n (fun k => c (S k) * (x * x ^ k))) with (c O) in B by lra.
  assert (x * K <= d * K) by (apply Rmult_le_compat_r; lra).
  assert (0 <= d * K) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma two_least_powers n (c : nat -> R) eps : 0 < eps ->
  (forall x, 0 < x < eps -> sum (S (S n)) (fun k => c k * x ^ S k) = 0) -> c 0%nat = 0 /\ c 1%nat = 0.
Proof.
  intros P H.
  assert (F : forall x, 0 < x < eps -> sum (S (S n)) (fun k => c k * x ^ k) = 0).
  { intros x Q. apply (Rmult_eq_reg_l x); [| lra]. rewrite sum_scale, Rmult_0_r, <- (H x Q).
    apply sum_same; [reflexivity |]. intro k. cbn [Rpow_def.pow]. ring. }
  assert (Z : c 0%nat = 0) by exact (least_power (S n) c eps P F). split; [exact Z |].
  apply (least_power n (fun k => c (S k)) eps P). intros x Q. specialize (F x Q).
  rewrite sum_first, Z in F. apply (Rmult_eq_reg_l x); [| lra].
  rewrite Rmult_0_r, sum_scale. cbn [Rpow_def.pow] in F. rewrite Rmult_0_l, Rplus_0_l in F.
  rewrite <- F. apply sum_same; [reflexivity |]. intro k. ring.
Qed.

Section Direction.
Context {W T : space}.
Variables (X : W -> T) (Xt : T -> W) (m : R).
Hypothesis transpose : adjoint X Xt.
Hypothesis samples : 0 < m.
Notation w eta y n := (Linear.weights X Xt m eta y zero n).
Notation A := (Linear.A X Xt m).
Notation b := (Linear.b Xt m).

(* linear.direction-iff-eigenvector *)
Theorem one_line_means_eigenvector y n eps (e : W) (s : R -> R) :
  (2 <= n)%nat -> b y <> zero -> 0 < eps -> << e, e >> = 1 ->
  (forall eta, 0 < eta < eps -> w eta y n = s eta *v e) ->
  A (b y) = (<< b y, A (b y) >> / << b y, b y >>) *v b y.
Proof.
  intros L N P U H.
  assert (O : forall f, << f, e >> = 0 -> << f, b y >> = 0 /\ << f, A (b y) >> = 0).
  { intros f Z. destruct n as [| [| n]]; try lia.
    set (c := fun k => choose (S (S n)) (S k) * (-1) ^ k * << f, A_power X Xt m k (b y) >>).
    destruct (two_least_powers n c eps P) as [Z0 Z1].
    - intros x Q. specialize (H x Q). rewrite (padded X Xt m x transpose y _ _ (le_n _)) in H.
      transitivity (<< f, s x *v e >>); [| rewrite dot_scale_r, Z; ring]. rewrite <- H, dot_vsum_r.
      apply sum_same; [reflexivity |]. intro k. unfold c, part. rewrite dot_scale_r. ring.
    - assert (C1 : 0 < choose (S (S n)) 1 /\ 0 < choose (S (S n)) 2).
      { assert (Q : forall j, 0 <= choose j 1 /\ 0 <= choose j 2).
        { intro j. induction j as [| j [I1 I2]]; [cbn; lra |].
          change (choose (S j) 1) with (choose j 0 + choose j 1).
          change (choose (S j) 2) with (choose j 1 + choose j 2).
          replace (choose j 0) with 1 by (now destruct j). lra. }
        change (choose (S (S n)) 1) with (1 + (choose n 0 + choose n 1)).
        change (choose (S (S n)) 2) with (choose n 0 + choose n 1 + (choose n 1 + choose n 2)).
        replace (choose n 0) with 1 by (now destruct n). destruct (Q n). lra. }
      destruct C1 as [C1 C2]. unfold c in Z0, Z1. cbn [A_power Rpow_def.pow] in Z0, Z1.
      split.
      + apply (Rmult_eq_reg_l (choose (S (S n)) 1)); lra.
      + apply (Rmult_eq_reg_l (choose (S (S n)) 2)); lra. }
  assert (F : forall v, (forall f, << f, e >> = 0 -> << f, v >> = 0) -> v = << v, e >> *v e).
  { intros v V. set (f := v -v << v, e >> *v e).
    assert (E : << f, e >> = 0) by (unfold f; autorewrite with inner; rewrite U; ring).
    assert (Z : f = zero).
    { apply definite. unfold f at 2. autorewrite with inner. rewrite (V f E), E. ring. }
    transitivity (f +v << v, e >> *v e); [unfold f; vec | rewrite Z; vec]. }
  pose proof (F (b y) (fun f Z => proj1 (O f Z))) as Fb.
  pose proof (F (A (b y)) (fun f Z => proj2 (O f Z))) as Fa.
  set (c := << b y, e >>) in *. set (a := << A (b y), e >>) in *.
  assert (C : c <> 0).
  { intro Z. apply N. rewrite Fb, Z. apply zero_scale. }
  rewrite Fa. rewrite Fb. rewrite !dot_scale, !dot_scale_r, U. vec. exact C.
Qed.
Section Eigenvector.
Variables (y : T) (lambda : R).
Hypothesis not_zero : b y <> zero.
Hypothesis eigenvector : A (b y) = lambda *v b y.
Theorem eigenvalue_positive : 0 < lambda.
Proof.
  assert (P : 0 < << b y, b y >>).
  { destruct (positive_definite W (b y)) as [P | P]; [exact P |]. destruct not_zero. now apply definite. }
  pose proof (seen X Xt m transpose samples (b y) (b y)) as E. rewrite eigenvector, dot_scale_r in E.
  assert (Q : 0 < << X (b y), X (b y) >>).
  { destruct (positive_definite T (X (b y))) as [Q | Q]; [exact Q | exfalso].
    symmetry in Q. apply definite in Q.
    assert (Z : << b y, b y >> = << X (b y), y >> / m).
    { rewrite transpose. unfold Linear.b at 2. rewrite dot_scale_r. field. lra. }
    rewrite Q, dot_zero in Z. unfold Rdiv in Z. lra. }
  rewrite E in Q. apply (Rmult_lt_reg_r << b y, b y >>); [exact P |].
  apply (Rmult_lt_reg_l m); lra.
Qed.
Theorem weights_at_every_rate eta n : w eta y n = ((1 - (1 - eta * lambda) ^ n) / lambda) *v b y.
Proof.
  apply (Linear.along_an_eigenvector X Xt m eta transpose); [| exact eigenvector].
  pose proof eigenvalue_positive. lra.
Qed.
Theorem same_direction eta n : (0 < n)%nat -> 0 < eta -> eta * lambda < 2 ->
  (1 / norm (w eta y n)) *v w eta y n = (1 / norm (b y)) *v b y.
Proof.
  intros L E H. pose proof eigenvalue_positive as P. rewrite weights_at_every_rate.
  set (x := 1 - eta * lambda). assert (Q : 0 < eta * lambda) by now apply Rmult_lt_0_compat.
  assert (B : Rabs (x ^ n) < 1).
  { rewrite <- RPow_abs. apply pow_lt_1_compat; [| exact L].
    split; [apply Rabs_pos | apply Rabs_def1; unfold x; lra]. }
  apply Rabs_def2 in B. assert (M : 0 < (1 - x ^ n) / lambda) by (apply Rdiv_lt_0_compat; lra).
  rewrite norm_scale by lra. pose proof (norm_not_zero _ not_zero) as K. vec. repeat split; lra.
Qed.
Theorem turns_beyond eta j : 2 < eta * lambda -> (0 < j)%nat ->
  (1 - (1 - eta * lambda) ^ (2 * j)) / lambda < 0.
Proof.
  intros H L. pose proof eigenvalue_positive as P. rewrite pow_mult.
  set (x := 1 - eta * lambda). assert (B : 1 < x ^ 2).
  { cbn [Rpow_def.pow]. assert (1 < - x) by (unfold x; lra).
    assert (1 * 1 < - x * - x) by (apply Rmult_gt_0_lt_compat; lra). lra. }
  assert (K : 1 < (x ^ 2) ^ j) by (apply Rlt_pow_R1; [exact B | lia]).
  replace ((1 - (x ^ 2) ^ j) / lambda) with (- (((x ^ 2) ^ j - 1) / lambda)) by (field; lra).
  assert (0 < ((x ^ 2) ^ j - 1) / lambda) by (apply Rdiv_lt_0_compat; lra). lra.
Qed.
End Eigenvector.
End Direction.
