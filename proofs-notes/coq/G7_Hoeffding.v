(* Hoeffding's form of the decay: a law with log-ratio h to pi of oscillation at most d has KL(rho|pi) <= d^2/8, so KL along a run of the scheme is at most
   e^{-2 lambda k dt} osc^2/8: the rate doubles once osc is below 8. Proof: along the geometric path rho_s ~ pi e^{s h} the function
   F(s) = s psi'(s) - psi(s), psi = log sum pi e^{s h}, has F(0) = 0, F(1) = KL and F'(s) = s Var_s h <= s d^2/4 (Popoviciu). *)
Require Import Sums G2_Implicit G2_Entropy. From Coquelicot Require Import Coquelicot.
Require Import C_Reaction Splitting G6_G7_Contraction Scheme.
Open Scope R_scope.

Section Path.
Variable n : nat. Hypothesis n_pos : (0 < n)%nat.
Variable pi : nat -> R. Hypothesis pi_pos : forall i, (i < n)%nat -> 0 < pi i.
Variable h : nat -> R.

Definition moment (r : nat) (s : R) := bsum n (fun i => pi i * exp (s * h i) * h i ^ r).

Lemma moment_pos s : 0 < moment 0 s.
Proof. unfold moment. apply bsum_pos; auto. intros. simpl. rewrite Rmult_1_r. apply Rmult_lt_0_compat; auto using exp_pos. Qed.
Lemma moment_derive r s : is_derive (moment r) s (moment (S r) s).
Proof. unfold moment. apply (is_derive_bsum n (fun i s => pi i * exp (s * h i) * h i ^ r)). intros i _. auto_derive; [trivial|]. simpl. ring. Qed.

(* Popoviciu, multiplied out: M0 M2 - M1^2 <= d^2/4 M0^2 *)
Lemma moment_variance m d s : (forall i, (i < n)%nat -> m <= h i <= m + d) ->
  moment 2 s * moment 0 s - moment 1 s * moment 1 s <= d * d / 4 * (moment 0 s * moment 0 s).
Proof. intros H.
  assert (P : 0 <= bsum n (fun i => pi i * exp (s * h i) * ((m + d - h i) * (h i - m)))).
  { apply bsum_nonneg; intros i Hi. pose proof (H i Hi). apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rlt_le; auto|apply Rlt_le, exp_pos]|].
    apply Rmult_le_pos; lra. }
  assert (E : bsum n (fun i => pi i * exp (s * h i) * ((m + d - h i) * (h i - m)))
    = (2 * m + d) * moment 1 s - moment 2 s - m * (m + d) * moment 0 s).
  { unfold moment. rewrite <- !bsum_scal, <- !bsum_minus. apply bsum_ext; intros. simpl. ring. }
  rewrite E in P. pose proof (moment_pos s) as Z. 
  assert (S : 0 <= (moment 1 s - (m + d / 2) * moment 0 s) * (moment 1 s - (m + d / 2) * moment 0 s)) by apply Rle_0_sqr.
  assert (moment 2 s * moment 0 s <= ((2 * m + d) * moment 1 s - m * (m + d) * moment 0 s) * moment 0 s)
    by (apply Rmult_le_compat_r; lra).
  nra. Qed.

Definition legendre s := s * (moment 1 s / moment 0 s) - ln (moment 0 s).

Lemma legendre_derive s : is_derive legendre s (s * ((moment 2 s * moment 0 s - moment 1 s * moment 1 s) / (moment 0 s * moment 0 s))).
Proof. pose proof (moment_pos s) as Z. unfold legendre.
  evar (l : R). assert (D : is_derive (fun s => s * (moment 1 s / moment 0 s) - ln (moment 0 s)) s l).
  { unfold l. apply (is_derive_minus (fun s => s * (moment 1 s / moment 0 s)) (fun s => ln (moment 0 s))).
    - apply (is_derive_mult (fun s => s) (fun s => moment 1 s / moment 0 s)).
      + apply (is_derive_id s).
      + apply (is_derive_div (moment 1) (moment 0)); [apply moment_derive|apply moment_derive|lra].
      + intros; apply Rmult_comm.
    - apply (is_derive_comp ln (moment 0)); [apply is_derive_Reals, derivable_pt_lim_ln, Z|apply moment_derive]. }
  replace (s * ((moment 2 s * moment 0 s - moment 1 s * moment 1 s) / (moment 0 s * moment 0 s))) with l; [exact D|].
  unfold l, minus, plus, opp, mult, scal, one; simpl. unfold mult; simpl. field. lra. Qed.

Theorem legendre_bound m d : (forall i, (i < n)%nat -> m <= h i <= m + d) -> bsum n pi = 1 -> legendre 1 <= d * d / 8.
Proof. intros H M.
  set (G := fun s => legendre s - d * d / 8 * s * s).
  assert (DG : forall s, is_derive G s (s * ((moment 2 s * moment 0 s - moment 1 s * moment 1 s) / (moment 0 s * moment 0 s)) - d * d / 4 * s)).
  { intros s. unfold G. apply (is_derive_minus legendre (fun s => d * d / 8 * s * s)); [apply legendre_derive|].
    auto_derive; [trivial|]. field. }
  destruct (MVT_gen G 0 1 (fun s => s * ((moment 2 s * moment 0 s - moment 1 s * moment 1 s) / (moment 0 s * moment 0 s)) - d * d / 4 * s)) as [c [C E]].
  - intros; apply DG.
  - intros x _. apply continuity_pt_filterlim. apply (ex_derive_continuous G). eexists. apply DG.
  - rewrite Rmin_left, Rmax_right in C by lra.
    assert (G0 : G 0 = 0).
    { unfold G, legendre. replace (moment 0 0) with 1. rewrite ln_1. unfold Rdiv. ring.
      unfold moment. rewrite <- M. apply bsum_ext; intros. rewrite Rmult_0_l, exp_0. simpl. ring. }
    assert (V : (moment 2 c * moment 0 c - moment 1 c * moment 1 c) / (moment 0 c * moment 0 c) <= d * d / 4).
    { pose proof (moment_pos c). assert (0 < moment 0 c * moment 0 c) by (apply Rmult_lt_0_compat; auto).
      apply Rmult_le_reg_r with (moment 0 c * moment 0 c); auto. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
      apply (moment_variance m); exact H. }
    assert (G 1 <= 0).
    { rewrite G0 in E. assert (0 <= c * (d * d / 4 - (moment 2 c * moment 0 c - moment 1 c * moment 1 c) / (moment 0 c * moment 0 c)))
        by (apply Rmult_le_pos; lra). lra. }
    unfold G in *. lra. Qed.
End Path.

(* KL <= osc^2/8 for any two laws of mass 1 *)
Theorem KL_le_hil_squared n pi r d : (0 < n)%nat -> pos n pi -> bsum n pi = 1 -> pos n r -> bsum n r = 1 -> hil n r pi d ->
  KL n r pi <= d * d / 8.
Proof. intros N P M R MR H.
  set (h := fun i => ln (r i) - ln (pi i)).
  destruct (argmin n h N) as [i0 [L0 M0]].
  assert (B : forall i, (i < n)%nat -> h i0 <= h i <= h i0 + d).
  { intros i Hi. split; [apply M0; exact Hi|]. pose proof (H i i0 Hi L0). unfold h. lra. }
  pose proof (legendre_bound n N pi P h (h i0) d B M) as K.
  assert (X : forall i, (i < n)%nat -> pi i * exp (1 * h i) = r i).
  { intros i Hi. rewrite Rmult_1_l. unfold h, Rminus. rewrite exp_plus, exp_Ropp, !exp_ln by auto. field. apply Rgt_not_eq, P, Hi. }
  assert (Z0 : moment n pi h 0 1 = 1).
  { transitivity (bsum n r); [|exact MR]. unfold moment. apply bsum_ext; intros i Hi. rewrite X by exact Hi. simpl. ring. }
  assert (Z1 : moment n pi h 1 1 = KL n r pi).
  { unfold moment, KL. apply bsum_ext; intros i Hi. rewrite X by exact Hi. rewrite ln_quot by auto. unfold h. simpl. ring. }
  unfold legendre in K. rewrite Z0, Z1, ln_1 in K. lra. Qed.

(* G7, second bound *)
Theorem scheme_KL_decay_squared n p kappa dt lam k u w d : (0 < n)%nat -> (forall i, 0 < p i) -> bsum n p = 1 ->
  (forall j k, kappa j k = kappa k j) -> (forall j k, 0 <= kappa j k) -> 0 <= dt ->
  pos n (mass p u) -> bsum n (mass p u) = 1 -> scheme_run n p kappa dt (exp (- (lam * dt))) k u w -> hil n (mass p u) p d ->
  KL n (mass p w) p <= (exp (- (lam * dt)) ^ k * d) * (exp (- (lam * dt)) ^ k * d) / 8.
Proof. intros N P M S K T U MU R H.
  assert (I : pos n (mass p w) /\ bsum n (mass p w) = 1 /\ hil n (mass p w) (mass p (fun _ => 1)) (exp (- (lam * dt)) ^ k * d)).
  { induction R as [u|k u v w R IH St].
    - repeat split; auto. simpl. unfold mass at 2. intros i j Hi Hj. rewrite !Rmult_1_r, Rmult_1_l. apply H; auto.
    - destruct (IH U MU H) as [Pv [_ Hv]].
      destruct (scheme_step_pos_mass n N p kappa S K dt T P _ _ _ Pv St). repeat split; auto.
      simpl. rewrite Rmult_assoc. apply (scheme_contraction n N p kappa S K dt T P _ v (fun _ => 1)); auto.
      + apply Rlt_le, exp_pos.
      + intros i Hi. unfold mass. rewrite Rmult_1_r; auto.
      + apply scheme_pi_fixed; auto. }
  destruct I as [Pw [Mw Hw]]. apply KL_le_hil_squared; auto.
  - intros i _; auto.
  - intros i j Hi Hj. specialize (Hw i j Hi Hj). unfold mass at 2 4 in Hw. rewrite !Rmult_1_r in Hw. exact Hw. Qed.
