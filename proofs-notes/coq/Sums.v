(* Sums.v - finite sums over reals; everything else imports only this. *)
Require Export Reals Lra Lia.
Open Scope R_scope.

Fixpoint bsum (n : nat) (f : nat -> R) : R :=
  match n with O => 0 | S m => bsum m f + f m end.

Lemma bsum_ext n f g : (forall i, (i < n)%nat -> f i = g i) -> bsum n f = bsum n g.
Proof. induction n; intros H; simpl; [reflexivity|]. rewrite IHn, (H n); auto with arith. Qed.

Lemma bsum_plus n f g : bsum n (fun i => f i + g i) = bsum n f + bsum n g.
Proof. induction n; simpl; [|rewrite IHn]; ring. Qed.

Lemma bsum_minus n f g : bsum n (fun i => f i - g i) = bsum n f - bsum n g.
Proof. induction n; simpl; [|rewrite IHn]; ring. Qed.

Lemma bsum_scal n c f : bsum n (fun i => c * f i) = c * bsum n f.
Proof. induction n; simpl; [|rewrite IHn]; ring. Qed.

Lemma bsum_scal_r n c f : bsum n (fun i => f i * c) = bsum n f * c.
Proof. induction n; simpl; [|rewrite IHn]; ring. Qed.

Lemma bsum_0 n : bsum n (fun _ => 0) = 0.
Proof. induction n; simpl; [|rewrite IHn]; ring. Qed.

Lemma bsum_le n f g : (forall i, (i < n)%nat -> f i <= g i) -> bsum n f <= bsum n g.
Proof. induction n; intros H; simpl; [lra|].
  apply Rplus_le_compat; [apply IHn; auto with arith | apply H; auto with arith]. Qed.

Lemma bsum_nonneg n f : (forall i, (i < n)%nat -> 0 <= f i) -> 0 <= bsum n f.
Proof. intros H. rewrite <- (bsum_0 n). apply bsum_le. exact H. Qed.

Lemma bsum_pos n f : (0 < n)%nat -> (forall i, (i < n)%nat -> 0 < f i) -> 0 < bsum n f.
Proof. intros Hn H. destruct n; [lia|]. simpl.
  assert (0 <= bsum n f) by (apply bsum_nonneg; intros; apply Rlt_le, H; lia).
  assert (0 < f n) by (apply H; lia). lra. Qed.

Lemma bsum_swap n m f :
  bsum n (fun i => bsum m (fun j => f i j)) = bsum m (fun j => bsum n (fun i => f i j)).
Proof. induction n; simpl; [now rewrite bsum_0|]. now rewrite IHn, bsum_plus. Qed.

Lemma bsum_nonneg_zero n f :
  (forall i, (i < n)%nat -> 0 <= f i) -> bsum n f <= 0 -> forall i, (i < n)%nat -> f i = 0.
Proof. induction n; intros H S i Hi; [lia|]. simpl in S.
  assert (0 <= bsum n f) by (apply bsum_nonneg; intros; apply H; lia).
  assert (0 <= f n) by (apply H; lia).
  destruct (Nat.eq_dec i n) as [->|]; [lra|].
  apply IHn; [intros; apply H; lia | lra | lia]. Qed.

Lemma ln_quot x y : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof. intros Hx Hy. unfold Rdiv.
  rewrite ln_mult, ln_Rinv; auto with real. Qed.
