(* one W-FR Lie step contracts Hilbert's projective metric by
   a = exp(-lam dt): any mesh, any dt, any (multi-modal) target. *)
Require Import Sums G2_Implicit G2_Entropy.
From Coquelicot Require Import Coquelicot.
Require Import C_Reaction Splitting.
Open Scope R_scope.

Definition hil n (x y : nat -> R) d := forall i j, (i < n)%nat -> (j < n)%nat ->
  (ln (x i) - ln (y i)) - (ln (x j) - ln (y j)) <= d.

Lemma hil_sym n x y d : hil n x y d -> hil n y x d.
Proof. intros H i j Hi Hj. pose proof (H j i Hj Hi). lra. Qed.
Lemma hil_tri n x y z d e : hil n x y d -> hil n y z e -> hil n x z (d + e).
Proof. intros H K i j Hi Hj. pose proof (H i j Hi Hj). pose proof (K i j Hi Hj). lra. Qed.

Lemma argmin n (f : nat -> R) : (0 < n)%nat ->
  exists i0, (i0 < n)%nat /\ forall i, (i < n)%nat -> f i0 <= f i.
Proof. induction n; intros H; [lia|]. destruct n.
  - exists 0%nat. split; [lia|]. intros i Hi. replace i with 0%nat by lia. lra.
  - destruct IHn as [i0 [L M]]; [lia|]. destruct (Rle_dec (f i0) (f (S n))).
    + exists i0. split; [lia|]. intros i Hi. destruct (Nat.eq_dec i (S n)) as [->|]; auto. apply M; lia.
    + exists (S n). split; [lia|]. intros i Hi. destruct (Nat.eq_dec i (S n)) as [->|]; [lra|].
      pose proof (M i ltac:(lia)). lra. Qed.

Lemma solves_lin n Q dt x y b c s t : solves n Q dt x b -> solves n Q dt y c ->
  solves n Q dt (fun i => s * x i + t * y i) (fun i => s * b i + t * c i).
Proof. intros H K j Hj. rewrite <- (H j Hj), <- (K j Hj). unfold Lin.
  rewrite (bsum_ext n _ (fun k => s * (Q k j * x j - Q j k * x k) + t * (Q k j * y j - Q j k * y k)))
    by (intros; ring).
  rewrite bsum_plus, !bsum_scal. ring. Qed.

(* transport is non-expansive; with b := L y this is also the COMPONENTWISE-RELATIVE
   a-posteriori certificate of any candidate answer y. *)
Theorem transport_hil n Q dt x y x' y' d : (0 < n)%nat -> 0 <= dt ->
  (forall j k, (j < n)%nat -> (k < n)%nat -> 0 <= Q j k) ->
  pos n x -> pos n y -> solves n Q dt x' x -> solves n Q dt y' y ->
  hil n x y d -> hil n x' y' d.
Proof.
  intros Hn Hdt HQ Hx Hy Sx Sy H.
  assert (Px : pos n x') by (exact (implicit_strictly_positive n Q dt Hdt HQ x' x Sx Hx)).
  assert (Py : pos n y') by (exact (implicit_strictly_positive n Q dt Hdt HQ y' y Sy Hy)).
  destruct (argmin n (fun i => ln (x i) - ln (y i)) Hn) as [i0 [L0 M0]]. cbv beta in M0.
  set (l := ln (x i0) - ln (y i0)) in *.
  assert (E : forall (s : R) (z : R), 0 < z -> exp (s + ln z) = exp s * z)
    by (intros; rewrite exp_plus, exp_ln; auto).
  assert (mono : forall u v, 0 < u -> 0 < v -> u <= v -> ln u <= ln v)
    by (intros u v Hu Hv [K|K]; [apply Rlt_le, ln_increasing; auto | subst; lra]).
  assert (expmono : forall u v, u <= v -> exp u <= exp v)
    by (intros u v [K|K]; [apply Rlt_le, exp_increasing; auto | subst; lra]).
  assert (lo : forall i, (i < n)%nat -> l <= ln (x' i) - ln (y' i)).
  { intros i Hi.
    pose proof (implicit_positive n Q dt Hdt HQ _ _ (solves_lin n Q dt _ _ _ _ 1 (- exp l) Sx Sy)) as P.
    assert (K : 0 <= 1 * x' i + - exp l * y' i).
    { apply P; auto. intros j Hj. pose proof (M0 j Hj) as B.
      assert (exp l * y j <= x j); [|lra].
      rewrite <- (E l (y j)) by auto. rewrite <- (exp_ln (x j)) at 1 by auto. apply expmono. lra. }
    assert (0 < exp l * y' i) by (apply Rmult_lt_0_compat; auto using exp_pos).
    pose proof (mono (exp l * y' i) (x' i) ltac:(auto) (Px i Hi) ltac:(lra)) as G.
    rewrite ln_mult, ln_exp in G by auto using exp_pos. lra. }
  assert (hi : forall i, (i < n)%nat -> ln (x' i) - ln (y' i) <= l + d).
  { intros i Hi.
    pose proof (implicit_positive n Q dt Hdt HQ _ _ (solves_lin n Q dt _ _ _ _ (-1) (exp (l + d)) Sx Sy)) as P.
    assert (K : 0 <= -1 * x' i + exp (l + d) * y' i).
    { apply P; auto. intros j Hj. pose proof (H j i0 Hj L0) as B. fold l in B.
      assert (x j <= exp (l + d) * y j); [|lra].
      rewrite <- (E (l + d) (y j)) by auto. rewrite <- (exp_ln (x j)) at 1 by auto. apply expmono. lra. }
    assert (0 < exp (l + d) * y' i) by (apply Rmult_lt_0_compat; auto using exp_pos).
    pose proof (mono (x' i) (exp (l + d) * y' i) (Px i Hi) ltac:(auto) ltac:(lra)) as G.
    rewrite ln_mult, ln_exp in G by auto using exp_pos. lra. }
  intros i j Hi Hj. pose proof (hi i Hi). pose proof (lo j Hj). lra.
Qed.

Section C.
Variable n : nat.  Hypothesis n_pos : (0 < n)%nat.
Variable pi : nat -> R. Hypothesis pi_pos : forall i, (i < n)%nat -> 0 < pi i.
Variable Q : nat -> nat -> R. Variable dt : R. Hypothesis Hdt : 0 <= dt.
Hypothesis HQ : forall j k, (j < n)%nat -> (k < n)%nat -> 0 <= Q j k.
Hypothesis HI : forall j, (j < n)%nat -> bsum n (fun k => Q k j * pi j - Q j k * pi k) = 0.
Hypothesis H1 : bsum n pi = 1.

Theorem FR_hil a x y d : 0 <= a -> hil n x y d -> hil n (FR n pi a x) (FR n pi a y) (a * d).
Proof. intros Ha H i j Hi Hj. rewrite !ln_FR by assumption.
  pose proof (Rmult_le_compat_l _ _ _ Ha (H i j Hi Hj)). lra. Qed.

(* relational one-step: rho -> x (implicit solve) -> FR a x *)
Definition step a (rho rho' : nat -> R) :=
  exists x, solves n Q dt x rho /\ rho' = FR n pi a x.

Theorem step_contraction a r s r' s' d : 0 <= a -> pos n r -> pos n s ->
  step a r r' -> step a s s' -> hil n r s d -> hil n r' s' (a * d).
Proof. intros Ha Pr Ps [x [Sx ->]] [y [Sy ->]] H. apply FR_hil; auto.
  apply (transport_hil n Q dt r s); auto. Qed.

Inductive run a : nat -> (nat -> R) -> (nat -> R) -> Prop :=
| run0 r : run a 0 r r
| runS k r s t : run a k r s -> step a s t -> run a (S k) r t.

Lemma pi_fixed : solves n Q dt pi pi.
Proof. intros j Hj. unfold Lin. rewrite HI by assumption. ring. Qed.

Lemma run_pos a k r s : run a k r s -> pos n r -> pos n s.
Proof. induction 1 as [|? ? ? ? _ IH [x [_ ->]]]; auto. intros _ i _. now apply FR_pos. Qed.

Theorem run_to_pi a k r s d : 0 <= a -> pos n r -> run a k r s ->
  hil n r pi d -> hil n s pi (a ^ k * d).
Proof. intros Ha Pr Hrun H. induction Hrun as [r|k r s t R IH ST].
  - simpl. rewrite Rmult_1_l. exact H.
  - specialize (IH Pr H). simpl. rewrite Rmult_assoc.
    destruct ST as [x [Sx ->]].
    assert (T : hil n x pi (a ^ k * d))
      by (apply (transport_hil n Q dt s pi); auto using pi_fixed; eapply run_pos; eauto).
    pose proof (FR_hil a x pi _ Ha T) as G.
    intros i j Hi Hj. specialize (G i j Hi Hj).
    rewrite !(FR_pi_invariant n pi pi_pos a H1) in G by assumption. exact G. Qed.

(* KL <= Hilbert distance *)
Theorem KL_le_hil r d : pos n r -> bsum n r = 1 -> hil n r pi d -> KL n r pi <= d.
Proof. intros Pr Hr H.
  destruct (argmin n (fun i => ln (r i) - ln (pi i)) n_pos) as [i0 [L0 M0]]. cbv beta in M0.
  set (l := ln (r i0) - ln (pi i0)) in *.
  assert (Lneg : l <= 0).
  { assert (K : exp l <= 1); [|destruct (Rle_lt_dec l 0) as [|G]; auto; apply exp_increasing in G; rewrite exp_0 in G; lra].
    rewrite <- Hr. rewrite <- (Rmult_1_r (exp l)), <- H1, <- bsum_scal. apply bsum_le. intros i Hi.
    rewrite <- (exp_ln (r i)), <- (exp_ln (pi i)) at 1 by auto. rewrite <- exp_plus.
    destruct (M0 i Hi) as [G|G]; [apply Rlt_le, exp_increasing; lra|rewrite G; right; f_equal; lra]. }
  unfold KL. rewrite <- (Rmult_1_r d), <- Hr, <- bsum_scal. apply bsum_le. intros i Hi.
  rewrite ln_quot by auto. pose proof (H i i0 Hi L0) as B. fold l in B.
  rewrite (Rmult_comm d). apply Rmult_le_compat_l; [apply Rlt_le; auto | lra]. Qed.

(* HEADLINE: KL(rho_k|pi) <= exp(-lam k dt) * osc(ln rho_0/pi). No log-Sobolev constant. *)
Theorem exponential_convergence lam k r s d : pos n r -> bsum n r = 1 ->
  run (exp (- (lam * dt))) k r s -> (0 < k)%nat -> hil n r pi d ->
  KL n s pi <= exp (- (lam * (INR k * dt))) * d.
Proof. intros Pr Hr Hrun Hk H.
  assert (Ms : bsum n s = 1).
  { destruct Hrun as [|? ? ? ? _ [x [_ ->]]]; [lia|]. apply FR_mass; auto. }
  replace (exp (- (lam * (INR k * dt)))) with (exp (- (lam * dt)) ^ k).
  - apply KL_le_hil; auto. + eapply run_pos; eauto.
    + eapply run_to_pi; eauto. apply Rlt_le, exp_pos.
  - clear. induction k; [simpl; rewrite <- exp_0; f_equal; ring|].
    rewrite S_INR. simpl pow. rewrite IHk, <- exp_plus. f_equal. ring. Qed.
End C.
