(* Certified constants: integrals over the boxes of shipped scenarios (without .yaml the names are theirs, potentials and boxes are compared with them by
   the Java test ConstantsTest), for comparison with quadrature. Z is the partition function, first and second int x e^-V and int x^2 e^-V, mean and square
   their quotients by Z, cell_c the mass of pi in cell c of 64 equal cells. Each is enclosed by Interval's tactic [integral] in Coq's machine floats: their
   axioms, and those of machine integers, come on top of the reals' and are printed apart by ../check. Decimal bounds: constants.csv. *)
Require Import Reals Lra. From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
Open Scope R_scope.

Lemma quotient_between a f z b : 0 < z -> a * z <= f -> f <= b * z -> a <= f / z <= b.
Proof. intros Z A B. replace f with (f / z * z) in A, B by (field; lra). split; apply Rmult_le_reg_r with z; assumption. Qed.
Ltac quotient F Z := pose proof F; pose proof Z; apply quotient_between; lra.

Definition tilted_well x := 4*((x*x-1)*(x*x-1)) + x/2.
Lemma tilted_well_Z : 1059006446054/10^12 <= RInt (fun x => exp (- tilted_well x)) (-3) 3 <= 1059006446067/10^12.
Proof. unfold tilted_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma tilted_well_first : -454543205174/10^12 <= RInt (fun x => x * exp (- tilted_well x)) (-3) 3 <= -454543205161/10^12.
Proof. unfold tilted_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma tilted_well_mean : -429216655733/10^12 <= RInt (fun x => x * exp (- tilted_well x)) (-3) 3 / RInt (fun x => exp (- tilted_well x)) (-3) 3 <= -429216655714/10^12.
Proof. quotient tilted_well_first tilted_well_Z. Qed.
Lemma tilted_well_second : 988807811733/10^12 <= RInt (fun x => x * x * exp (- tilted_well x)) (-3) 3 <= 988807811746/10^12.
Proof. unfold tilted_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma tilted_well_square : 933712741225/10^12 <= RInt (fun x => x * x * exp (- tilted_well x)) (-3) 3 / RInt (fun x => exp (- tilted_well x)) (-3) 3 <= 933712741250/10^12.
Proof. quotient tilted_well_second tilted_well_Z. Qed.
Lemma tilted_well_integral_20 : 142839369806/10^12 <= RInt (fun x => exp (- tilted_well x)) (-9/8) (-33/32) <= 142839369809/10^12.
Proof. unfold tilted_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma tilted_well_cell_20 : 134880548023/10^12 <= RInt (fun x => exp (- tilted_well x)) (-9/8) (-33/32) / RInt (fun x => exp (- tilted_well x)) (-3) 3 <= 134880548029/10^12.
Proof. quotient tilted_well_integral_20 tilted_well_Z. Qed.
Lemma tilted_well_integral_43 : 48697958117/10^12 <= RInt (fun x => exp (- tilted_well x)) (33/32) (9/8) <= 48697958120/10^12.
Proof. unfold tilted_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma tilted_well_cell_43 : 45984571952/10^12 <= RInt (fun x => exp (- tilted_well x)) (33/32) (9/8) / RInt (fun x => exp (- tilted_well x)) (-3) 3 <= 45984571956/10^12.
Proof. quotient tilted_well_integral_43 tilted_well_Z. Qed.

Definition double_well x := 4*((x*x-1)*(x*x-1)).
Lemma double_well_Z : 947837832975/10^12 <= RInt (fun x => exp (- double_well x)) (-3) 3 <= 947837832988/10^12.
Proof. unfold double_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma double_well_second : 869803160032/10^12 <= RInt (fun x => x * x * exp (- double_well x)) (-3) 3 <= 869803160045/10^12.
Proof. unfold double_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma double_well_square : 917670860731/10^12 <= RInt (fun x => x * x * exp (- double_well x)) (-3) 3 / RInt (fun x => exp (- double_well x)) (-3) 3 <= 917670860758/10^12.
Proof. quotient double_well_second double_well_Z. Qed.
Lemma double_well_integral_23 : 55163014682/10^12 <= RInt (fun x => exp (- double_well x)) (-27/32) (-3/4) <= 55163014685/10^12.
Proof. unfold double_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma double_well_cell_23 : 58198789668/10^12 <= RInt (fun x => exp (- double_well x)) (-27/32) (-3/4) / RInt (fun x => exp (- double_well x)) (-3) 3 <= 58198789673/10^12.
Proof. quotient double_well_integral_23 double_well_Z. Qed.
Lemma double_well_integral_32 : 1758087199/10^12 <= RInt (fun x => exp (- double_well x)) 0 (3/32) <= 1758087202/10^12.
Proof. unfold double_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma double_well_cell_32 : 1854839654/10^12 <= RInt (fun x => exp (- double_well x)) 0 (3/32) / RInt (fun x => exp (- double_well x)) (-3) 3 <= 1854839659/10^12.
Proof. quotient double_well_integral_32 double_well_Z. Qed.

Definition steep_barrier x := 30*((x*x-1)*(x*x-1)).
Lemma steep_barrier_Z : 325706252072/10^12 <= RInt (fun x => exp (- steep_barrier x)) (-27/10) (27/10) <= 325706252085/10^12.
Proof. unfold steep_barrier. integral with (i_fuel 600, i_degree 10). Qed.
Lemma steep_barrier_second : 322919109645/10^12 <= RInt (fun x => x * x * exp (- steep_barrier x)) (-27/10) (27/10) <= 322919109658/10^12.
Proof. unfold steep_barrier. integral with (i_fuel 600, i_degree 10). Qed.
Lemma steep_barrier_square : 991442772675/10^12 <= RInt (fun x => x * x * exp (- steep_barrier x)) (-27/10) (27/10) / RInt (fun x => exp (- steep_barrier x)) (-27/10) (27/10) <= 991442772756/10^12.
Proof. quotient steep_barrier_second steep_barrier_Z. Qed.
Lemma steep_barrier_integral_19 : 56404397946/10^12 <= RInt (fun x => exp (- steep_barrier x)) (-351/320) (-81/80) <= 56404397949/10^12.
Proof. unfold steep_barrier. integral with (i_fuel 600, i_degree 10). Qed.
Lemma steep_barrier_cell_19 : 173175668520/10^12 <= RInt (fun x => exp (- steep_barrier x)) (-351/320) (-81/80) / RInt (fun x => exp (- steep_barrier x)) (-27/10) (27/10) <= 173175668537/10^12.
Proof. quotient steep_barrier_integral_19 steep_barrier_Z. Qed.
Lemma steep_barrier_integral_44 : 56404397946/10^12 <= RInt (fun x => exp (- steep_barrier x)) (81/80) (351/320) <= 56404397949/10^12.
Proof. unfold steep_barrier. integral with (i_fuel 600, i_degree 10). Qed.
Lemma steep_barrier_cell_44 : 173175668520/10^12 <= RInt (fun x => exp (- steep_barrier x)) (81/80) (351/320) / RInt (fun x => exp (- steep_barrier x)) (-27/10) (27/10) <= 173175668537/10^12.
Proof. quotient steep_barrier_integral_44 steep_barrier_Z. Qed.

Definition kinetic_well x := (x*x-1)*(x*x-1) + 3/10*x.
Lemma kinetic_well_Z : 2048419570379/10^12 <= RInt (fun x => exp (- kinetic_well x)) (-16/5) 3 <= 2048419570404/10^12.
Proof. unfold kinetic_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma kinetic_well_first : -502770185813/10^12 <= RInt (fun x => x * exp (- kinetic_well x)) (-16/5) 3 <= -502770185800/10^12.
Proof. unfold kinetic_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma kinetic_well_mean : -245442971296/10^12 <= RInt (fun x => x * exp (- kinetic_well x)) (-16/5) 3 / RInt (fun x => exp (- kinetic_well x)) (-16/5) 3 <= -245442971285/10^12.
Proof. quotient kinetic_well_first kinetic_well_Z. Qed.
Lemma kinetic_well_second : 1740927202526/10^12 <= RInt (fun x => x * x * exp (- kinetic_well x)) (-16/5) 3 <= 1740927202547/10^12.
Proof. unfold kinetic_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma kinetic_well_square : 849887995447/10^12 <= RInt (fun x => x * x * exp (- kinetic_well x)) (-16/5) 3 / RInt (fun x => exp (- kinetic_well x)) (-16/5) 3 <= 849887995469/10^12.
Proof. quotient kinetic_well_second kinetic_well_Z. Qed.
Lemma kinetic_well_integral_22 : 130911289713/10^12 <= RInt (fun x => exp (- kinetic_well x)) (-171/160) (-311/320) <= 130911289716/10^12.
Proof. unfold kinetic_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma kinetic_well_cell_22 : 63908435363/10^12 <= RInt (fun x => exp (- kinetic_well x)) (-171/160) (-311/320) / RInt (fun x => exp (- kinetic_well x)) (-16/5) 3 <= 63908435366/10^12.
Proof. quotient kinetic_well_integral_22 kinetic_well_Z. Qed.
Lemma kinetic_well_integral_40 : 62101211811/10^12 <= RInt (fun x => exp (- kinetic_well x)) (27/40) (247/320) <= 62101211814/10^12.
Proof. unfold kinetic_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma kinetic_well_cell_40 : 30316646407/10^12 <= RInt (fun x => exp (- kinetic_well x)) (27/40) (247/320) / RInt (fun x => exp (- kinetic_well x)) (-16/5) 3 <= 30316646410/10^12.
Proof. quotient kinetic_well_integral_40 kinetic_well_Z. Qed.

Definition branching_well x := 2*((x*x-1)*(x*x-1)) + 2/5*x.
Lemma branching_well_Z : 1508579035208/10^12 <= RInt (fun x => exp (- branching_well x)) (-3) 3 <= 1508579035227/10^12.
Proof. unfold branching_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma branching_well_first : -495779228555/10^12 <= RInt (fun x => x * exp (- branching_well x)) (-3) 3 <= -495779228542/10^12.
Proof. unfold branching_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma branching_well_mean : -328639876987/10^12 <= RInt (fun x => x * exp (- branching_well x)) (-3) 3 / RInt (fun x => exp (- branching_well x)) (-3) 3 <= -328639876973/10^12.
Proof. quotient branching_well_first branching_well_Z. Qed.
Lemma branching_well_second : 1314550749845/10^12 <= RInt (fun x => x * x * exp (- branching_well x)) (-3) 3 <= 1314550749860/10^12.
Proof. unfold branching_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma branching_well_square : 871383413893/10^12 <= RInt (fun x => x * x * exp (- branching_well x)) (-3) 3 / RInt (fun x => exp (- branching_well x)) (-3) 3 <= 871383413915/10^12.
Proof. quotient branching_well_second branching_well_Z. Qed.
Lemma branching_well_integral_21 : 137969008937/10^12 <= RInt (fun x => exp (- branching_well x)) (-33/32) (-15/16) <= 137969008940/10^12.
Proof. unfold branching_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma branching_well_cell_21 : 91456268259/10^12 <= RInt (fun x => exp (- branching_well x)) (-33/32) (-15/16) / RInt (fun x => exp (- branching_well x)) (-3) 3 <= 91456268264/10^12.
Proof. quotient branching_well_integral_21 branching_well_Z. Qed.
Lemma branching_well_integral_42 : 62764693221/10^12 <= RInt (fun x => exp (- branching_well x)) (15/16) (33/32) <= 62764693224/10^12.
Proof. unfold branching_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma branching_well_cell_42 : 41605173978/10^12 <= RInt (fun x => exp (- branching_well x)) (15/16) (33/32) / RInt (fun x => exp (- branching_well x)) (-3) 3 <= 41605173982/10^12.
Proof. quotient branching_well_integral_42 branching_well_Z. Qed.

Definition gaussian x := (x-1)*(x-1)/10.
Lemma gaussian_Z : 5604991216254/10^12 <= RInt (fun x => exp (- gaussian x)) (-14) 16 <= 5604991216321/10^12.
Proof. unfold gaussian. integral with (i_fuel 600, i_degree 10). Qed.
Lemma gaussian_first : 5604991216254/10^12 <= RInt (fun x => x * exp (- gaussian x)) (-14) 16 <= 5604991216321/10^12.
Proof. unfold gaussian. integral with (i_fuel 600, i_degree 10). Qed.
Lemma gaussian_mean : 999999999988/10^12 <= RInt (fun x => x * exp (- gaussian x)) (-14) 16 / RInt (fun x => exp (- gaussian x)) (-14) 16 <= 1000000000012/10^12.
Proof. quotient gaussian_first gaussian_Z. Qed.
Lemma gaussian_second : 33629947272145/10^12 <= RInt (fun x => x * x * exp (- gaussian x)) (-14) 16 <= 33629947272548/10^12.
Proof. unfold gaussian. integral with (i_fuel 600, i_degree 10). Qed.
Lemma gaussian_square : 5999999995400/10^12 <= RInt (fun x => x * x * exp (- gaussian x)) (-14) 16 / RInt (fun x => exp (- gaussian x)) (-14) 16 <= 5999999995544/10^12.
Proof. quotient gaussian_second gaussian_Z. Qed.
Lemma gaussian_integral_32 : 465339285705/10^12 <= RInt (fun x => exp (- gaussian x)) 1 (47/32) <= 465339285708/10^12.
Proof. unfold gaussian. integral with (i_fuel 600, i_degree 10). Qed.
Lemma gaussian_cell_32 : 83022304183/10^12 <= RInt (fun x => exp (- gaussian x)) 1 (47/32) / RInt (fun x => exp (- gaussian x)) (-14) 16 <= 83022304185/10^12.
Proof. quotient gaussian_integral_32 gaussian_Z. Qed.
Lemma gaussian_integral_40 : 96208134162/10^12 <= RInt (fun x => exp (- gaussian x)) (19/4) (167/32) <= 96208134165/10^12.
Proof. unfold gaussian. integral with (i_fuel 600, i_degree 10). Qed.
Lemma gaussian_cell_40 : 17164725233/10^12 <= RInt (fun x => exp (- gaussian x)) (19/4) (167/32) / RInt (fun x => exp (- gaussian x)) (-14) 16 <= 17164725234/10^12.
Proof. quotient gaussian_integral_40 gaussian_Z. Qed.

Definition rippled_well x := x*x/2 + 3/5*cos (4*x).
Lemma rippled_well_Z : 2736824212407/10^12 <= RInt (fun x => exp (- rippled_well x)) (-9) 9 <= 2736824212448/10^12.
Proof. unfold rippled_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma rippled_well_second : 2745265411607/10^12 <= RInt (fun x => x * x * exp (- rippled_well x)) (-9) 9 <= 2745265411648/10^12.
Proof. unfold rippled_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma rippled_well_square : 1003084304472/10^12 <= RInt (fun x => x * x * exp (- rippled_well x)) (-9) 9 / RInt (fun x => exp (- rippled_well x)) (-9) 9 <= 1003084304503/10^12.
Proof. quotient rippled_well_second rippled_well_Z. Qed.
Lemma rippled_well_ripple : -785382113592/10^12 <= RInt (fun x => cos (4*x) * exp (- rippled_well x)) (-9) 9 <= -785382113571/10^12.
Proof. unfold rippled_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma rippled_well_cosine : -286968417640/10^12 <= RInt (fun x => cos (4*x) * exp (- rippled_well x)) (-9) 9 / RInt (fun x => exp (- rippled_well x)) (-9) 9 <= -286968417627/10^12.
Proof. quotient rippled_well_ripple rippled_well_Z. Qed.
Lemma rippled_well_integral_33 : 277235213257/10^12 <= RInt (fun x => exp (- rippled_well x)) (9/32) (9/16) <= 277235213260/10^12.
Proof. unfold rippled_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma rippled_well_cell_33 : 101298144029/10^12 <= RInt (fun x => exp (- rippled_well x)) (9/32) (9/16) / RInt (fun x => exp (- rippled_well x)) (-9) 9 <= 101298144033/10^12.
Proof. quotient rippled_well_integral_33 rippled_well_Z. Qed.
Lemma rippled_well_integral_36 : 107670900613/10^12 <= RInt (fun x => exp (- rippled_well x)) (9/8) (45/32) <= 107670900616/10^12.
Proof. unfold rippled_well. integral with (i_fuel 600, i_degree 10). Qed.
Lemma rippled_well_cell_36 : 39341547814/10^12 <= RInt (fun x => exp (- rippled_well x)) (9/8) (45/32) / RInt (fun x => exp (- rippled_well x)) (-9) 9 <= 39341547816/10^12.
Proof. quotient rippled_well_integral_36 rippled_well_Z. Qed.

(* Two to 13 and 18 digits, in machine integers only: V = (x^2 - 1)^2, no scenario. *)
Lemma well_Z :
  19737321500893 / 10^13 <= RInt (fun x => exp (-((x*x-1)*(x*x-1)))) (-3) 3 <= 19737321500903 / 10^13.
Proof. integral with (i_prec 70, i_fuel 2000, i_degree 14). Qed.
Lemma well_cell :
  Rabs (RInt (fun x => exp (-((x*x-1)*(x*x-1)))) (1/2) (9/16) - 37354206045153895 / 10^18) <= 1 / 10^18.
Proof. integral with (i_prec 90, i_fuel 300, i_degree 12). Qed.
