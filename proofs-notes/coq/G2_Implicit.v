(* backward-Euler step  x + dt (D - Q) x = b  of a finite-volume
   generator.  Q j k >= 0 is the jump rate k -> j (Scharfetter-Gummel /
   square-root / upwind weights all have this form; tridiagonality is not needed). *)
Require Import Sums.

Section Implicit.
Variable n : nat.
Variable Q : nat -> nat -> R.
Variable dt : R.
Hypothesis dt_nonneg : 0 <= dt.
Hypothesis Q_nonneg : forall j k, (j < n)%nat -> (k < n)%nat -> 0 <= Q j k.

Definition Lin (x : nat -> R) (j : nat) : R :=
  x j + dt * bsum n (fun k => Q k j * x j - Q j k * x k).
Definition solves (x b : nat -> R) : Prop := forall j, (j < n)%nat -> Lin x j = b j.

(* weak form: sum_j s_j (Lx)_j = sum_j s_j x_j + dt sum_jk Q_jk x_k (s_k - s_j) *)
Lemma weak_form (s x b : nat -> R) : solves x b ->
  bsum n (fun j => s j * b j) =
  bsum n (fun j => s j * x j)
  + dt * bsum n (fun j => bsum n (fun k => Q j k * x k * (s k - s j))).
Proof.
  intros H.
  assert (E : bsum n (fun j => s j * b j) =
    bsum n (fun j => s j * x j) +
    dt * (bsum n (fun j => bsum n (fun k => Q k j * x j * s j))
        - bsum n (fun j => bsum n (fun k => Q j k * x k * s j)))).
  { rewrite <- bsum_minus, <- (bsum_scal n dt), <- bsum_plus. apply bsum_ext; intros j Hj.
    rewrite <- (H j Hj). unfold Lin.
    rewrite <- bsum_minus.
    rewrite (bsum_ext n (fun k => Q k j * x j * s j - Q j k * x k * s j)
               (fun k => s j * (Q k j * x j - Q j k * x k))) by (intros; ring).
    rewrite bsum_scal. ring. }
  rewrite E. f_equal. f_equal.
  rewrite (bsum_swap n n (fun j k => Q k j * x j * s j)).
  rewrite <- bsum_minus. apply bsum_ext; intros j Hj.
  rewrite <- bsum_minus. apply bsum_ext; intros k Hk. ring.
Qed.

Theorem implicit_mass x b : solves x b -> bsum n x = bsum n b.
Proof.
  intros H. pose proof (weak_form (fun _ => 1) x b H) as W. simpl in W.
  rewrite (bsum_ext n (fun j => 1 * b j) b) in W by (intros; ring).
  rewrite (bsum_ext n (fun j => 1 * x j) x) in W by (intros; ring).
  assert (Z : bsum n (fun j => bsum n (fun k => Q j k * x k * (1 - 1))) = 0).
  { rewrite (bsum_ext n _ (fun _ => 0)); [apply bsum_0|].
    intros j _. rewrite (bsum_ext n _ (fun _ => 0)); [apply bsum_0|intros; ring]. }
  rewrite Z in W. lra.
Qed.

Definition sgn (r : R) : R := if Rle_dec 0 r then 1 else -1.
Lemma sgn_abs r : sgn r * r = Rabs r.
Proof. unfold sgn; destruct (Rle_dec 0 r);
  [rewrite Rabs_right | rewrite Rabs_left]; lra. Qed.
Lemma sgn_le r t : sgn r * t <= Rabs t.
Proof. unfold sgn, Rabs; destruct (Rle_dec 0 r), (Rcase_abs t); lra. Qed.

(* The a-posteriori workhorse: ||x||_1 <= ||(I+dtA)x||_1, constant exactly 1. *)
Theorem implicit_L1_stable x b : solves x b ->
  bsum n (fun j => Rabs (x j)) <= bsum n (fun j => Rabs (b j)).
Proof.
  intros H. pose proof (weak_form (fun j => sgn (x j)) x b H) as W.
  assert (A : bsum n (fun j => sgn (x j) * x j) = bsum n (fun j => Rabs (x j)))
    by (apply bsum_ext; intros; apply sgn_abs).
  assert (B : bsum n (fun j => sgn (x j) * b j) <= bsum n (fun j => Rabs (b j)))
    by (apply bsum_le; intros; apply sgn_le).
  assert (C : 0 <= bsum n (fun j => bsum n (fun k => Q j k * x k * (sgn (x k) - sgn (x j))))).
  { apply bsum_nonneg; intros j Hj; apply bsum_nonneg; intros k Hk.
    rewrite Rmult_assoc. apply Rmult_le_pos; [now apply Q_nonneg|].
    pose proof (sgn_abs (x k)). pose proof (sgn_le (x j) (x k)). lra. }
  pose proof (Rmult_le_pos _ _ dt_nonneg C). lra.
Qed.

(* Positivity for EVERY dt >= 0 (no CFL): mass + L1 (Crandall-Tartar). *)
Theorem implicit_positive x b : solves x b ->
  (forall j, (j < n)%nat -> 0 <= b j) -> forall j, (j < n)%nat -> 0 <= x j.
Proof.
  intros H Hb j Hj.
  assert (S : bsum n (fun j => Rabs (x j) - x j) <= 0).
  { rewrite bsum_minus, (implicit_mass x b H).
    pose proof (implicit_L1_stable x b H) as L.
    rewrite (bsum_ext n (fun j => Rabs (b j)) b) in L
      by (intros; apply Rabs_right, Rle_ge, Hb; assumption). lra. }
  assert (P : forall i, (i < n)%nat -> 0 <= Rabs (x i) - x i)
    by (intros; pose proof (Rle_abs (x i)); lra).
  pose proof (bsum_nonneg_zero n _ P S j Hj) as Z. simpl in Z.
  pose proof (Rabs_pos (x j)). lra.
Qed.

(* STRICT positivity (needed before any log): x_j >= b_j/(1+dt d_j). *)
Theorem implicit_strictly_positive x b : solves x b ->
  (forall j, (j < n)%nat -> 0 < b j) -> forall j, (j < n)%nat -> 0 < x j.
Proof.
  intros H Hb j Hj.
  assert (N : forall k, (k < n)%nat -> 0 <= x k)
    by (apply implicit_positive with b; auto; intros; apply Rlt_le; auto).
  pose proof (H j Hj) as E. pose proof (Hb j Hj). unfold Lin in E.
  rewrite bsum_minus, bsum_scal_r in E.
  assert (G : 0 <= bsum n (fun k => Q j k * x k))
    by (apply bsum_nonneg; intros; apply Rmult_le_pos; auto).
  destruct (Rle_lt_or_eq_dec _ _ (N j Hj)) as [|Z]; [assumption|].
  exfalso. rewrite <- Z in E. pose proof (Rmult_le_pos _ _ dt_nonneg G). nra.
Qed.

(* Certified enclosure: for ANY candidate y (e.g. the double Thomas answer),
   ||x - y||_1 <= ||b - L y||_1 ; only the residual must be enclosed. *)
Theorem certified_residual_bound x b y : solves x b ->
  bsum n (fun j => Rabs (x j - y j)) <= bsum n (fun j => Rabs (b j - Lin y j)).
Proof.
  intros H. apply (implicit_L1_stable (fun j => x j - y j) (fun j => b j - Lin y j)).
  intros j Hj. rewrite <- (H j Hj). unfold Lin.
  rewrite (bsum_ext n (fun k => Q k j * (x j - y j) - Q j k * (x k - y k))
     (fun k => (Q k j * x j - Q j k * x k) - (Q k j * y j - Q j k * y k)))
    by (intros; ring).
  rewrite bsum_minus. ring.
Qed.
End Implicit.

(* Explicit variant: CFL makes the update a stochastic matrix. *)
Theorem explicit_positive n Q dt (x x' : nat -> R) :
  0 <= dt -> (forall j k, (j < n)%nat -> (k < n)%nat -> 0 <= Q j k) ->
  (forall j, (j < n)%nat -> dt * bsum n (fun k => Q k j) <= 1) ->
  (forall j, (j < n)%nat -> 0 <= x j) ->
  (forall j, (j < n)%nat -> x' j = x j - dt * bsum n (fun k => Q k j * x j - Q j k * x k)) ->
  forall j, (j < n)%nat -> 0 <= x' j.
Proof.
  intros Hdt HQ CFL Hx U j Hj. rewrite U by exact Hj.
  rewrite bsum_minus, bsum_scal_r.
  assert (G : 0 <= bsum n (fun k => Q j k * x k))
    by (apply bsum_nonneg; intros; apply Rmult_le_pos; auto).
  pose proof (CFL j Hj). pose proof (Hx j Hj).
  pose proof (Rmult_le_pos _ _ Hdt G). nra.
Qed.
