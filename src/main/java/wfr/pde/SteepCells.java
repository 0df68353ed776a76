package wfr.pde;

/** A step on cells along which V changes by more than doubles hold a rate against, so that mass was lost: finer cells may do. */
public final class SteepCells extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  SteepCells() {
    super(
        "V changes by more than 700 from one cell to the next where the mass has to pass: narrow the domain to where it is, or take more cells");
  }
}
