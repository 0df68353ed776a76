package wfr.defects;

import java.util.List;
import java.util.function.Supplier;
import wfr.measure.PlaneTarget;
import wfr.model.Potential;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations;
import wfr.spec.Operations.Group;

/** Mutants of the finite-volume scheme in the plane. */
final class PlaneMutants {
  private PlaneMutants() {}

  static List<Mutant> all() {
    return List.of(
        mutant(
            "plane-swapped-axes",
            "V(y, x) in place of V(x, y)",
            List.of("G1P", "B12"),
            discretising(
                (ops, p, n) -> ops.planeTarget(moved(p, x -> new double[] {x[1], x[0]}), n))),
        mutant(
            "plane-half-cell-shift",
            "V half a cell off along y",
            List.of("G1P", "G3P"),
            discretising(
                (ops, p, n) -> {
                  double half = 0.5 * (p.domain().upper()[1] - p.domain().lower()[1]) / n;
                  return ops.planeTarget(moved(p, x -> new double[] {x[0], x[1] + half}), n);
                })),
        mutant(
            "plane-conductance-aspect",
            "conductances along x without the factor dy/dx: right on square cells only",
            List.of("G1P", "G3P"),
            discretising(
                (ops, p, n) -> {
                  PlaneTarget t = ops.planeTarget(p, n);
                  double aspect = Math.log(t.grid().y().dx() / t.grid().x().dx());
                  double[] k = t.logConductanceX().clone();
                  for (int f = 0; f < k.length; f++) {
                    k[f] -= aspect;
                  }
                  return new PlaneTarget(t.grid(), t.logMass(), k, t.logConductanceY());
                })),
        mutant(
            "plane-transposed",
            "the array is not transposed back after a sweep",
            List.of("G2P", "B12"),
            transporting(
                (t, h, u) -> {
                  int n = t.grid().x().cells();
                  double[] out = new double[u.length];
                  for (int c = 0; c < out.length; c++) {
                    out[c % n * n + c / n] = u[c];
                  }
                  return out;
                })),
        mutant(
            "plane-half-transport",
            "transport over half of the time",
            List.of("G3P", "B12"),
            () ->
                new Base() {
                  @Override
                  public double[] planeTransport(
                      PlaneTarget t, double[] h, double dt, TransportScheme scheme) {
                    return super.planeTransport(t, h, 0.5 * dt, scheme);
                  }
                }));
  }

  /** The reference, with its discretisation under a second name. */
  private static class Base extends ReferenceOperations {
    PlaneTarget planeTarget(WfrProblem problem, int cells) {
      return super.planeDiscretise(problem, cells);
    }
  }

  @FunctionalInterface
  private interface Discretisation {
    PlaneTarget of(Base ops, WfrProblem problem, int cells);
  }

  @FunctionalInterface
  private interface AfterTransport {
    double[] of(PlaneTarget target, double[] before, double[] after);
  }

  @FunctionalInterface
  private interface Place {
    double[] of(double[] x);
  }

  private static Mutant mutant(
      String id, String defect, List<String> refutedBy, Supplier<Operations> make) {
    return new Mutant(id, defect, Group.PLANE, refutedBy, make);
  }

  private static Supplier<Operations> discretising(Discretisation d) {
    return () ->
        new Base() {
          @Override
          public PlaneTarget planeDiscretise(WfrProblem problem, int cells) {
            return d.of(this, problem, cells);
          }
        };
  }

  private static Supplier<Operations> transporting(AfterTransport f) {
    return () ->
        new Base() {
          @Override
          public double[] planeTransport(
              PlaneTarget t, double[] h, double dt, TransportScheme scheme) {
            return f.of(t, h, super.planeTransport(t, h, dt, scheme));
          }
        };
  }

  /** The problem with V taken at another place. */
  private static WfrProblem moved(WfrProblem p, Place place) {
    Potential v = p.potential();
    Potential other =
        new Potential() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public double value(double[] x) {
            return v.value(place.of(x));
          }

          @Override
          public void gradient(double[] x, double[] gradient) {
            throw new UnsupportedOperationException("finite volumes take no gradient");
          }
        };
    return new WfrProblem(other, p.initial(), p.domain(), p.reactionRate(), p.diffusivity());
  }
}
