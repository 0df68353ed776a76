(* The discrete scheme, defined once. u = rho/pi per cell, p_i cell masses of pi, kappa j k = kappa k j >= 0 conductances of ANY
   graph of cells (1-D mesh, 2-D tensor grid). Java: wfr.pde.FokkerPlanckStep, ReactionFlow, Splitting. *)
Require Import Sums G2_Implicit. From Coquelicot Require Import Coquelicot.
Require Import C_Reaction G2_Entropy Splitting G6_G7_Contraction.
Open Scope R_scope.

Section Scheme.
Variable n : nat. Hypothesis n_pos : (0 < n)%nat.
Variable p : nat -> R. Hypothesis p_pos : forall i, (i < n)%nat -> 0 < p i.
Hypothesis p_mass : bsum n p = 1.
Variable kappa : nat -> nat -> R.
Hypothesis kappa_sym : forall j k, kappa j k = kappa k j.
Hypothesis kappa_nonneg : forall j k, 0 <= kappa j k.
Variable dt : R. Hypothesis dt_nonneg : 0 <= dt.

Definition mass (u : nat -> R) i := p i * u i.
Definition transport (u u' : nat -> R) := forall j, (j < n)%nat ->
  p j * u' j + dt * bsum n (fun k => kappa j k * (u' j - u' k)) = p j * u j.
Definition reaction a (u : nat -> R) i := Rpower (u i) a / bsum n (fun k => p k * Rpower (u k) a).
Definition scheme_step a u u' := exists v, transport u v /\ forall i, (i < n)%nat -> u' i = reaction a v i.
Inductive scheme_run a : nat -> (nat -> R) -> (nat -> R) -> Prop :=
| scheme_run_0 u : scheme_run a 0 u u
| scheme_run_S k u v w : scheme_run a k u v -> scheme_step a v w -> scheme_run a (S k) u w.

Definition rate (j k : nat) := kappa j k / p k.
Hypothesis all_pos : forall i, 0 < p i. (* values beyond n are never used; saves a case distinction *)
Lemma rate_nonneg j k : (j < n)%nat -> (k < n)%nat -> 0 <= rate j k.
Proof. intros _ _. unfold rate. apply Rmult_le_pos; auto. apply Rlt_le, Rinv_0_lt_compat, all_pos. Qed.
Lemma rate_balance j : (j < n)%nat -> bsum n (fun k => rate k j * p j - rate j k * p k) = 0.
Proof. intros _. rewrite (bsum_ext n _ (fun _ => 0)); [apply bsum_0|]. intros k _. unfold rate.
  rewrite (kappa_sym k j). field. split; apply Rgt_not_eq, all_pos. Qed.
Lemma transport_solves u v : transport u v -> solves n rate dt (mass v) (mass u).
Proof. intros H j Hj. unfold Lin, mass. rewrite <- (H j Hj). f_equal. f_equal. apply bsum_ext; intros k _.
  unfold rate. rewrite (kappa_sym k j). field. split; apply Rgt_not_eq, all_pos. Qed.

(* G2: for every dt, on any mesh *)
Theorem scheme_transport_mass u v : transport u v -> bsum n (mass v) = bsum n (mass u).
Proof. intros H. apply (implicit_mass n rate dt), transport_solves, H. Qed.
Theorem scheme_transport_pos u v : transport u v -> pos n (mass u) -> pos n (mass v).
Proof. intros H P. exact (implicit_strictly_positive n rate dt dt_nonneg rate_nonneg _ _ (transport_solves u v H) P). Qed.
Theorem scheme_transport_KL u v : transport u v -> pos n (mass u) -> KL n (mass v) p <= KL n (mass u) p.
Proof. intros H P. apply (implicit_KL n rate dt); auto using rate_nonneg, rate_balance, transport_solves. Qed.

Lemma reaction_FR a u i : pos n (mass u) -> (i < n)%nat -> mass (reaction a u) i = FR n p a (mass u) i.
Proof. intros P Hi.
  assert (E : forall k, (k < n)%nat -> raw p a (mass u) k = p k * Rpower (u k) a).
  { intros k Hk. assert (U : 0 < u k).
    { pose proof (P k Hk) as M. unfold mass in M. pose proof (all_pos k). nra. }
    unfold raw, mass. rewrite <- Rpower_mult_distr by auto.
    replace (p k) with (Rpower (p k) a * Rpower (p k) (1 - a)) at 3; [ring|].
    rewrite <- Rpower_plus. replace (a + (1 - a)) with 1 by ring. apply Rpower_1; auto. }
  unfold FR, Z. rewrite (bsum_ext n _ _ E), E by assumption. unfold mass, reaction, Rdiv. ring. Qed.

(* pi (u = 1) is fixed by the whole step *)
Theorem scheme_pi_fixed a : scheme_step a (fun _ => 1) (fun _ => 1).
Proof. exists (fun _ => 1). split.
  - intros j _. rewrite (bsum_ext n _ (fun _ => 0)) by (intros; ring). rewrite bsum_0. ring.
  - intros i _. unfold reaction. assert (E : Rpower 1 a = 1) by (unfold Rpower; rewrite ln_1, Rmult_0_r; apply exp_0).
    rewrite E, (bsum_ext n _ p) by (intros; ring). rewrite p_mass. field. Qed.

Lemma scheme_step_FR a u w : pos n (mass u) -> scheme_step a u w ->
  exists x, solves n rate dt x (mass u) /\ forall i, (i < n)%nat -> mass w i = FR n p a x i.
Proof. intros P [v [T E]]. exists (mass v). split; [apply transport_solves, T|]. intros i Hi.
  rewrite <- reaction_FR by (auto; apply (scheme_transport_pos u v T P)). unfold mass. rewrite E; auto. Qed.

(* G6: contraction in Hilbert's metric by a *)
Theorem scheme_contraction a u1 u2 w1 w2 d : 0 <= a -> pos n (mass u1) -> pos n (mass u2) ->
  scheme_step a u1 w1 -> scheme_step a u2 w2 -> hil n (mass u1) (mass u2) d -> hil n (mass w1) (mass w2) (a * d).
Proof. intros Ha P1 P2 S1 S2 H.
  destruct (scheme_step_FR a u1 w1 P1 S1) as [x [X EX]]. destruct (scheme_step_FR a u2 w2 P2 S2) as [y [Y EY]].
  assert (G : hil n (FR n p a x) (FR n p a y) (a * d)).
  { apply FR_hil; auto. apply (transport_hil n rate dt (mass u1) (mass u2)); auto using rate_nonneg. }
  intros i j Hi Hj. rewrite !EX, !EY by assumption. apply G; assumption. Qed.
Theorem scheme_step_pos_mass a u w : pos n (mass u) -> scheme_step a u w -> pos n (mass w) /\ bsum n (mass w) = 1.
Proof. intros P S. destruct (scheme_step_FR a u w P S) as [x [_ E]]. split.
  - intros i Hi. rewrite E by assumption. now apply FR_pos.
  - rewrite (bsum_ext n _ _ E). apply FR_mass; auto. Qed.

(* G7: KL(rho_k|pi) <= e^{-lambda k dt} osc(log rho_0/pi) *)
Theorem scheme_KL_decay lam k u w d : pos n (mass u) -> bsum n (mass u) = 1 ->
  scheme_run (exp (- (lam * dt))) k u w -> hil n (mass u) p d -> KL n (mass w) p <= exp (- (lam * dt)) ^ k * d.
Proof. intros P M R H.
  assert (I : pos n (mass w) /\ bsum n (mass w) = 1 /\ hil n (mass w) (mass (fun _ => 1)) (exp (- (lam * dt)) ^ k * d)).
  { induction R as [u|k u v w R IH S].
    - repeat split; auto. simpl. unfold mass at 2. intros i j Hi Hj. rewrite !Rmult_1_r, Rmult_1_l. apply H; auto.
    - destruct (IH P M H) as [Pv [_ Hv]]. destruct (scheme_step_pos_mass _ _ _ Pv S). repeat split; auto.
      simpl. rewrite Rmult_assoc. apply (scheme_contraction _ v (fun _ => 1)); auto using scheme_pi_fixed.
      + apply Rlt_le, exp_pos.
      + intros i Hi. unfold mass. rewrite Rmult_1_r; auto. }
  destruct I as [Pw [Mw Hw]]. apply KL_le_hil; auto.
  intros i j Hi Hj. specialize (Hw i j Hi Hj). unfold mass at 2 4 in Hw. rewrite !Rmult_1_r in Hw. exact Hw. Qed.
End Scheme.
