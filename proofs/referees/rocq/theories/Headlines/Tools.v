(* How equations of vectors are shown by hand. *)
From Ledger Require Export Space Rules.

Global Hint Rewrite @dot_plus @dot_scale @dot_plus_r @dot_scale_r @dot_zero @dot_zero_r : inner.
Ltac vectors := apply same; let p := fresh "p" in intro p; autorewrite with inner.
Ltac vec := vectors; try ring; try field.

Section Norms.
Context {S : space}.
Implicit Types u v : S.
Lemma scale_zero c : c *v (zero : S) = zero.
Proof. vec. Qed.
Lemma zero_scale u : 0 *v u = zero.
Proof. vec. Qed.
Lemma norm_squared u : norm u * norm u = << u, u >>.
Proof. apply sqrt_sqrt, positive_definite. Qed.
Lemma norm_scale c u : 0 <= c -> norm (c *v u) = c * norm u.
Proof.
  intro H. unfold norm. autorewrite with inner. rewrite <- Rmult_assoc.
  rewrite sqrt_mult; [| apply Rle_0_sqr | apply positive_definite].
  now rewrite sqrt_square by exact H.
Qed.
Lemma norm_not_zero u : u <> zero -> norm u <> 0.
Proof. intros H E. apply H, definite. rewrite <- norm_squared, E. ring. Qed.
Lemma scaled_not_zero c u : c <> 0 -> c *v u = zero <-> u = zero.
Proof.
  intro C. split; intro H.
  - assert (E : u = (/ c) *v (c *v u)) by (vec; assumption). rewrite E, H. apply scale_zero.
  - rewrite H. apply scale_zero.
Qed.
Lemma dot_norms u v : << u, v >> <= norm u * norm v.
Proof.
  apply Rsqr_incr_0_var; [| apply Rmult_le_pos; apply sqrt_pos].
  unfold Rsqr. eapply Rle_trans; [apply cauchy_schwarz |].
  rewrite <- !norm_squared. right. ring.
Qed.
End Norms.
