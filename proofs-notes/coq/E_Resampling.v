(* weights normalisation and unbiasedness of systematic resampling. *)
Require Import Sums.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(* *)
Theorem weights_normalised n (w g : nat -> R) :
  (0 < n)%nat -> (forall i, (i < n)%nat -> 0 < w i) -> (forall i, (i < n)%nat -> 0 < g i) ->
  bsum n (fun i => w i * g i / bsum n (fun k => w k * g k)) = 1.
Proof. intros Hn Hw Hg. unfold Rdiv. rewrite bsum_scal_r. apply Rinv_r, Rgt_not_eq.
  apply bsum_pos; auto. intros; apply Rmult_lt_0_compat; auto. Qed.

(* additive constants in the log-potential (unnormalised pi!) cancel. *)
Theorem weights_shift_invariant n (w V : nat -> R) c i :
  (0 < n)%nat -> (forall i, (i < n)%nat -> 0 < w i) ->
  w i * exp (V i + c) / bsum n (fun k => w k * exp (V k + c))
  = w i * exp (V i) / bsum n (fun k => w k * exp (V k)).
Proof. intros Hn Hw.
  rewrite (bsum_ext n (fun k => w k * exp (V k + c)) (fun k => w k * exp (V k) * exp c))
    by (intros; rewrite exp_plus; ring).
  rewrite bsum_scal_r, exp_plus. field. split; [|apply Rgt_not_eq, exp_pos].
  apply Rgt_not_eq, bsum_pos; auto. intros; apply Rmult_lt_0_compat; auto using exp_pos.
Qed.

(* systematic resampling: offspring of particle with CDF interval [A,B) among points
   (k+u)/N, k=0..N-1, u ~ U(0,1); put a = N A, b = N B. *)
Definition below (u c : R) : R := if Rlt_dec u c then 1 else 0.
Definition offspring (N : nat) (a b u : R) :=
  bsum N (fun k => below u (b - INR k) - below u (a - INR k)).
Definition clamp c := Rmin 1 (Rmax 0 c).

Lemma offspring_is_count N a b u k : a <= b -> (k < N)%nat ->
  below u (b - INR k) - below u (a - INR k) =
  if Rle_dec a (INR k + u) then (if Rlt_dec (INR k + u) b then 1 else 0) else 0.
Proof. intros H _. unfold below.
  destruct (Rlt_dec u (b - INR k)), (Rlt_dec u (a - INR k)),
    (Rle_dec a (INR k + u)), (Rlt_dec (INR k + u) b); lra. Qed.

Lemma below_RInt c : is_RInt (fun u => below u c) 0 1 (clamp c).
Proof.
  set (m := clamp c).
  assert (Hm : 0 <= m <= 1) by (unfold m, clamp, Rmin, Rmax; repeat destruct Rle_dec; lra).
  assert (I1 : is_RInt (fun u => below u c) 0 m m).
  { apply is_RInt_ext with (fun _ => 1).
    - rewrite Rmin_left, Rmax_right by lra. intros u Hu. unfold below.
      destruct (Rlt_dec u c); [reflexivity|exfalso].
      revert Hu. unfold m, clamp, Rmin, Rmax; repeat destruct Rle_dec; lra.
    - pose proof (is_RInt_const 0 m (1:R)) as K. unfold scal in K; simpl in K; unfold mult in K; simpl in K.
      replace ((m - 0) * 1) with m in K by ring. exact K. }
  assert (I2 : is_RInt (fun u => below u c) m 1 0).
  { apply is_RInt_ext with (fun _ => 0).
    - rewrite Rmin_left, Rmax_right by lra. intros u Hu. unfold below.
      destruct (Rlt_dec u c); [exfalso|reflexivity].
      revert Hu. unfold m, clamp, Rmin, Rmax; repeat destruct Rle_dec; lra.
    - pose proof (is_RInt_const m 1 (0:R)) as K. unfold scal in K; simpl in K; unfold mult in K; simpl in K.
      replace ((1 - m) * 0) with 0 in K by ring. exact K. }
  pose proof (is_RInt_Chasles _ _ _ _ _ _ I1 I2) as K. unfold plus in K; simpl in K.
  replace (m + 0) with m in K by ring. exact K.
Qed.

Lemma clamp_sum N x : 0 <= x <= INR N -> bsum N (fun k => clamp (x - INR k)) = x.
Proof.
  assert (G : forall N x, 0 <= x -> bsum N (fun k => clamp (x - INR k)) = Rmin x (INR N)).
  { clear. induction N; intros x Hx.
    - simpl. unfold Rmin; destruct Rle_dec; lra.
    - cbn [bsum]. rewrite IHN by assumption. rewrite S_INR. pose proof (pos_INR N).
      unfold clamp, Rmin, Rmax; repeat destruct Rle_dec; lra. }
  intros H. rewrite G by lra. apply Rmin_left; lra.
Qed.

Lemma is_RInt_bsum m (f : nat -> R -> R) (I : nat -> R) a b :
  (forall i, (i < m)%nat -> is_RInt (f i) a b (I i)) ->
  is_RInt (fun u => bsum m (fun i => f i u)) a b (bsum m I).
Proof. induction m; intros H; simpl.
  - pose proof (is_RInt_const a b (0:R)) as K. unfold scal in K; simpl in K; unfold mult in K; simpl in K.
    replace ((b - a) * 0) with 0 in K by ring. exact K.
  - apply (is_RInt_plus (fun u => bsum m (fun i => f i u)) (f m)); auto. Qed.

(* E[offspring] = N w,   w = B - A *)
Theorem systematic_unbiased N A B : 0 <= A <= B -> B <= 1 ->
  is_RInt (fun u => offspring N (INR N * A) (INR N * B) u) 0 1 (INR N * (B - A)).
Proof.
  intros HA HB. pose proof (pos_INR N) as HN.
  replace (INR N * (B - A)) with
    (bsum N (fun k => clamp (INR N * B - INR k) - clamp (INR N * A - INR k))).
  2:{ rewrite bsum_minus, !clamp_sum; [ring| |]; split; nra. }
  unfold offspring. apply (is_RInt_bsum N (fun k u => below u (INR N * B - INR k) - below u (INR N * A - INR k))).
  intros k Hk. apply (is_RInt_minus (fun u => below u (INR N * B - INR k)) (fun u => below u (INR N * A - INR k)));
  apply below_RInt.
Qed.

(* and |offspring - N w| < 1 for EVERY u: the deterministic falsifier. *)
Lemma below_sum_bounds N x u : 0 <= x <= INR N -> 0 <= u < 1 ->
  let s := bsum N (fun k => below u (x - INR k)) in x - u <= s /\ s < x - u + 1.
Proof.
  assert (G : forall N x u, 0 <= x -> 0 <= u < 1 ->
     let s := bsum N (fun k => below u (x - INR k)) in
     (x - u <= INR N -> x - u <= s /\ s < x - u + 1) /\ (INR N < x - u -> s = INR N) ).
  { clear. induction N; intros x u Hx Hu.
    - simpl. split; intros; [split; lra | lra].
    - cbn [bsum]. rewrite S_INR. destruct (IHN x u Hx Hu) as [I1 I2]. cbv zeta in *.
      pose proof (pos_INR N). unfold below at 2 4 6.
      destruct (Rle_lt_dec (x - u) (INR N)) as [L|L].
      + specialize (I1 L). destruct (Rlt_dec u (x - INR N)); split; intros; lra.
      + specialize (I2 L). destruct (Rlt_dec u (x - INR N)); split; intros; lra. }
  intros Hx Hu. apply G; lra.
Qed.

Theorem systematic_low_discrepancy N A B u : 0 <= A <= B -> B <= 1 -> 0 <= u < 1 ->
  Rabs (offspring N (INR N * A) (INR N * B) u - INR N * (B - A)) < 1.
Proof.
  intros HA HB Hu. pose proof (pos_INR N) as HN. unfold offspring. rewrite bsum_minus.
  destruct (below_sum_bounds N (INR N * A) u) as [a1 a2]; [split; nra|lra|].
  destruct (below_sum_bounds N (INR N * B) u) as [b1 b2]; [split; nra|lra|].
  apply Rabs_def1; lra.
Qed.
