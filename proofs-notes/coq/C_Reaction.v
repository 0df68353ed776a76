(* the Fisher-Rao substep rho_i -> rho_i^a pi_i^(1-a)/Z. *)
Require Import Sums.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Section FR.
Variable n : nat.
Hypothesis n_pos : (0 < n)%nat.
Variable pi : nat -> R.            (* cell MASSES, not densities *)
Hypothesis pi_pos : forall i, (i < n)%nat -> 0 < pi i.

Definition raw (a : R) (rho : nat -> R) i := Rpower (rho i) a * Rpower (pi i) (1 - a).
Definition Z a rho := bsum n (raw a rho).
Definition FR a rho i := raw a rho i / Z a rho.
Definition pos (rho : nat -> R) := forall i, (i < n)%nat -> 0 < rho i.

Lemma raw_pos a rho i : 0 < raw a rho i.
Proof. apply Rmult_lt_0_compat; apply exp_pos. Qed.
Lemma Z_pos a rho : 0 < Z a rho.
Proof. apply bsum_pos; [exact n_pos|]. intros; apply raw_pos. Qed.

Theorem FR_pos a rho i : 0 < FR a rho i.
Proof. apply Rdiv_lt_0_compat; [apply raw_pos | apply Z_pos]. Qed.

Theorem FR_mass a rho : bsum n (FR a rho) = 1.
Proof. unfold FR. unfold Rdiv. rewrite bsum_scal_r.
  change (bsum n (fun i => raw a rho i)) with (Z a rho).
  apply Rinv_r, Rgt_not_eq, Z_pos. Qed.

(* invariance under unnormalised input: the constant in rho or pi cancels *)
Lemma Rpower_div x y a : 0 < x -> 0 < y -> Rpower (x / y) a = Rpower x a / Rpower y a.
Proof. intros Hx Hy. unfold Rpower. rewrite ln_quot by assumption.
  unfold Rdiv at 1. rewrite <- exp_Ropp, <- exp_plus. f_equal. ring. Qed.

Theorem FR_scale a c rho : 0 < c -> pos rho ->
  forall i, (i < n)%nat -> FR a (fun i => rho i / c) i = FR a rho i.
Proof.
  intros Hc Hr.
  assert (E : forall i, (i < n)%nat -> raw a (fun i => rho i / c) i = raw a rho i * / Rpower c a).
  { intros i Hi. unfold raw. rewrite Rpower_div by (auto; apply Hr; auto).
    field. apply Rgt_not_eq, exp_pos. }
  intros i Hi. unfold FR. unfold Z. rewrite (bsum_ext n _ _ E), bsum_scal_r, E by assumption.
  change (bsum n (fun i => raw a rho i)) with (Z a rho).
  field. split; apply Rgt_not_eq; [apply Z_pos | apply exp_pos].
Qed.

Theorem FR_pi_invariant a : bsum n pi = 1 -> forall i, (i < n)%nat -> FR a pi i = pi i.
Proof.
  intros H1.
  assert (E : forall i, (i < n)%nat -> raw a pi i = pi i).
  { intros i Hi. unfold raw. rewrite <- Rpower_plus.
    replace (a + (1 - a)) with 1 by ring. apply Rpower_1, pi_pos, Hi. }
  intros i Hi. unfold FR, Z. rewrite (bsum_ext n _ pi E), H1, E by assumption. field.
Qed.

Theorem FR_identity rho : pos rho -> bsum n rho = 1 ->
  forall i, (i < n)%nat -> FR 1 rho i = rho i.
Proof.
  intros Hr H1.
  assert (E : forall i, (i < n)%nat -> raw 1 rho i = rho i).
  { intros i Hi. unfold raw. rewrite Rpower_1 by (apply Hr; auto).
    replace (1-1) with 0 by ring. rewrite Rpower_O by (apply pi_pos; auto). ring. }
  intros i Hi. unfold FR, Z. rewrite (bsum_ext n _ rho E), H1, E by assumption. field.
Qed.

(* Semigroup: with a = exp(-lam s), b = exp(-lam t), a*b = exp(-lam(s+t)). *)
Theorem FR_semigroup a b rho : pos rho ->
  forall i, (i < n)%nat -> FR a (FR b rho) i = FR (a * b) rho i.
Proof.
  intros Hr.
  assert (E : forall i, (i < n)%nat -> raw a (raw b rho) i = raw (a * b) rho i).
  { intros i Hi. unfold raw.
    unfold Rpower. rewrite ?ln_mult by apply exp_pos. rewrite ?ln_exp.
    rewrite <- ?exp_plus. f_equal. ring. }
  intros i Hi.
  transitivity (FR a (raw b rho) i).
  - apply (FR_scale a (Z b rho) (raw b rho)); auto. apply Z_pos. intros k _; apply raw_pos.
  - unfold FR, Z. rewrite (bsum_ext n _ _ E), E by assumption. reflexivity.
Qed.

(* It really is the flow of  d rho_i = -lam rho_i (h_i - sum rho h),  h = ln(rho/pi) *)
Definition flow lam rho t := FR (exp (- lam * t)) rho.

Lemma is_derive_bsum m (f : nat -> R -> R) (d : nat -> R) t :
  (forall i, (i < m)%nat -> is_derive (f i) t (d i)) ->
  is_derive (fun u => bsum m (fun i => f i u)) t (bsum m d).
Proof. induction m; intros H; simpl.
  - apply (is_derive_const 0 t).
  - apply (is_derive_plus (fun u => bsum m (fun i => f i u)) (f m)); [apply IHm; auto|apply H; auto].
Qed.

Theorem FR_ode lam rho t : pos rho -> forall i, (i < n)%nat ->
  is_derive (fun u => flow lam rho u i) t
    (- lam * flow lam rho t i *
      (ln (flow lam rho t i / pi i)
       - bsum n (fun k => flow lam rho t k * ln (flow lam rho t k / pi k)))).
Proof.
  intros Hr.
  set (h := fun i => ln (rho i) - ln (pi i)).
  set (a := exp (- lam * t)).
  assert (D : forall i, (i < n)%nat ->
     is_derive (fun u => raw (exp (- lam * u)) rho i) t (- lam * a * h i * raw a rho i)).
  { intros i Hi. unfold raw, Rpower, h, a. auto_derive; [trivial|]. 
    replace (1 + - exp (- lam * t)) with (1 - exp (- lam * t)) by ring. ring. }
  assert (DZ : is_derive (fun u => Z (exp (- lam * u)) rho) t
      (bsum n (fun i => - lam * a * h i * raw a rho i))).
  { apply (is_derive_bsum n (fun i u => raw (exp (- lam * u)) rho i)). exact D. }
  assert (L : forall i, (i < n)%nat -> ln (FR a rho i / pi i) = a * h i - ln (Z a rho)).
  { intros i Hi. unfold FR. rewrite !ln_quot; try apply Rdiv_lt_0_compat;
      try apply raw_pos; try apply Z_pos; try (apply pi_pos; auto).
    unfold raw, Rpower. rewrite <- exp_plus, ln_exp. unfold h. ring. }
  intros i Hi.
  assert (ZP := Z_pos a rho).
  assert (S : bsum n (fun k => FR a rho k * ln (FR a rho k / pi k))
     = a * bsum n (fun k => FR a rho k * h k) - ln (Z a rho)).
  { rewrite (bsum_ext n _ (fun k => a * (FR a rho k * h k) - ln (Z a rho) * FR a rho k))
      by (intros k Hk; rewrite L by assumption; ring).
    rewrite bsum_minus, !bsum_scal, FR_mass. ring. }
  unfold flow. fold a. rewrite S, L by assumption.
  unfold FR at 1.
  evar (l : R). assert (DD : is_derive (fun u => raw (exp (- lam * u)) rho i / Z (exp (- lam * u)) rho) t l).
  { unfold l. apply (is_derive_div (fun u => raw (exp (- lam * u)) rho i) (fun u => Z (exp (- lam * u)) rho)).
    - apply D, Hi.
    - exact DZ.
    - apply Rgt_not_eq, Z_pos. }
  replace (- lam * FR a rho i * (a * h i - ln (Z a rho) - (a * bsum n (fun k => FR a rho k * h k) - ln (Z a rho)))) with l; [exact DD|].
  unfold l. fold a.
  assert (Q1 : bsum n (fun k => FR a rho k * h k) = / Z a rho * bsum n (fun k => h k * raw a rho k)).
  { rewrite <- bsum_scal. apply bsum_ext; intros. unfold FR. field. lra. }
  assert (Q2 : bsum n (fun k => - lam * a * h k * raw a rho k) = - lam * a * bsum n (fun k => h k * raw a rho k)).
  { rewrite <- bsum_scal. apply bsum_ext; intros. ring. }
  rewrite Q1, Q2. unfold FR. field. lra.
Qed.
End FR.
