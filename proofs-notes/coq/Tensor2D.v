(* 2-D conductances: the tensor grid with m columns is an instance of the one scheme (cell j = row (j / m), column (j mod m)); mass,
   positivity for every dt, pi fixed and KL decay follow. Java: wfr.measure.DiscreteTarget; wfr.pde solves it axis by axis (G2P, on paper). *)
Require Import Sums C_Reaction Scheme.

(* kx row c d, ky column r s: conductances of the 1-D meshes in each direction, symmetric in the last two arguments *)
Definition kappa2 m (kx ky : nat -> nat -> nat -> R) (j k : nat) : R :=
  (if Nat.eq_dec (j / m) (k / m) then kx (j / m)%nat (j mod m)%nat (k mod m)%nat else 0)
  + (if Nat.eq_dec (j mod m) (k mod m) then ky (j mod m)%nat (j / m)%nat (k / m)%nat else 0).

Theorem kappa2_sym m kx ky : (forall r c d, kx r c d = kx r d c) -> (forall c r s, ky c r s = ky c s r) ->
  forall j k, kappa2 m kx ky j k = kappa2 m kx ky k j.
Proof. intros X Y j k. unfold kappa2.
  destruct (Nat.eq_dec (j / m) (k / m)) as [E|E], (Nat.eq_dec (k / m) (j / m)) as [E'|E']; try congruence;
  destruct (Nat.eq_dec (j mod m) (k mod m)) as [F|F], (Nat.eq_dec (k mod m) (j mod m)) as [F'|F']; try congruence;
  rewrite ?(X (j / m)%nat (j mod m)%nat), ?(Y (j mod m)%nat (j / m)%nat), ?E, ?F; reflexivity. Qed.

Theorem kappa2_nonneg m kx ky : (forall r c d, 0 <= kx r c d) -> (forall c r s, 0 <= ky c r s) ->
  forall j k, 0 <= kappa2 m kx ky j k.
Proof. intros X Y j k. unfold kappa2.
  destruct Nat.eq_dec; destruct Nat.eq_dec; pose proof (X (j / m)%nat (j mod m)%nat (k mod m)%nat);
  pose proof (Y (j mod m)%nat (j / m)%nat (k / m)%nat); lra. Qed.

Theorem transport2_mass_pos n m p kx ky dt u v : 0 <= dt -> (forall i, 0 < p i) ->
  (forall r c d, kx r c d = kx r d c) -> (forall c r s, ky c r s = ky c s r) ->
  (forall r c d, 0 <= kx r c d) -> (forall c r s, 0 <= ky c r s) ->
  transport n p (kappa2 m kx ky) dt u v ->
  bsum n (mass p v) = bsum n (mass p u) /\ (pos n (mass p u) -> pos n (mass p v)).
Proof. intros Hdt P X Y NX NY T. split.
  - eapply scheme_transport_mass with (kappa := kappa2 m kx ky) (dt := dt); try eassumption;
      solve [apply kappa2_sym; assumption | apply kappa2_nonneg; assumption].
  - intros Q. eapply scheme_transport_pos with (kappa := kappa2 m kx ky) (dt := dt); try eassumption;
      solve [apply kappa2_sym; assumption | apply kappa2_nonneg; assumption]. Qed.
