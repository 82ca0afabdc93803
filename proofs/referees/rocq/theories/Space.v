(* A real inner-product space of any dimension. *)
From Coq Require Export Reals Lra.
Open Scope R_scope.

Record space := {
  vector :> Type;
  zero : vector;
  plus : vector -> vector -> vector;
  scale : R -> vector -> vector;
  dot : vector -> vector -> R;
  plus_comm : forall u v, plus u v = plus v u;
  plus_assoc : forall u v w, plus (plus u v) w = plus u (plus v w);
  plus_zero : forall u, plus u zero = u;
  plus_minus : forall u, plus u (scale (-1) u) = zero;
  scale_one : forall u, scale 1 u = u;
  scale_scale : forall a b u, scale a (scale b u) = scale (a * b) u;
  scale_plus : forall a u v, scale a (plus u v) = plus (scale a u) (scale a v);
  scale_sum : forall a b u, scale (a + b) u = plus (scale a u) (scale b u);
  dot_comm : forall u v, dot u v = dot v u;
  dot_plus : forall u v w, dot (plus u v) w = dot u w + dot v w;
  dot_scale : forall a u v, dot (scale a u) v = a * dot u v;
  positive_definite : forall u, 0 <= dot u u;
  definite : forall u, dot u u = 0 -> u = zero
}.
Arguments zero {s}.
Arguments plus {s} u v.
Arguments scale {s} a u.
Arguments dot {s} u v.
Declare Scope vector_scope.
Delimit Scope vector_scope with V.
Bind Scope vector_scope with vector.
Notation "u +v v" := (plus u v) (at level 50, left associativity).
Notation "a *v u" := (scale a u) (at level 40, left associativity).
Notation "u -v v" := (plus u (scale (-1) v)) (at level 50, left associativity).
Notation "<< u , v >>" := (dot u v) (at level 0).

Definition norm {S : space} (u : S) : R := sqrt << u, u >>.

Section Laws.
Context {S : space}.
Implicit Types u v w : S.

Lemma dot_plus_r u v w : << u, v +v w >> = << u, v >> + << u, w >>.
Proof. now rewrite dot_comm, dot_plus, !(dot_comm S _ u). Qed.

Lemma dot_scale_r a u v : << u, a *v v >> = a * << u, v >>.
Proof. now rewrite dot_comm, dot_scale, (dot_comm S _ u). Qed.

Lemma dot_zero u : << (zero : S), u >> = 0.
Proof. pose proof (dot_plus S zero zero u) as H. rewrite plus_zero in H. lra. Qed.

Lemma dot_zero_r u : << u, (zero : S) >> = 0.
Proof. rewrite dot_comm. apply dot_zero. Qed.

(* Vectors with the same inner products are one. *)
Lemma same u v : (forall p, << u, p >> = << v, p >>) -> u = v.
Proof.
  intro H. assert (D : u -v v = zero).
  { apply definite. rewrite dot_plus, dot_scale, !H. ring. }
  rewrite <- (plus_zero S v), <- D, (plus_comm S u), <- plus_assoc, plus_minus, plus_comm.
  now rewrite plus_zero.
Qed.

Theorem cauchy_schwarz u v : << u, v >> * << u, v >> <= << u, u >> * << v, v >>.
Proof.
  destruct (positive_definite S v) as [P | Z].
  - pose proof (positive_definite S (<< v, v >> *v u -v << u, v >> *v v)) as H.
    rewrite !dot_plus, !dot_plus_r, !dot_scale, !dot_scale_r, (dot_comm S v u) in H.
    apply Rmult_le_reg_l with (1 := P).
    set (x := << u, u >>) in *. set (y := << u, v >>) in *. set (z := << v, v >>) in *.
    replace (z * (z * x) + - (1) * (y * (z * y)) + (-1 * (y * (z * y)) + -1 * (-1 * (y * (y * z)))))
      with (z * (z * x) - y * (z * y)) in H by ring.
    apply Rminus_le. apply Ropp_le_cancel. rewrite Ropp_0.
    replace (- (z * (y * y) - z * (x * z))) with (z * (z * x) - y * (z * y)) by ring.
    eapply Rle_trans; [exact H |]. right. ring.
  - symmetry in Z. rewrite (definite S v Z), !dot_zero_r. right. ring.
Qed.
End Laws.

(* Linear maps. One that has an adjoint is linear; in finite dimension each has one. *)
Definition adjoint {S T : space} (f : S -> T) (g : T -> S) : Prop :=
  forall u v, << f u, v >> = << u, g v >>.
Definition linear {S T : space} (f : S -> T) : Prop :=
  (forall u v, f (u +v v) = f u +v f v) /\ (forall a u, f (a *v u) = a *v f u).

Lemma adjoint_linear {S T : space} (f : S -> T) g : adjoint f g -> linear f.
Proof.
  intro H. split; intros; apply same; intro p.
  - rewrite H, !dot_plus. now rewrite !H.
  - rewrite H, !dot_scale. now rewrite !H.
Qed.

Lemma adjoint_comm {S T : space} (f : S -> T) g : adjoint f g -> adjoint g f.
Proof. intros H u v. now rewrite (dot_comm S), <- H, (dot_comm T). Qed.

Lemma linear_zero {S T : space} (f : S -> T) : linear f -> f zero = zero.
Proof.
  intros [_ H]. assert (E : forall W : space, 0 *v (zero : W) = zero).
  { intro W. apply same. intro p. rewrite dot_scale, dot_zero. ring. }
  rewrite <- (E S), H. apply same. intro p. rewrite dot_scale, dot_zero. ring.
Qed.

(* The numbers themselves are a space: no statement here is about nothing. *)
Definition line : space.
Proof.
  refine {| vector := R; zero := 0; plus := Rplus; scale := Rmult; dot := Rmult |};
    try (intros; ring).
  - intro u. apply Rle_0_sqr.
  - intros u H. now apply Rsqr_0_uniq.
Defined.
