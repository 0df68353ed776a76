package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.logUniform;
import static wfr.math.ErrorFree.UNIT;
import static wfr.specification.G6_G7_Contraction.hil;
import static wfr.specification.Real.exp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import wfr.certificate.SchemeCandidate;
import wfr.certificate.SchemeCertificate;
import wfr.measure.DiscreteTarget;
import wfr.model.DiscreteScheme;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.SplittingScheme;
import wfr.model.SubStep;
import wfr.model.WfrProblem;
import wfr.pde.FokkerPlanckStep;
import wfr.pde.ReactionFlow;
import wfr.pde.ScharfetterGummelFlux;
import wfr.pde.SubFlow;
import wfr.reference.Reference;

/**
 * The double scheme refines the executable one: the certificate G6 of its states bounds their distance from Scheme.v's solution in Hilbert's metric, for the
 * candidates of {@code --certify} and for the solver itself, and the bound is no larger than roundings are.
 */
class SchemeRefinementProperties {
  private static final double FAULT = 1e-9;

  /** Mild problems between walls or on a circle. */
  private static Arbitrary<WfrProblem> problems() {
    return Combinators.combine(
            between(-0.5, 0.5),
            between(0.2, 1),
            between(-1, 1),
            between(0.1, 1),
            Arbitraries.of(Domain.Boundary.NO_FLUX, Domain.Boundary.PERIODIC),
            logUniform(Math.exp(-2), Math.exp(2)),
            logUniform(Math.exp(-2), Math.E))
        .as(
            (tilt, quartic, mean, variance, boundary, lambda, d) ->
                new WfrProblem(
                    new PolynomialPotential(0, tilt, -1, 0, quartic),
                    GaussianLaw.of(mean, variance),
                    Domain.interval(-1.5, 2, boundary),
                    lambda,
                    d));
  }

  /** Two steps on a small mesh. */
  @Provide
  Arbitrary<Run> runs() {
    return Combinators.combine(
            problems(),
            count(3, 6),
            logUniform(Math.exp(-5), 1),
            Arbitraries.of(SplittingScheme.values()))
        .as(
            (problem, cells, dt, splitting) -> {
              DiscreteTarget target = ScharfetterGummelFlux.discretise(problem, cells);
              return new Run(
                  target,
                  DiscreteScheme.of(target, problem.reactionRate(), dt, 2, splitting),
                  ScharfetterGummelFlux.initialLogRatio(problem, target));
            });
  }

  private record Run(DiscreteTarget target, DiscreteScheme scheme, double[] logRatio) {
    /** States of Scheme.v after every sub-step, from the doubles as they are. */
    List<Real[]> specified(double[] start) {
      int n = scheme.cells();
      List<Real[]> states = new ArrayList<>(List.<Real[]>of(Real.of(start)));
      for (SubStep step : scheme.steps()) {
        double[] face = scheme.integratedConductance(step.amount());
        Real[][] kappa = new Real[n][n];
        for (Real[] row : kappa) {
          Arrays.fill(row, Real.ZERO);
        }
        for (int i = 0; i < n; i++) {
          int west = (i + n - 1) % n;
          kappa[i][west] = Real.of(face[i]);
          kappa[west][i] = Real.of(face[i]);
        }
        Scheme s = new Scheme(n, Real.of(scheme.mass()), kappa, Real.ONE);
        Real[] u = states.get(states.size() - 1);
        Real[] next = new Real[n];
        if (step.kind() == SubStep.Kind.TRANSPORT) {
          next = Solution.of(s, u);
          assertTrue(s.transport(u, next));
        } else {
          Real a = exp(Real.of(-step.amount()));
          Arrays.setAll(next, i -> s.reaction(a, u, i));
        }
        states.add(next);
      }
      return states;
    }

    /** States of the solver, which works on h = log u. */
    double[][] solved() {
      double[] h = logRatio.clone();
      double[][] u = new double[scheme.steps().size() + 1][];
      u[0] = exponential(h);
      for (int k = 1; k < u.length; k++) {
        SubStep step = scheme.steps().get(k - 1);
        SubFlow flow =
            step.kind() == SubStep.Kind.TRANSPORT
                ? new FokkerPlanckStep(target, step.amount())
                : new ReactionFlow(target.logMass(), step.amount());
        flow.advance(h);
        u[k] = exponential(h);
      }
      return u;
    }

    /**
     * Roundings of one sub-step, in Hilbert's metric: rates exp(log dt + log kappa - log p) lose 2 L + 2 units, L the sum of the sizes of the logarithms, and an
     * M-matrix with relative errors delta has its solution within (2 n - 1) delta (Alfa, Xue and Ye 2002); elimination without subtraction adds 16 n units, leaving
     * and entering the logarithms and the closed form of the reaction 4 H + n + 8, H the size of h; twice, because the metric has two ends.
     */
    double roundings() {
      int n = scheme.cells();
      double logs = 0;
      for (int i = 0; i < n; i++) {
        double k = target.before(0, i);
        logs = Math.max(logs, Math.abs(target.logMass()[i]) + (k > -700 ? Math.abs(k) : 0));
      }
      double h = Arrays.stream(logRatio).map(Math::abs).max().orElseThrow();
      double dt =
          scheme.steps().stream()
              .mapToDouble(s -> Math.abs(Math.log(s.amount())))
              .max()
              .orElseThrow();
      double one = (2 * n - 1) * (2 * (logs + dt) + 2) + 16 * n + 4 * h + n + 8;
      return 2 * scheme.steps().size() * one * UNIT;
    }
  }

  private static double[] exponential(double[] h) {
    return Arrays.stream(h).map(StrictMath::exp).toArray();
  }

  private static boolean encloses(List<Real[]> exact, double[][] states, double[] eps) {
    boolean all = true;
    for (int k = 0; k < states.length; k++) {
      Verdicts.sharp(exact.get(k));
      all &= hil(states[k].length, exact.get(k), Real.of(states[k]), Real.of(eps[k]));
    }
    return all;
  }

  private static double[] bounds(Run run, double[][] states) {
    return SchemeCertificate.bounds(run.scheme(), states, Reference.IMPLEMENTATION);
  }

  @Property(tries = 8, seed = "1")
  void certificateOfTheCandidate_containsTheSpecifiedSolution(@ForAll("runs") Run run) {
    double[][] states = SchemeCandidate.states(run.scheme(), exponential(run.logRatio()));
    List<Real[]> exact = run.specified(states[0]);
    double[] eps = bounds(run, states);
    assertTrue(encloses(exact, states, eps));
    states[1][0] *= 1 + FAULT;
    assertFalse(encloses(exact, states, eps), "a fault of 1e-9 goes unseen");
  }

  @Property(tries = 8, seed = "1")
  void certificateOfTheSolver_containsTheSpecifiedSolution_andIsOfRoundings(
      @ForAll("runs") Run run) {
    double[][] states = run.solved();
    double[] eps = bounds(run, states);
    assertTrue(encloses(run.specified(states[0]), states, eps));
    double last = eps[eps.length - 1];
    assertTrue(last <= run.roundings(), last + " is more than roundings: " + run.roundings());
  }
}
