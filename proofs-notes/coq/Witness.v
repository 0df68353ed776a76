(* Non-vacuity: the hypotheses of the headline theorems are satisfiable with a
   non-trivial step (n=2, Q=1 off-diagonal, dt=1, pi=(1/2,1/2), rho=(3/4,1/4)). *)
Require Import Sums G2_Implicit. From Coquelicot Require Import Coquelicot.
Require Import C_Reaction G2_Entropy Splitting G6_G7_Contraction.
Open Scope R_scope.
Definition Q1 (j k : nat) : R := 1.  Definition p2 (i : nat) : R := 1/2.
Definition r0 (i : nat) : R := match i with O => 3/4 | _ => 1/4 end.
Definition x0 (i : nat) : R := match i with O => 7/12 | _ => 5/12 end.
Example witness : (forall j, (j < 2)%nat -> bsum 2 (fun k => Q1 k j * p2 j - Q1 j k * p2 k) = 0)
  /\ bsum 2 p2 = 1 /\ bsum 2 r0 = 1 /\ solves 2 Q1 1 x0 r0.
Proof. unfold Q1, p2, r0, x0, solves, Lin; simpl. repeat split; intros; try field.
  destruct j as [|[|]]; try lia; simpl; field. Qed.
Example witness_step : step 2 p2 Q1 1 (1/2) r0 (FR 2 p2 (1/2) x0).
Proof. exists x0. split; [apply witness | reflexivity]. Qed.
