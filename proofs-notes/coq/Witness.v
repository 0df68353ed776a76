(* Non-vacuity: the hypotheses of the headline theorems hold together, with a non-trivial step, in both readings of the scheme: rates (Q = 1 off the diagonal,
   dt = 1, pi = (1/2, 1/2), rho = (3/4, 1/4)) and conductances (kappa = 1/2, u = rho/pi = (3/2, 1/2)); and a run of every length exists from there. *)
Require Import Sums G2_Implicit. From Coquelicot Require Import Coquelicot.
Require Import C_Reaction G2_Entropy Splitting G6_G7_Contraction Scheme Existence.
Open Scope R_scope.
Definition Q1 (j k : nat) : R := 1.  Definition p2 (i : nat) : R := 1/2.
Definition r0 (i : nat) : R := match i with O => 3/4 | _ => 1/4 end.
Definition x0 (i : nat) : R := match i with O => 7/12 | _ => 5/12 end.
Definition k2 (j k : nat) : R := 1/2.
Definition u0 (i : nat) : R := match i with O => 3/2 | _ => 1/2 end.
Definition v0 (i : nat) : R := match i with O => 7/6 | _ => 5/6 end.

Example witness : (forall j, (j < 2)%nat -> bsum 2 (fun k => Q1 k j * p2 j - Q1 j k * p2 k) = 0)
  /\ bsum 2 p2 = 1 /\ bsum 2 r0 = 1 /\ solves 2 Q1 1 x0 r0.
Proof. unfold Q1, p2, r0, x0, solves, Lin; simpl. repeat split; intros; try field.
  destruct j as [|[|]]; try lia; simpl; field. Qed.
Example witness_step : step 2 p2 Q1 1 (1/2) r0 (FR 2 p2 (1/2) x0).
Proof. exists x0. split; [apply witness | reflexivity]. Qed.

(* Every hypothesis of Scheme.v and of scheme_KL_decay at once; the step moves u0. *)
Example witness_scheme : (0 < 2)%nat /\ (forall i, 0 < p2 i) /\ bsum 2 p2 = 1 /\ (forall j k, k2 j k = k2 k j)
  /\ (forall j k, 0 <= k2 j k) /\ pos 2 (mass p2 u0) /\ bsum 2 (mass p2 u0) = 1
  /\ transport 2 p2 k2 1 u0 v0 /\ v0 0%nat <> u0 0%nat /\ hil 2 (mass p2 u0) p2 (ln 3).
Proof. unfold k2, p2, mass, pos, transport, hil, u0, v0. repeat split; intros; try lra; try lia; simpl; try lra.
  - destruct i as [|[|]]; try lia; simpl; lra.
  - destruct j as [|[|]]; try lia; simpl; field.
  - assert (L3 : ln (1 / 2 * (3 / 2)) - ln (1 / 2 * (1 / 2)) = ln 3).
    { rewrite <- ln_quot by lra. f_equal. field. }
    assert (0 < ln 3) by (rewrite <- ln_1; apply ln_increasing; lra).
    destruct i as [|[|]], j as [|[|]]; try lia; simpl; lra. Qed.
Example witness_run a k : exists w, scheme_run 2 p2 k2 1 a k u0 w.
Proof. apply scheme_run_exists; unfold p2, k2; intros; lra. Qed.
