package wfr.defects;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import wfr.exact.MatrixFeynmanKac;
import wfr.exact.QuadraticFeynmanKac;
import wfr.model.FeynmanKacProblem;
import wfr.model.LinearQuadratic;
import wfr.model.ParticleSettings;
import wfr.model.QuadratureRule;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations;
import wfr.spec.Operations.Group;

/** Mutants of linear Feynman-Kac. */
final class FeynmanKacMutants {
  private FeynmanKacMutants() {}

  static List<Mutant> all() {
    return Stream.of(closedForms(), grids(), walkers()).flatMap(List::stream).toList();
  }

  private static Mutant mutant(
      String id, String defect, Group group, List<String> by, Supplier<Operations> make) {
    return new Mutant(id, defect, group, by, make);
  }

  private static List<Mutant> closedForms() {
    Group group = Group.FEYNMAN_KAC_CLOSED;
    return List.of(
        mutant(
            "fk-cosh-power",
            "Cameron-Martin with cosh^{-1} in place of cosh^{-1/2}",
            group,
            List.of("D1"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double logCameronMartin(double a, double x, double t) {
                    return super.logCameronMartin(a, x, t) - 0.5 * Math.log(Math.cosh(a * t));
                  }
                }),
        mutant(
            "fk-linear-term-lost",
            "the linear killing is left out of the mean's drift: l = 0 in D2",
            group,
            List.of("D2"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double logQuadraticKilling(LinearQuadratic p, double x, double t) {
                    return super.logQuadraticKilling(
                        new LinearQuadratic(
                            p.reversion(), p.centre(), p.noise(), p.quadratic(), 0, p.constant()),
                        x,
                        t);
                  }
                }),
        mutant(
            "fk-killing-sign",
            "exp(+int k) in place of exp(-int k) in the closed form",
            group,
            List.of("D2"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double logQuadraticKilling(LinearQuadratic p, double x, double t) {
                    return super.logQuadraticKilling(p.withKilling(-1), x, t);
                  }
                }),
        mutant(
            "fk-nd-transposed",
            "K' in place of K in d dimensions: right for symmetric K",
            group,
            List.of("D3"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double logMatrixKilling(
                      double[][] k, double[][] s, double[][] q, double[] x, double t) {
                    double[][] transposed = new double[k.length][k.length];
                    for (int i = 0; i < k.length; i++) {
                      for (int j = 0; j < k.length; j++) {
                        transposed[j][i] = k[i][j];
                      }
                    }
                    return new MatrixFeynmanKac(transposed, s, q).logValue(x, t);
                  }
                }),
        mutant(
            "fk-selection-lost",
            "weighted law without the selection of the mean: m is the plain mean of X",
            group,
            List.of("D4"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public QuadraticFeynmanKac.WeightedGaussian weightedGaussian(
                      LinearQuadratic p, double mean, double variance, double t) {
                    QuadraticFeynmanKac.WeightedGaussian law =
                        super.weightedGaussian(p, mean, variance, t);
                    double plain = p.centre() + Math.exp(-p.reversion() * t) * (mean - p.centre());
                    return new QuadraticFeynmanKac.WeightedGaussian(
                        law.logMass(), plain, law.variance());
                  }
                }),
        mutant(
            "fk-eigenvalue-shift",
            "principal eigenvalue nu/2: the drift's -kappa/2 missing",
            group,
            List.of("D5"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double principalEigenvalue(LinearQuadratic p) {
                    return super.principalEigenvalue(p) + 0.5 * p.reversion();
                  }
                }));
  }

  private static List<Mutant> grids() {
    Group group = Group.FEYNMAN_KAC_GRID;
    return List.of(
        mutant(
            "fk-grid-drift-sign",
            "the backward equation with the drift of the forward one: D u'' + D V' u'",
            group,
            List.of("D12", "D2"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double feynmanKacGrid(FeynmanKacProblem p, int cells, boolean forward) {
                    return super.feynmanKacGrid(
                        forward ? p : withPotential(p, negated(p.potential())), cells, forward);
                  }
                }),
        mutant(
            "fk-grid-swapped",
            "forward and backward swapped: the start is read off the evolved functional as if it were a density",
            group,
            List.of("D12"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double feynmanKacGrid(FeynmanKacProblem p, int cells, boolean forward) {
                    double u = super.feynmanKacGrid(p, cells, forward);
                    // the adjoint of A in L2(dx) differs from A in L2(pi) by e^{-V}
                    return forward ? u * Math.exp(-p.potential().value(p.start())) : u;
                  }
                }),
        mutant(
            "fk-grid-killing-sign",
            "the grid's generator with + k",
            group,
            List.of("D1", "D2"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double feynmanKacGrid(FeynmanKacProblem p, int cells, boolean forward) {
                    return super.feynmanKacGrid(negatedKilling(p), cells, forward);
                  }
                }),
        mutant(
            "fk-grid-half-cell",
            "the killing taken at the left edges of the cells: order 1",
            group,
            List.of("D12"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double feynmanKacGrid(FeynmanKacProblem p, int cells, boolean forward) {
                    double half = 0.5 * (p.domain().right() - p.domain().left()) / cells;
                    return super.feynmanKacGrid(shiftedKilling(p, half), cells, forward);
                  }
                }));
  }

  private static List<Mutant> walkers() {
    Group group = Group.FEYNMAN_KAC_PARTICLES;
    return List.of(
        weights(
            "fk-left-as-trapezoid",
            "the left rule sold as trapezoid",
            List.of("D13", "D14"),
            (rule, start, end) ->
                rule == QuadratureRule.TRAPEZOID ? start : rule.start() * start + rule.end() * end),
        weights(
            "fk-walk-killing-sign",
            "log-weights grow by int k",
            List.of("D13", "D14"),
            (rule, start, end) -> -(rule.start() * start + rule.end() * end)),
        weights(
            "fk-walk-wrong-time",
            "k at the end of the step where the rule says start, and the other way round",
            List.of("D13", "D14"),
            (rule, start, end) -> rule.start() * end + rule.end() * start),
        mutant(
            "fk-mass-lost-at-resampling",
            "the mean weight is dropped when ancestors are drawn: normalised, not unnormalised",
            group,
            List.of("D14"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] resetLogWeights(double[] logWeights, int[] ancestors) {
                    return new double[logWeights.length];
                  }
                }),
        mutant(
            "fk-wrong-start",
            "walkers start in the point of rest instead of x: invisible at large T",
            group,
            List.of("D14"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public List<Double> feynmanKacRun(
                      FeynmanKacProblem p,
                      ParticleSettings settings,
                      QuadratureRule rule,
                      int replicates) {
                    FeynmanKacProblem other =
                        new FeynmanKacProblem(
                            p.potential(),
                            p.diffusivity(),
                            p.killing(),
                            p.functional(),
                            0,
                            p.horizon(),
                            p.domain());
                    return super.feynmanKacRun(other, settings, rule, replicates);
                  }
                }));
  }

  /** What is integrated over a step instead of a k(start) + b k(end). */
  private interface Rate {
    double of(QuadratureRule rule, double start, double end);
  }

  private static Mutant weights(String id, String defect, List<String> by, Rate rate) {
    return mutant(
        id,
        defect,
        Group.FEYNMAN_KAC_PARTICLES,
        by,
        () ->
            new ReferenceOperations() {
              @Override
              public double[] killLogWeights(
                  QuadratureRule rule, double[] logW, double[] start, double[] end, double dt) {
                double[] l = logW.clone();
                for (int i = 0; i < l.length; i++) {
                  l[i] -= dt * rate.of(rule, start[i], end[i]);
                }
                return l;
              }
            });
  }

  private static wfr.model.Potential negated(wfr.model.Potential v) {
    return new wfr.model.Potential() {
      @Override
      public int dimension() {
        return v.dimension();
      }

      @Override
      public double value(double[] x) {
        return -v.value(x);
      }

      @Override
      public void gradient(double[] x, double[] gradient) {
        v.gradient(x, gradient);
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] = -gradient[i];
        }
      }
    };
  }

  private static FeynmanKacProblem withPotential(FeynmanKacProblem p, wfr.model.Potential v) {
    return new FeynmanKacProblem(
        v, p.diffusivity(), p.killing(), p.functional(), p.start(), p.horizon(), p.domain());
  }

  private static FeynmanKacProblem withKilling(FeynmanKacProblem p, wfr.model.ScalarField k) {
    return new FeynmanKacProblem(
        p.potential(), p.diffusivity(), k, p.functional(), p.start(), p.horizon(), p.domain());
  }

  private static FeynmanKacProblem negatedKilling(FeynmanKacProblem p) {
    return withKilling(p, x -> -p.killing().value(x));
  }

  private static FeynmanKacProblem shiftedKilling(FeynmanKacProblem p, double shift) {
    return withKilling(p, x -> p.killing().value(new double[] {x[0] - shift}));
  }
}
