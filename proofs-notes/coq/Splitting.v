(* KL decreases along the W-FR Lie splitting (implicit transport, exact FR). *)
Require Import Sums G2_Implicit G2_Entropy.
From Coquelicot Require Import Coquelicot.
Require Import C_Reaction.
Open Scope R_scope.

Section S.
Variable n : nat.
Hypothesis n_pos : (0 < n)%nat.
Variable pi : nat -> R.
Hypothesis pi_pos : forall i, (i < n)%nat -> 0 < pi i.
Notation FR := (FR n pi). Notation Z := (Z n pi).

Lemma ln_FR a rho i : (i < n)%nat ->
  ln (FR a rho i) = a * ln (rho i) + (1 - a) * ln (pi i) - ln (Z a rho).
Proof. intros Hi. unfold C_Reaction.FR.
  rewrite ln_quot; [|apply raw_pos|now apply Z_pos].
  unfold raw, Rpower. rewrite <- exp_plus, ln_exp. ring. Qed.

(* log-ratio differences contract by EXACTLY a (an exact metamorphic oracle). *)
Theorem FR_logratio_contract a rho i j : (i < n)%nat -> (j < n)%nat ->
  pos n rho ->
  ln (FR a rho i / pi i) - ln (FR a rho j / pi j)
  = a * (ln (rho i / pi i) - ln (rho j / pi j)).
Proof. intros Hi Hj Hr.
  rewrite !ln_quot by (auto; now apply FR_pos). rewrite !ln_FR by assumption. ring. Qed.

(* (1-a) KL(rho'|pi) + a KL(rho'|rho) = -ln Z <= (1-a) KL(rho|pi). *)
Theorem FR_variational a rho : pos n rho ->
  (1 - a) * KL n (FR a rho) pi + a * KL n (FR a rho) rho = - ln (Z a rho).
Proof. intros Hr. unfold KL. rewrite <- !bsum_scal, <- bsum_plus.
  rewrite (bsum_ext n _ (fun i => - ln (Z a rho) * FR a rho i)).
  - rewrite bsum_scal, FR_mass by assumption. ring.
  - intros i Hi. rewrite !ln_quot by (auto; now apply FR_pos). rewrite ln_FR by assumption. ring.
Qed.

Theorem FR_lnZ a rho : pos n rho -> bsum n rho = 1 ->
  - ln (Z a rho) <= (1 - a) * KL n rho pi.
Proof. intros Hr H1.
  assert (P : 0 <= KL n rho (FR a rho)).
  { apply KL_nonneg; auto. intros; now apply FR_pos. rewrite FR_mass; auto. }
  unfold KL in *. rewrite <- bsum_scal.
  assert (E : bsum n (fun i => rho i * ln (rho i / FR a rho i))
   = bsum n (fun i => (1 - a) * (rho i * ln (rho i / pi i))) + ln (Z a rho)).
  { replace (ln (Z a rho)) with (bsum n (fun i => ln (Z a rho) * rho i)) 
      by (rewrite bsum_scal, H1; ring).
    rewrite <- bsum_plus. apply bsum_ext; intros i Hi.
    rewrite !ln_quot by (auto; now apply FR_pos). rewrite ln_FR by assumption. ring. }
  lra.
Qed.

Theorem FR_KL a rho : 0 <= a < 1 -> pos n rho -> bsum n rho = 1 ->
  KL n (FR a rho) pi <= KL n rho pi.
Proof. intros Ha Hr H1.
  pose proof (FR_variational a rho Hr) as V. pose proof (FR_lnZ a rho Hr H1) as L.
  assert (P : 0 <= KL n (FR a rho) rho)
    by (apply KL_nonneg; auto; [intros; now apply FR_pos | rewrite FR_mass; auto]).
  assert (0 <= a * KL n (FR a rho) rho) by (apply Rmult_le_pos; lra).
  nra.
Qed.

(* THE headline: one Lie step  rho -x-> transport -y-> FR, any dt >= 0, any lam > 0. *)
Theorem splitting_KL Q dt lam rho x :
  0 <= dt -> 0 < lam * dt ->
  (forall j k, (j < n)%nat -> (k < n)%nat -> 0 <= Q j k) ->
  (forall j, (j < n)%nat -> bsum n (fun k => Q k j * pi j - Q j k * pi k) = 0) ->
  pos n rho -> bsum n rho = 1 -> solves n Q dt x rho ->
  let rho' := FR (exp (- (lam * dt))) x in
  KL n rho' pi <= KL n rho pi /\ bsum n rho' = 1 /\ pos n rho'.
Proof.
  intros Hdt Hl HQ HI Hr H1 HS rho'.
  assert (Hx : pos n x) by (exact (implicit_strictly_positive n Q dt Hdt HQ x rho HS Hr)).
  assert (Mx : bsum n x = 1) by (rewrite (implicit_mass n Q dt x rho HS); exact H1).
  split; [|split].
  - apply Rle_trans with (KL n x pi).
    + apply FR_KL; auto. split; [apply Rlt_le, exp_pos|].
      rewrite <- exp_0. apply exp_increasing. lra.
    + apply (implicit_KL n Q dt x rho pi); auto.
  - apply FR_mass; auto.
  - intros i _. apply FR_pos; auto.
Qed.
End S.
