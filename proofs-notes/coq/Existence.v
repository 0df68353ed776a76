(* The implicit step has exactly one solution, for any rates, any dt and any right side: no theorem about "the" step is vacuous, and runs of the scheme of
   every length exist. Elimination of the last unknown leaves a system of the same kind (its column sums c stay positive). Java: Solution (tests). *)
Require Import Sums G2_Implicit. From Coquelicot Require Import Coquelicot.
Require Import C_Reaction Scheme.
Open Scope R_scope.

Lemma elimination n : forall (c : nat -> R) (q : nat -> nat -> R) (b : nat -> R),
  (forall j, (j < n)%nat -> 0 < c j) -> (forall j k, (j < n)%nat -> (k < n)%nat -> 0 <= q j k) ->
  exists x, forall j, (j < n)%nat -> c j * x j + bsum n (fun k => q k j * x j - q j k * x k) = b j.
Proof. induction n as [|n IH]; intros c q b C Q.
  - exists (fun _ => 0). intros j H. lia.
  - set (D := c n + bsum n (fun k => q k n)).
    assert (S : 0 <= bsum n (fun k => q k n)) by (apply bsum_nonneg; intros; apply Q; lia).
    assert (Cn : 0 < c n) by (apply C; lia).
    assert (DP : 0 < D) by (unfold D; lra).
    destruct (IH (fun j => c j + q n j * (c n / D)) (fun j k => q j k + q j n * q n k / D) (fun j => b j + q j n * b n / D))
      as [x H].
    + intros j Hj. assert (0 < c j) by (apply C; lia). assert (0 <= q n j) by (apply Q; lia).
      assert (0 < c n / D) by (apply Rdiv_lt_0_compat; assumption). nra.
    + intros j k Hj Hk. assert (0 <= q j k) by (apply Q; lia). assert (0 <= q j n) by (apply Q; lia).
      assert (0 <= q n k) by (apply Q; lia).
      assert (0 <= q j n * q n k / D) by (apply Rmult_le_pos; [apply Rmult_le_pos; assumption|apply Rlt_le, Rinv_0_lt_compat, DP]). lra.
    + set (xn := (b n + bsum n (fun k => q n k * x k)) / D).
      exists (fun j => if Nat.eq_dec j n then xn else x j).
      assert (E : forall f : nat -> R -> R, bsum n (fun k => f k (if Nat.eq_dec k n then xn else x k)) = bsum n (fun k => f k (x k))).
      { intros f. apply bsum_ext; intros k Hk. destruct (Nat.eq_dec k n); [lia|reflexivity]. }
      intros j Hj. simpl. destruct (Nat.eq_dec n n) as [_|N]; [|lia].
      destruct (Nat.eq_dec j n) as [->|N].
      * rewrite (E (fun k y => q k n * xn - q n k * y)), bsum_minus, bsum_scal_r.
        assert (xn * D = b n + bsum n (fun k => q n k * x k)) by (unfold xn; field; lra).
        unfold D in *. lra.
      * rewrite (E (fun k y => q k j * x j - q j k * y)).
        specialize (H j ltac:(lia)). cbv beta in H.
        rewrite (bsum_ext n (fun k => (q k j + q k n * q n j / D) * x j - (q j k + q j n * q n k / D) * x k)
          (fun k => (q k j * x j - q j k * x k) + (q n j * x j / D * q k n - q j n / D * (q n k * x k)))) in H
          by (intros; field; lra).
        rewrite bsum_plus, (bsum_minus n (fun k => q n j * x j / D * q k n)), !bsum_scal in H.
        replace (bsum n (fun k => q k n)) with (D - c n) in H by (unfold D; ring).
        assert (X : q j n * xn = q j n / D * (b n + bsum n (fun k => q n k * x k))) by (unfold xn; field; lra).
        assert (Y : (c j + q n j * (c n / D)) * x j + q n j * x j / D * (D - c n) = c j * x j + q n j * x j) by (field; lra).
        replace (q j n * b n / D) with (q j n / D * b n) in H by (field; lra). nra. Qed.

Theorem implicit_exists n Q dt b : 0 <= dt -> (forall j k, (j < n)%nat -> (k < n)%nat -> 0 <= Q j k) ->
  exists x, solves n Q dt x b.
Proof. intros T H. destruct (elimination n (fun _ => 1) (fun j k => dt * Q j k) b) as [x X].
  - intros; lra.
  - intros; apply Rmult_le_pos; auto.
  - exists x. intros j Hj. rewrite <- (X j Hj). unfold Lin. rewrite <- bsum_scal.
    rewrite Rmult_1_l. f_equal. apply bsum_ext; intros; ring. Qed.

Theorem implicit_unique n Q dt b x y : 0 <= dt -> (forall j k, (j < n)%nat -> (k < n)%nat -> 0 <= Q j k) ->
  solves n Q dt x b -> solves n Q dt y b -> forall j, (j < n)%nat -> x j = y j.
Proof. intros T H X Y j Hj.
  pose proof (certified_residual_bound n Q dt T H x b y X) as B.
  rewrite (bsum_ext n (fun j => Rabs (b j - Lin n Q dt y j)) (fun _ => 0)), bsum_0 in B.
  - assert (Z : Rabs (x j - y j) = 0) by (apply (bsum_nonneg_zero n (fun j => Rabs (x j - y j))); auto; intros; apply Rabs_pos).
    destruct (Req_dec (x j - y j) 0) as [E|N]; [lra|]. apply Rabs_no_R0 in N. contradiction.
  - intros k Hk. rewrite (Y k Hk). rewrite Rminus_diag_eq by reflexivity. apply Rabs_R0. Qed.

Theorem scheme_run_exists n p kappa dt a k u : 0 <= dt -> (forall i, 0 < p i) -> (forall j k, 0 <= kappa j k) ->
  (forall j k, kappa j k = kappa k j) -> exists w, scheme_run n p kappa dt a k u w.
Proof. intros T P K S. induction k as [|k [v IH]]; [exists u; constructor|].
  destruct (implicit_exists n (fun j l => kappa j l / p l) dt (fun i => p i * v i) T) as [x X].
  - intros j l _ _. apply Rmult_le_pos; [apply K|apply Rlt_le, Rinv_0_lt_compat, P].
  - exists (reaction n p a (fun i => x i / p i)). apply scheme_run_S with v; [exact IH|].
    exists (fun i => x i / p i). split; [|reflexivity].
    intros j Hj. rewrite <- (X j Hj). unfold Lin.
    replace (p j * (x j / p j)) with (x j) by (field; apply Rgt_not_eq, P). f_equal. f_equal.
    apply bsum_ext; intros l _. rewrite (S l j). field. split; apply Rgt_not_eq, P. Qed.
