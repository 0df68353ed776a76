(* flux-form update with zero boundary flux conserves mass exactly. *)
Require Import Sums.

Lemma telescope n F : bsum n (fun i => F (S i) - F i) = F n - F O.
Proof. induction n; simpl; [ring|]. rewrite IHn; ring. Qed.

(* Covers explicit AND implicit schemes: F may be any interface flux. *)
Theorem fv_mass_conservation n (h dt : R) (rho rho' F : nat -> R) :
  h <> 0 ->
  (forall i, (i < n)%nat -> rho' i = rho i - dt / h * (F (S i) - F i)) ->
  F O = 0 -> F n = 0 ->
  bsum n (fun i => h * rho' i) = bsum n (fun i => h * rho i).
Proof.
  intros Hh Hupd H0 Hn.
  rewrite (bsum_ext n _ (fun i => h * rho i - dt * (F (S i) - F i))).
  2:{ intros i Hi. rewrite Hupd by exact Hi. field. exact Hh. }
  rewrite bsum_minus, (bsum_scal n dt), telescope, H0, Hn. ring.
Qed.

(* The converse, the falsifier: the mass defect IS the boundary flux. *)
Theorem fv_mass_defect n (h dt : R) (rho rho' F : nat -> R) :
  h <> 0 ->
  (forall i, (i < n)%nat -> rho' i = rho i - dt / h * (F (S i) - F i)) ->
  bsum n (fun i => h * rho' i) - bsum n (fun i => h * rho i) = dt * (F O - F n).
Proof.
  intros Hh Hupd.
  rewrite (bsum_ext n (fun i => h * rho' i) (fun i => h * rho i - dt * (F (S i) - F i))).
  2:{ intros i Hi. rewrite Hupd by exact Hi. field. exact Hh. }
  rewrite bsum_minus, (bsum_scal n dt), telescope. ring.
Qed.
