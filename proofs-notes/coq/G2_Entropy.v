(* discrete entropy dissipation of each substep and of the splitting. *)
Require Import Sums G2_Implicit.
Open Scope R_scope.

Definition KL n (rho pi : nat -> R) := bsum n (fun i => rho i * ln (rho i / pi i)).

Lemma ln_ge r : 0 < r -> 1 - / r <= ln r.
Proof. intros Hr. pose proof (exp_ineq1_le (- ln r)) as E.
  rewrite exp_Ropp, exp_ln in E by assumption. lra. Qed.

(* u ln(u/v) >= u - v *)
Lemma tangent u v : 0 < u -> 0 < v -> u - v <= u * ln (u / v).
Proof. intros Hu Hv. pose proof (ln_ge (u / v) (Rdiv_lt_0_compat _ _ Hu Hv)) as E.
  apply Rmult_le_compat_l with (r := u) in E; [|lra].
  replace (u * (1 - / (u / v))) with (u - v) in E by (field; lra). exact E. Qed.

Theorem KL_nonneg n rho pi :
  (forall i, (i < n)%nat -> 0 < rho i) -> (forall i, (i < n)%nat -> 0 < pi i) ->
  bsum n rho = bsum n pi -> 0 <= KL n rho pi.
Proof.
  intros Hr Hp E. unfold KL.
  apply Rle_trans with (bsum n (fun i => rho i - pi i)).
  - rewrite bsum_minus, E. lra.
  - apply bsum_le; intros; apply tangent; auto.
Qed.

(* data processing: any stochastic P with pi P = pi (explicit SG under CFL,
   or any exact transport substep).  P i j = prob i -> j. *)
Theorem data_processing n (P : nat -> nat -> R) rho pi :
  (forall i j, (i < n)%nat -> (j < n)%nat -> 0 <= P i j) ->
  (forall i, (i < n)%nat -> bsum n (fun j => P i j) = 1) ->
  (forall i, (i < n)%nat -> 0 < rho i) -> (forall i, (i < n)%nat -> 0 < pi i) ->
  (forall j, (j < n)%nat -> bsum n (fun i => pi i * P i j) = pi j) ->
  (forall j, (j < n)%nat -> 0 < bsum n (fun i => rho i * P i j)) ->
  KL n (fun j => bsum n (fun i => rho i * P i j)) pi <= KL n rho pi.
Proof.
  intros HP HS Hr Hp HI Hpos. unfold KL.
  apply Rle_trans with
    (bsum n (fun j => bsum n (fun i => P i j * (rho i * ln (rho i / pi i))))).
  - apply bsum_le; intros j Hj.
    set (s := bsum n (fun i => rho i * P i j)). set (c := s / pi j).
    assert (Hs : 0 < s) by (apply Hpos; exact Hj).
    assert (Hc : 0 < c) by (apply Rdiv_lt_0_compat; auto).
    apply Rle_trans with
      (bsum n (fun i => (ln c + 1) * (rho i * P i j) - c * (pi i * P i j))).
    + rewrite bsum_minus, !bsum_scal, HI by exact Hj. fold s.
      replace (c * pi j) with s; [lra|]. unfold c. field. apply Rgt_not_eq, Hp, Hj.
    + apply bsum_le; intros i Hi.
      pose proof (Hr i Hi) as Ri. pose proof (Hp i Hi) as Pi.
      assert (Pc : 0 < c * pi i) by (apply Rmult_lt_0_compat; lra).
      pose proof (tangent (rho i) (c * pi i) Ri Pc) as T.
      replace (ln (rho i / (c * pi i))) with (ln (rho i / pi i) - ln c) in T.
      2:{ rewrite !ln_quot by assumption. rewrite ln_mult by assumption. ring. }
      pose proof (Rmult_le_compat_l _ _ _ (HP i j Hi Hj) T). nra.
  - rewrite bsum_swap. apply Req_le. apply bsum_ext; intros i Hi.
    rewrite bsum_scal_r, HS by exact Hi. ring.
Qed.

(* backward Euler dissipates KL for EVERY dt; needs only pi-invariance of Q,
   not reversibility, not tridiagonality. *)
Theorem implicit_KL n Q dt x b pi :
  0 <= dt -> (forall j k, (j < n)%nat -> (k < n)%nat -> 0 <= Q j k) ->
  (forall i, (i < n)%nat -> 0 < pi i) -> (forall i, (i < n)%nat -> 0 < b i) ->
  (forall j, (j < n)%nat -> bsum n (fun k => Q k j * pi j - Q j k * pi k) = 0) ->
  solves n Q dt x b -> KL n x pi <= KL n b pi.
Proof.
  intros Hdt HQ Hp Hb HI HS.
  assert (Hx : forall i, (i < n)%nat -> 0 < x i)
    by (apply (implicit_strictly_positive n Q dt Hdt HQ x b HS Hb)).
  set (l := fun i => ln (x i / pi i)).
  pose proof (weak_form n Q dt l x b HS) as W. 
  pose proof (implicit_mass n Q dt x b HS) as M.
  assert (D : 0 <= bsum n (fun j => bsum n (fun k => Q j k * x k * (l k - l j)))).
  { apply Rle_trans with
      (bsum n (fun j => bsum n (fun k => Q j k * x k - Q j k * pi k * (x j / pi j)))).
    - apply Req_le. symmetry.
      assert (E1 : bsum n (fun j => bsum n (fun k => Q j k * pi k * (x j / pi j)))
                 = bsum n (fun j => bsum n (fun k => Q k j * x j))).
      { apply bsum_ext; intros j Hj. rewrite bsum_scal_r.
        pose proof (HI j Hj) as I. rewrite bsum_minus in I.
        replace (bsum n (fun k => Q j k * pi k)) with (bsum n (fun k => Q k j * pi j)) by lra.
        rewrite !bsum_scal_r. field. apply Rgt_not_eq, Hp, Hj. }
      rewrite (bsum_ext n _ (fun j => bsum n (fun k => Q j k * x k)
                 - bsum n (fun k => Q j k * pi k * (x j / pi j))))
        by (intros; apply bsum_minus).
      rewrite bsum_minus, E1. rewrite (bsum_swap n n (fun j k => Q k j * x j)). ring.
    - apply bsum_le; intros j Hj; apply bsum_le; intros k Hk.
      pose proof (Hp j Hj); pose proof (Hp k Hk); pose proof (Hx j Hj); pose proof (Hx k Hk).
      assert (Pv : 0 < pi k * (x j / pi j))
        by (apply Rmult_lt_0_compat; [assumption|now apply Rdiv_lt_0_compat]).
      pose proof (tangent (x k) (pi k * (x j / pi j)) ltac:(assumption) Pv) as T.
      replace (ln (x k / (pi k * (x j / pi j)))) with (l k - l j) in T.
      2:{ unfold l. rewrite (ln_quot (x k) (pi k * _)) by assumption.
          rewrite ln_mult by (auto using Rdiv_lt_0_compat). rewrite (ln_quot (x k)) by assumption. ring. }
      pose proof (Rmult_le_compat_l _ _ _ (HQ j k Hj Hk) T). lra. }
  assert (C : bsum n (fun j => l j * b j) <= KL n b pi).
  { apply Rle_trans with (bsum n (fun j => b j * ln (b j / pi j) - (b j - x j))).
    - apply bsum_le; intros j Hj.
      pose proof (Hp j Hj); pose proof (Hx j Hj); pose proof (Hb j Hj).
      pose proof (tangent (b j) (x j) ltac:(assumption) ltac:(assumption)) as T.
      unfold l. rewrite (ln_quot (b j) (x j)) in T by assumption.
      rewrite (ln_quot (x j) (pi j)), (ln_quot (b j) (pi j)) by assumption. lra.
    - rewrite bsum_minus, (bsum_minus n b x). unfold KL. lra. }
  assert (G : bsum n (fun j => l j * x j) = KL n x pi)
    by (apply bsum_ext; intros; unfold l; ring).
  pose proof (Rmult_le_pos _ _ Hdt D). lra.
Qed.
