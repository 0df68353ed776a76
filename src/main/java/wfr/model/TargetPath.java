package wfr.model;

/** A prescribed path of laws e^{-U_t}/Z_t with weighted walkers that follow it: mass Z_t/Z_0 and profile are known, whatever the drift of the walkers is. */
public interface TargetPath {
  /** Time at which the path ends, above 0. */
  double horizon();

  /** U_t as a potential. */
  Potential at(double t);

  /** U_t(x). */
  double value(double x, double t);
}
