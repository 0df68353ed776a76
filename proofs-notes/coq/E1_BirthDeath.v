(* E1: beta_i > 0: i dies at rate lam beta_i and copies partner j; beta_i < 0: i overwrites partner j at rate -lam beta_i; the
   partner is drawn with q i j. The mean generator is that of the weights, -lam sum beta_i f_i, for all centred beta and all f,
   iff the partner's law is the same for everybody; for an exchangeable draw iff it is uniform over all N, itself included
   (birth_death_iff_uniform_partner).
   Java: wfr.particle.BirthDeath, test BirthDeathTest. *)
Require Import Sums.

Definition pos_part x := Rmax x 0.
Definition birth_death n lam (q : nat -> nat -> R) (beta f : nat -> R) :=
  bsum n (fun i => bsum n (fun j => lam * pos_part (beta i) * q i j * (f j - f i)
                                 + lam * pos_part (- beta i) * q i j * (f i - f j))).
Definition weighted n lam (beta f : nat -> R) := - lam * bsum n (fun i => beta i * f i).
Definition delta (i k : nat) : R := if Nat.eq_dec k i then 1 else 0.

Lemma bsum_delta n i g : (i < n)%nat -> bsum n (fun k => delta i k * g k) = g i.
Proof. induction n; intros H; [lia|]. simpl. destruct (Nat.eq_dec i n) as [->|N].
  - rewrite (bsum_ext n _ (fun _ => 0)), bsum_0.
    + unfold delta. destruct (Nat.eq_dec n n); [ring|lia].
    + intros k Hk. unfold delta. destruct (Nat.eq_dec k n); [lia|ring].
  - rewrite IHn by lia. unfold delta. destruct (Nat.eq_dec n i); [lia|ring]. Qed.

Lemma birth_death_form n lam q beta f : (forall i, (i < n)%nat -> bsum n (q i) = 1) ->
  birth_death n lam q beta f = weighted n lam beta f + lam * bsum n (fun i => beta i * bsum n (fun j => q i j * f j)).
Proof. intros H. unfold weighted, birth_death.
  replace (- lam * bsum n (fun i => beta i * f i)) with (lam * - bsum n (fun i => beta i * f i)) by ring.
  rewrite <- Rmult_plus_distr_l.
  replace (- bsum n (fun i => beta i * f i) + bsum n (fun i => beta i * bsum n (fun j => q i j * f j)))
    with (bsum n (fun i => beta i * bsum n (fun j => q i j * f j)) - bsum n (fun i => beta i * f i)) by ring.
  rewrite <- bsum_minus, <- bsum_scal. apply bsum_ext; intros i Hi.
  rewrite (bsum_ext n _ (fun j => lam * beta i * (q i j * f j) - lam * beta i * f i * q i j)).
  - rewrite bsum_minus, !bsum_scal, (H i Hi). ring.
  - intros j _. assert (P : pos_part (beta i) - pos_part (- beta i) = beta i).
    { unfold pos_part, Rmax. repeat destruct Rle_dec; lra. }
    rewrite <- P at 3 4. ring. Qed.

Theorem birth_death_iff_common_partner n lam q : lam <> 0 -> (forall i, (i < n)%nat -> bsum n (q i) = 1) ->
  ((forall beta f, bsum n beta = 0 -> birth_death n lam q beta f = weighted n lam beta f) <->
   (forall i k j, (i < n)%nat -> (k < n)%nat -> (j < n)%nat -> q i j = q k j)).
Proof. intros L H. split.
  - intros G i k j Hi Hk Hj.
    specialize (G (fun l => delta i l - delta k l) (delta j)).
    rewrite birth_death_form in G by exact H.
    assert (Z : bsum n (fun l => delta i l - delta k l) = 0).
    { rewrite bsum_minus, (bsum_ext n (delta i) (fun l => delta i l * 1)), (bsum_ext n (delta k) (fun l => delta k l * 1))
        by (intros; ring). rewrite !(bsum_delta n _ (fun _ => 1)) by assumption. ring. }
    specialize (G Z).
    rewrite (bsum_ext n (fun l => (delta i l - delta k l) * bsum n (fun m => q l m * delta j m))
      (fun l => delta i l * q l j - delta k l * q l j)) in G.
    + rewrite bsum_minus, !(bsum_delta n _ (fun l => q l j)) in G by assumption.
      assert (M : lam * (q i j - q k j) = 0) by lra.
      apply Rmult_integral in M. destruct M; [contradiction|lra].
    + intros l _. rewrite (bsum_ext n _ (fun m => delta j m * q l m)) by (intros; ring).
      rewrite bsum_delta by assumption. ring.
  - intros C beta f B. rewrite birth_death_form by exact H.
    destruct n; [simpl; ring|].
    rewrite (bsum_ext (S n) (fun i => beta i * bsum (S n) (fun j => q i j * f j))
       (fun i => beta i * bsum (S n) (fun j => q 0%nat j * f j))).
    + rewrite bsum_scal_r, B. ring.
    + intros i Hi. f_equal. apply bsum_ext; intros j Hj. rewrite (C i 0%nat j) by lia. reflexivity. Qed.

(* An exchangeable draw: oneself with weight s, every other with weight t. The identity holds iff the partner is uniform over all N, oneself
   included; drawing from the N - 1 others (s = 0) fails for every N >= 2. *)
Definition exchangeable (s t : R) (i j : nat) : R := t + (s - t) * delta i j.

Lemma exchangeable_sum n s t i : (i < n)%nat -> bsum n (exchangeable s t i) = INR n * t + (s - t).
Proof. intros H. unfold exchangeable. rewrite bsum_plus, bsum_scal.
  rewrite (bsum_ext n (delta i) (fun k => delta i k * 1)) by (intros; ring).
  rewrite (bsum_delta n i (fun _ => 1)) by assumption.
  assert (C : forall m, bsum m (fun _ => t) = INR m * t).
  { induction m; [simpl; ring|]. change (bsum (S m) (fun _ => t)) with (bsum m (fun _ => t) + t). rewrite IHm, S_INR. ring. }
  rewrite C. ring. Qed.

Theorem birth_death_iff_uniform_partner n lam s t : lam <> 0 -> (2 <= n)%nat -> INR n * t + (s - t) = 1 ->
  ((forall beta f, bsum n beta = 0 -> birth_death n lam (exchangeable s t) beta f = weighted n lam beta f) <->
   (forall i j, (i < n)%nat -> (j < n)%nat -> exchangeable s t i j = / INR n)).
Proof. intros L N H.
  assert (P : 0 < INR n) by (apply lt_0_INR; lia).
  rewrite (birth_death_iff_common_partner n lam (exchangeable s t) L)
    by (intros i Hi; rewrite exchangeable_sum by assumption; exact H).
  split.
  - intros C i j Hi Hj.
    assert (E : exchangeable s t 0%nat 0%nat = exchangeable s t 1%nat 0%nat) by (apply C; lia).
    unfold exchangeable, delta in E. simpl in E.
    assert (S : s = t) by lra. subst s.
    unfold exchangeable. replace (t - t) with 0 by ring. rewrite Rmult_0_l, Rplus_0_r.
    apply (Rmult_eq_reg_l (INR n)); [|lra]. rewrite Rinv_r by lra. lra.
  - intros U i k j Hi Hk Hj. rewrite !U by assumption. reflexivity. Qed.
