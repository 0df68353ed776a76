package wfr.defects;

import java.util.List;
import java.util.function.Supplier;
import wfr.math.BernoulliFunction;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations;
import wfr.spec.Operations.Group;

/** Mutants of the discretisation and of transport. */
final class GridMutants {
  private GridMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "fv-midpoint-pi",
            "pi at the cell centre instead of its cell average",
            Group.DISCRETISATION,
            List.of("G1"),
            masses((problem, grid, c) -> -problem.potential().value(grid.centre(c)))),
        new Mutant(
            "fv-cell-volume",
            "edge cells counted with half their volume in Z and p",
            Group.DISCRETISATION,
            List.of("G1"),
            discretise(
                (problem, t) -> {
                  double[] p = t.logMass().clone();
                  p[0] -= Math.log(2);
                  p[p.length - 1] -= Math.log(2);
                  return new DiscreteTarget(t.grid(), p, t.logConductance());
                })),
        new Mutant(
            "fv-half-cell-shift",
            "conductances of the face to the left",
            Group.DISCRETISATION,
            List.of("G1"),
            discretise(
                (problem, t) -> {
                  double[] k = t.logConductance().clone();
                  for (int f = 1; f < t.grid().cells() - 1; f++) {
                    k[f] = t.logConductance()[f + 1];
                  }
                  return new DiscreteTarget(t.grid(), t.logMass(), k);
                })),
        new Mutant(
            "fv-upwind",
            "upwind flux: numerical diffusion, order 1",
            Group.DISCRETISATION,
            List.of("G1"),
            discretise(
                (problem, t) -> {
                  double[] k = t.logConductance().clone();
                  for (int f = 1; f < t.grid().cells(); f++) {
                    double dv = difference(problem, t.grid(), f);
                    k[f] +=
                        Math.log1p(0.5 * Math.abs(dv))
                            - (BernoulliFunction.logOf(Math.abs(dv)) + 0.5 * Math.abs(dv));
                  }
                  return new DiscreteTarget(t.grid(), t.logMass(), k);
                })),
        new Mutant(
            "fv-centred",
            "centred flux: rates 1 - dV/2, negative on coarse grids",
            Group.DISCRETISATION,
            List.of("G1"),
            discretise(
                (problem, t) -> {
                  double[] k = t.logConductance().clone();
                  for (int f = 1; f < t.grid().cells(); f++) {
                    double dv = difference(problem, t.grid(), f);
                    k[f] += Math.log(1 - 0.5 * dv) - BernoulliFunction.logOf(dv);
                  }
                  return new DiscreteTarget(t.grid(), t.logMass(), k);
                })),
        new Mutant(
            "fv-diffusivity-lost",
            "D left out of the conductances",
            Group.DISCRETISATION,
            List.of("G3", "B6"),
            discretise(
                (problem, t) -> {
                  double[] k = t.logConductance().clone();
                  for (int f = 0; f < k.length; f++) {
                    k[f] -= Math.log(problem.diffusivity());
                  }
                  return new DiscreteTarget(t.grid(), t.logMass(), k);
                })),
        new Mutant(
            "fv-box-unseen",
            "mass outside the box reported as zero",
            Group.DISCRETISATION,
            List.of("G5"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] massOutside(WfrProblem problem) {
                    return new double[2];
                  }
                }),
        new Mutant(
            "fv-leaky-boundary",
            "the last cell loses mass through the wall",
            Group.TRANSPORT,
            List.of("G2"),
            transport(
                (self, t, h, dt, s) -> {
                  double[] out = self.apply(h, dt);
                  int last = out.length - 1;
                  out[last] -= Math.log1p(dt * 0.1);
                  return out;
                })),
        new Mutant(
            "fv-flux-sign",
            "transport backwards in time (explicit step of -A)",
            Group.TRANSPORT,
            List.of("G2", "G3"),
            transport(
                (self, t, h, dt, s) -> {
                  double[] forward = self.apply(h, dt);
                  double[] out = new double[h.length];
                  for (int i = 0; i < h.length; i++) {
                    out[i] = 2 * h[i] - forward[i];
                  }
                  return out;
                })),
        new Mutant(
            "fv-acts-on-rho",
            "diffusion acts on rho instead of rho/pi",
            Group.TRANSPORT,
            List.of("G1"),
            transport(
                (self, t, h, dt, s) -> {
                  double[] rho = new double[h.length];
                  for (int i = 0; i < h.length; i++) {
                    rho[i] = h[i] + t.logMass()[i];
                  }
                  double[] out = self.apply(rho, dt);
                  for (int i = 0; i < h.length; i++) {
                    out[i] -= t.logMass()[i];
                  }
                  return out;
                })),
        new Mutant(
            "fv-detailed-balance",
            "rates to the right one per cent too large: detailed balance broken on one side",
            Group.TRANSPORT,
            List.of("G1", "G2"),
            transport(
                (self, t, h, dt, s) -> {
                  double[] out = self.apply(h, dt);
                  for (int i = 1; i < h.length; i++) {
                    out[i] += 0.01 * dt * (h[i - 1] - h[i] + 1);
                  }
                  return out;
                })),
        new Mutant(
            "fv-double-step",
            "the transport step taken twice",
            Group.TRANSPORT,
            List.of("G3"),
            transport((self, t, h, dt, s) -> self.apply(h, 2 * dt))),
        new Mutant(
            "fv-explicit",
            "explicit Euler: negative for large steps",
            Group.TRANSPORT,
            List.of("G2"),
            transport(
                (self, t, h, dt, s) -> {
                  int n = h.length;
                  double[] out = new double[n];
                  for (int i = 0; i < n; i++) {
                    int w = i == 0 ? n - 1 : i - 1;
                    int e = i == n - 1 ? 0 : i + 1;
                    double left = Math.exp(t.logConductance()[i] - t.logMass()[i]);
                    double right = Math.exp(t.logConductance()[i + 1] - t.logMass()[i]);
                    double u = Math.exp(h[i]);
                    out[i] =
                        Math.log(
                            u + dt * (right * (Math.exp(h[e]) - u) - left * (u - Math.exp(h[w]))));
                  }
                  return out;
                })));
  }

  private static double difference(WfrProblem problem, Grid grid, int face) {
    return problem.potential().value(grid.centre(face))
        - problem.potential().value(grid.centre(face - 1));
  }

  /** A change of the discrete target. */
  @FunctionalInterface
  private interface Change {
    DiscreteTarget of(WfrProblem problem, DiscreteTarget target);
  }

  private static Supplier<Operations> discretise(Change change) {
    return () ->
        new ReferenceOperations() {
          @Override
          public DiscreteTarget discretise(WfrProblem problem, int cells) {
            return change.of(problem, super.discretise(problem, cells));
          }
        };
  }

  /** log of a cell's weight. */
  @FunctionalInterface
  private interface CellWeight {
    double of(WfrProblem problem, Grid grid, int cell);
  }

  private static Supplier<Operations> masses(CellWeight weight) {
    return discretise(
        (problem, t) -> {
          double[] p = new double[t.grid().cells()];
          for (int c = 0; c < p.length; c++) {
            p[c] = weight.of(problem, t.grid(), c);
          }
          double total = wfr.math.LogSumExp.of(p);
          for (int c = 0; c < p.length; c++) {
            p[c] -= total;
          }
          return new DiscreteTarget(t.grid(), p, t.logConductance());
        });
  }

  /** The reference step, for a mutant to spoil. */
  @FunctionalInterface
  private interface ReferenceStep {
    double[] apply(double[] h, double dt);
  }

  /** A spoilt step. */
  @FunctionalInterface
  private interface Step {
    double[] of(
        ReferenceStep self, DiscreteTarget target, double[] h, double dt, TransportScheme scheme);
  }

  private static Supplier<Operations> transport(Step step) {
    return () ->
        new ReferenceOperations() {
          @Override
          public double[] transport(
              DiscreteTarget target, double[] logRatio, double dt, TransportScheme scheme) {
            return step.of(
                (h, time) -> super.transport(target, h, time, scheme),
                target,
                logRatio,
                dt,
                scheme);
          }
        };
  }
}
