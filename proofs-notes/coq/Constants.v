(* machine-checked enclosures usable as golden data. *)
Require Import Reals. From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
Open Scope R_scope.
Lemma Z_double_well :
  19737321500893 / 10^13 <= RInt (fun x => exp (-((x*x-1)*(x*x-1)))) (-3) 3 <= 19737321500903 / 10^13.
Proof. integral with (i_prec 70, i_fuel 2000, i_degree 14). Qed.
Lemma cell_mass :
  Rabs (RInt (fun x => exp (-((x*x-1)*(x*x-1)))) (1/2) (9/16) - 37354206045153895 / 10^18) <= 1 / 10^18.
Proof. integral with (i_prec 90, i_fuel 300, i_degree 12). Qed.
