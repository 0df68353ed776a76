(* D7, discrete gauge identity of the correction term. Rates Q move mass, B is ANY change of them (a drift change).
   Adding B and the weight rate g_j = - (transport by B)_j / rho_j leaves the evolution of rho as it was, this g is the only one,
   and it needs no centring (its rho-mean is 0). Discrete form of div b - b . grad U. Java: package wfr.particle, WeightFlow. *)
Require Import Sums.

Definition inflow n (Q : nat -> nat -> R) (rho : nat -> R) j := bsum n (fun k => Q j k * rho k - Q k j * rho j).
Definition gauge n (B : nat -> nat -> R) rho j := - inflow n B rho j / rho j.

Theorem gauge_restores_law n Q B rho g j : 0 < rho j ->
  (inflow n (fun a b => Q a b + B a b) rho j + g * rho j = inflow n Q rho j <-> g = gauge n B rho j).
Proof. intros P.
  assert (E : inflow n (fun a b => Q a b + B a b) rho j = inflow n Q rho j + inflow n B rho j).
  { unfold inflow. rewrite <- bsum_plus. apply bsum_ext; intros; ring. }
  rewrite E. unfold gauge. split; intros H.
  - apply Rmult_eq_reg_r with (rho j); [|lra]. field_simplify; lra.
  - rewrite H. field. lra. Qed.

Theorem gauge_centred n B rho : (forall j, (j < n)%nat -> 0 < rho j) ->
  bsum n (fun j => rho j * gauge n B rho j) = 0.
Proof. intros P.
  rewrite (bsum_ext n _ (fun j => bsum n (fun k => B k j * rho j) - bsum n (fun k => B j k * rho k))).
  - rewrite bsum_minus, (bsum_swap n n (fun j k => B k j * rho j)). ring.
  - intros j Hj. unfold gauge, inflow. rewrite bsum_minus. field. apply Rgt_not_eq, P, Hj. Qed.
