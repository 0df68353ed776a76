package wfr.defects;

import java.util.List;
import java.util.function.UnaryOperator;
import wfr.measure.PhaseGrid;
import wfr.model.GaussianLaw;
import wfr.model.Potential;
import wfr.pde.FrictionStep;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Mutants of the kinetic flow: its closed form and its grid. */
final class KineticMutants {
  private KineticMutants() {}

  static List<Mutant> all() {
    return List.of(
        closed(
            "kinetic-half-lambda",
            "Phi = e^{At}: -lambda/2 missing in the exponent",
            List.of("D11", "D11G", "D11D"),
            (a, g, lambda) -> added(a, lambda / 2)),
        closed(
            "kinetic-drift-transposed",
            "A' in place of A: equal for reversible flows",
            List.of("D11", "D11G"),
            (a, g, lambda) -> transposed(a)),
        closed(
            "kinetic-noise-in-position",
            "friction and noise in the position as well: coercive, and no kinetic flow",
            List.of("D11C", "D11", "D11D"),
            (a, g, lambda) -> elliptic(a, g)),
        new Mutant(
            "kinetic-mean-factor",
            "mean Phi (I + E_0 K)^{-1} y_0: the factor e^{-lambda t/2} missing",
            Group.KINETIC_CLOSED,
            List.of("D11", "D11G"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public GaussianLaw linearDriftFlow(
                      double[][] a,
                      GaussianLaw target,
                      GaussianLaw start,
                      double lambda,
                      double t) {
                    GaussianLaw law = super.linearDriftFlow(a, target, start, lambda, t);
                    double[] m = law.mean();
                    for (int i = 0; i < m.length; i++) {
                      m[i] =
                          target.mean()[i] + Math.exp(lambda * t / 2) * (m[i] - target.mean()[i]);
                    }
                    return new GaussianLaw(m, law.covariance());
                  }
                }),
        new Mutant(
            "kinetic-friction-noise",
            "noise sqrt(g) in place of sqrt(2g)",
            Group.KINETIC_GRID,
            List.of("D11G", "D11D", "D11C"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public UnaryOperator<double[]> kineticFriction(PhaseGrid grid, double rate) {
                    return h -> {
                      double[] out = h.clone();
                      new FrictionStep(grid, rate, -0.5 * Math.expm1(-2 * rate)).advance(out);
                      return out;
                    };
                  }
                }),
        new Mutant(
            "kinetic-time-reversed",
            "Hamilton's flow followed to the feet forwards: velocities of the wrong sign",
            Group.KINETIC_GRID,
            List.of("D11G"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public UnaryOperator<double[]> kineticHamilton(
                      PhaseGrid grid, Potential potential, double dt) {
                    return super.kineticHamilton(grid, potential, -dt);
                  }
                }),
        new Mutant(
            "kinetic-reaction-position",
            "reaction towards the position's law only: h replaced by the log-ratio of the marginals",
            Group.KINETIC_GRID,
            List.of("D11G", "D11D"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public UnaryOperator<double[]> kineticReaction(
                      PhaseGrid grid, double[] logMass, double rate) {
                    return h -> onPosition(grid, logMass, h, rate);
                  }
                }),
        new Mutant(
            "kinetic-lie",
            "Lie sold as Strang: the whole friction before Hamilton's flow",
            Group.KINETIC_GRID,
            List.of("D11G"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public UnaryOperator<double[]> kineticFriction(PhaseGrid grid, double rate) {
                    UnaryOperator<double[]> whole = super.kineticFriction(grid, 2 * rate);
                    int[] calls = {0};
                    return h -> calls[0]++ % 2 == 0 ? whole.apply(h) : h;
                  }
                }));
  }

  /** Another drift. */
  private interface Drift {
    double[][] of(double[][] drift, GaussianLaw target, double lambda);
  }

  private static Mutant closed(String id, String defect, List<String> refutedBy, Drift drift) {
    return new Mutant(
        id,
        defect,
        Group.KINETIC_CLOSED,
        refutedBy,
        () ->
            new ReferenceOperations() {
              @Override
              public GaussianLaw linearDriftFlow(
                  double[][] a, GaussianLaw target, GaussianLaw start, double lambda, double t) {
                return super.linearDriftFlow(drift.of(a, target, lambda), target, start, lambda, t);
              }
            });
  }

  private static double[][] added(double[][] a, double diagonal) {
    double[][] out = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      out[i] = a[i].clone();
      out[i][i] += diagonal;
    }
    return out;
  }

  private static double[][] transposed(double[][] a) {
    double[][] out = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        out[i][j] = a[j][i];
      }
    }
    return out;
  }

  /** A - e_1 e_1' G^{-1}/4 keeps the target too. */
  private static double[][] elliptic(double[][] a, GaussianLaw target) {
    double[][] out = added(a, 0);
    for (int j = 0; j < a.length; j++) {
      out[0][j] -= 0.25 * target.precision()[0][j];
    }
    return out;
  }

  private static double[] onPosition(PhaseGrid grid, double[] logMass, double[] h, double rate) {
    double[] out = h.clone();
    double total = 0;
    for (int i = 0; i < grid.x().cells(); i++) {
      double rho = 0;
      double pi = 0;
      for (int j = 0; j < grid.v().cells(); j++) {
        int c = grid.index(i, j);
        rho += Math.exp(logMass[c] + h[c]);
        pi += Math.exp(logMass[c]);
      }
      for (int j = 0; j < grid.v().cells(); j++) {
        int c = grid.index(i, j);
        out[c] += Math.expm1(-rate) * Math.log(rho / pi);
        total += Math.exp(logMass[c] + out[c]);
      }
    }
    for (int c = 0; c < out.length; c++) {
      out[c] -= Math.log(total);
    }
    return out;
  }
}
