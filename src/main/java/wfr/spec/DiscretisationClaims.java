package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.diagnostics.Functionals;
import wfr.math.BernoulliFunction;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims G: what the finite-volume scheme keeps of the flow. */
public final class DiscretisationClaims {
  /** Gauss rule over a cell or between two centres: exact to rounding for V dx up to 40. */
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(40, 0, 1);

  /** Simpson panels per cell of the independent cell masses. */
  private static final int SIMPSON_PANELS = 1024;

  /** Simpson's relative error (V' dx/panels)^4/2880 for V' dx up to 100 per cell: 3e-8, and 1e-9 up to 40, where mass is. */
  private static final double QUADRATURE = 1e-9;

  /** Height of V over its neighbour in one cell: e^V is no double. */
  private static final double WALL = 2000;

  /** Fall of V from cell to cell. */
  private static final double STEEP = 60;

  /** Of a rate down it, whatever the scheme: upwind rates are 1.02 times those of Scharfetter and Gummel there. */
  private static final double SPEED = 1.25;

  /** G1: pi is stationary, cell masses are averages, conductances positive and consistent. */
  public static final Claim<GridInstance> G1 =
      Claim.exact(
          "G1",
          "Scharfetter-Gummel: the discrete pi is exactly stationary, rates are positive, order 2",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT),
          List.of(
              new GridInstance("tilted well", Problems.tiltedWell(1, 0.7), 40, 0.3),
              new GridInstance("torus", Problems.torus(1, 1.3), 32, 2),
              new GridInstance("seam", Problems.seam(1, 1.3), 32, 2),
              new GridInstance("loaded boundary", Problems.loadedBoundary(1, 1), 48, 50),
              new GridInstance("mixture", Problems.mixture(1, 1), 80, 1e-3)),
          (ops, i, seed) ->
              stationary(ops, i)
                  .worse(masses(ops, i))
                  .worse(conductances(ops, i))
                  .worse(slope(ops, i)));

  /** G2: the implicit step is positive, conserves mass, keeps within the range of u and decreases KL for every dt. */
  public static final Claim<GridInstance> G2 =
      Claim.exact(
          "G2",
          "The implicit step is positive, conserves mass and decreases KL for every dt",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT),
          List.of(
              new GridInstance("loaded boundary", Problems.loadedBoundary(0, 1), 48, 1e-3),
              new GridInstance("loaded boundary", Problems.loadedBoundary(0, 1), 48, 1),
              new GridInstance("tilted well", Problems.tiltedWell(0, 1), 60, 1e3),
              new GridInstance("torus", Problems.torus(0, 0.4), 40, 0.2),
              new GridInstance("mixture", Problems.mixture(0, 2), 50, 1e-6)),
          (ops, i, seed) -> implicitStep(ops, i, seed).worse(wall(ops, i)));

  /** G7: entropy decays at the reaction's rate on any mesh, for any step and target. */
  public static final Claim<GridInstance> G7 =
      Claim.exact(
          "G7",
          "KL(rho_k|pi) <= min(e^{-lambda k dt} osc, e^{-2 lambda k dt} osc^2/8) on any mesh",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.SPLITTING),
          List.of(
              new GridInstance("loaded boundary", Problems.loadedBoundary(2, 0.01), 30, 0.05),
              new GridInstance("torus", Problems.torus(1, 0.05), 40, 0.3),
              new GridInstance("mixture", Problems.mixture(3, 0.1), 50, 0.2)),
          DiscretisationClaims::entropyDecay);

  private DiscretisationClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(
        G1,
        G2,
        GridRunClaims.G3,
        GridRunClaims.G4,
        GridRunClaims.G5,
        GridRunClaims.G16,
        GridRunClaims.G17,
        G7);
  }

  private static Evidence stationary(Implementation ops, GridInstance i) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double worst = 0;
    for (double h : ops.apply(new Transport(target, new double[i.cells()], i.time())).logRatio()) {
      worst = Math.max(worst, Math.abs(h));
    }
    return Evidence.atMost(
        worst, Bounds.rounding(8 * i.cells(), 1), "max |log u| after a step from rho = pi; " + i);
  }

  private static Evidence masses(Implementation ops, GridInstance i) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    Axis grid = target.grid().axis(0);
    double[] m = new double[grid.cells()];
    double total = 0;
    for (int c = 0; c < m.length; c++) {
      double step = grid.dx() / (2 * SIMPSON_PANELS);
      for (int k = 0; k <= 2 * SIMPSON_PANELS; k++) {
        double weight = k == 0 || k == 2 * SIMPSON_PANELS ? 1 : k % 2 == 1 ? 4 : 2;
        m[c] += weight * Math.exp(-i.problem().potential().value(grid.edge(c) + k * step));
      }
      total += m[c];
    }
    double worst = 0;
    for (int c = 0; c < m.length; c++) {
      double p = m[c] / total;
      worst = Math.max(worst, Math.abs(Math.exp(target.logMass()[c]) - p) / p);
    }
    return Evidence.atMost(
        worst, QUADRATURE, "cell masses of pi against Simpson's rule, relative; " + i);
  }

  /** log kappa against the exact resistance between averages over pi of two cells, Z int e^V P over the one and Z int e^V (1 - P) over the other: order 2. */
  private static Evidence conductances(Implementation ops, GridInstance i) {
    double[] errors = new double[4];
    double[] seam = new double[4];
    for (int l = 0; l < errors.length; l++) {
      DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells() << l));
      Axis grid = target.grid().axis(0);
      DoubleUnaryOperator v = i.problem().potential()::value;
      double logZ = logZ(i.problem().potential(), target);
      double sum = 0;
      for (int f = grid.periodic() ? 0 : 1; f < grid.cells(); f++) {
        double before = f == 0 ? grid.upper() : grid.edge(f);
        double inverse =
            towards(v, before - grid.dx(), before) + towards(v, grid.edge(f + 1), grid.edge(f));
        double kappa = i.problem().diffusivity() / inverse;
        double relative = Math.exp(target.before(0, f) + logZ) / kappa - 1;
        double p = Math.exp(target.logMass()[f]);
        seam[l] = f == 0 ? Math.abs(relative) : seam[l];
        if (!(p <= QUADRATURE)) {
          sum += p * Math.abs(relative);
        }
      }
      errors[l] = sum;
    }
    if (Arrays.stream(errors).max().orElseThrow() <= QUADRATURE) {
      return Evidence.atMost(
          errors[0], QUADRATURE, "conductances are the exact ones, no order is left; " + i);
    }
    // A sum of absolute values is not smooth in dx: where the sign changes it adds odd powers, so
    // the next one is 1 above.
    Evidence all =
        ConvergenceStudy.ofErrors(2, 1, errors).evidence("order of the conductances; " + i);
    return seam[0] == 0
        ? all
        : all.worse(
            ConvergenceStudy.ofErrors(2, 1, seam)
                .evidence("order of the conductance where the circle closes; " + i));
  }

  /** int e^V P dx over a cell from its far edge to a face, P the share of its e^{-V} that lies on the far side. */
  private static double towards(DoubleUnaryOperator v, double far, double face) {
    double width = Math.abs(face - far);
    double all = share(v, far, face);
    double sum = 0;
    for (int k = 0; k < RULE.getNumberOfPoints(); k++) {
      double x = far + (face - far) * RULE.getPoint(k);
      sum += RULE.getWeight(k) * Math.exp(v.applyAsDouble(x)) * share(v, far, x) / all;
    }
    return width * sum;
  }

  private static double share(DoubleUnaryOperator v, double from, double to) {
    double sum = 0;
    for (int k = 0; k < RULE.getNumberOfPoints(); k++) {
      double x = from + (to - from) * RULE.getPoint(k);
      sum += RULE.getWeight(k) * Math.exp(-v.applyAsDouble(x));
    }
    return Math.abs(to - from) * sum;
  }

  /** Down a slope on which V falls by {@value #STEEP} from cell to cell, rates are those of Scharfetter and Gummel, D dV/dx^2 (1 + e^{-dV} + ..), within a quarter: mass is not held up. */
  private static Evidence slope(Implementation ops, GridInstance i) {
    int cells = i.cells();
    double d = i.problem().diffusivity();
    WfrProblem linear =
        new WfrProblem(
            new PolynomialPotential(0, STEEP * cells),
            i.problem().initial(),
            Domain.interval(0, 1, Domain.Boundary.NO_FLUX),
            i.problem().reactionRate(),
            d);
    DiscreteTarget target = ops.apply(new Discretise(linear, cells));
    double right = Math.log(d * cells * cells * BernoulliFunction.of(-STEEP));
    double worst = 0;
    for (int f = 1; f < cells; f++) {
      worst = Math.max(worst, Math.abs(target.before(0, f) - target.logMass()[f] - right));
    }
    return Evidence.atMost(
        worst, Math.log(SPEED), "log of the rates down a steep slope, off by; " + i);
  }

  private static double logZ(Potential v, DiscreteTarget target) {
    // From the heaviest cell: p_i = int e^{-V}/Z.
    int best = 0;
    for (int c = 0; c < target.grid().cells(); c++) {
      best = target.logMass()[c] > target.logMass()[best] ? c : best;
    }
    Axis grid = target.grid().axis(0);
    double sum = 0;
    for (int k = 0; k < RULE.getNumberOfPoints(); k++) {
      sum += RULE.getWeight(k) * Math.exp(-v.value(grid.edge(best) + grid.dx() * RULE.getPoint(k)));
    }
    return Math.log(sum * grid.dx()) - target.logMass()[best];
  }

  private static Evidence implicitStep(Implementation ops, GridInstance i, long seed) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double[] h = randomLogRatio(target, seed, 3);
    GridDensity before = new GridDensity(target.grid(), target.logMass(), h);
    GridDensity after =
        new GridDensity(
            target.grid(),
            target.logMass(),
            ops.apply(new Transport(target, h, i.time())).logRatio());
    double bound = Bounds.rounding(8 * i.cells(), 1);
    Functionals start = new Functionals(before);
    Functionals end = new Functionals(after);
    double min = end.minLogRatio();
    return Evidence.atMost(Math.abs(after.mass() - before.mass()), bound, "change of mass; " + i)
        .worse(Evidence.atMost(min > Double.NEGATIVE_INFINITY ? 0 : 1, 0, "a cell is empty; " + i))
        .worse(Evidence.atMost(start.minLogRatio() - min, bound, "min log u fell; " + i))
        .worse(
            Evidence.atMost(end.maxLogRatio() - start.maxLogRatio(), bound, "max log u rose; " + i))
        .worse(Evidence.atMost(end.kl() - start.kl(), bound, "KL rose; " + i))
        .worse(
            Evidence.atMost(
                end.oscillation() - start.oscillation(), bound, "osc log u rose; " + i));
  }

  /** Beside a cell that holds e^{-50} of the mass on a wall of height 2000, up which no rate is a double, mass is kept up to that: log u ranges over 2000 there. */
  private static Evidence wall(Implementation ops, GridInstance i) {
    int n = i.cells();
    double[] logMass = new double[n];
    Arrays.fill(logMass, -Math.log(n - 1));
    logMass[n - 1] = -WALL;
    double[] logConductance = new double[n + 1];
    logConductance[0] = Double.NEGATIVE_INFINITY;
    logConductance[n] = Double.NEGATIVE_INFINITY;
    logConductance[n - 1] = -WALL;
    DiscreteTarget target =
        DiscreteTarget.onLine(new Axis(0, 1, n, false), logMass, logConductance);
    double[] h = new double[n];
    h[n - 1] = WALL - 50;
    double before = new GridDensity(target.grid(), logMass, h).mass();
    double[] later = ops.apply(new Transport(target, h, i.time())).logRatio();
    double after = new GridDensity(target.grid(), logMass, later).mass();
    return Evidence.atMost(
        Math.abs(after - before),
        Bounds.rounding(8 * n, WALL),
        "change of mass beside a wall; " + i);
  }

  private static Evidence entropyDecay(Implementation ops, GridInstance i, long seed) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double[] h = ops.apply(new Reaction(target.logMass(), randomLogRatio(target, seed, 2), 0));
    double osc = new Functionals(new GridDensity(target.grid(), target.logMass(), h)).oscillation();
    double worst = Double.NEGATIVE_INFINITY;
    for (int k = 1; k <= 8; k++) {
      h =
          ops.apply(
              new SplittingStep(
                  target, h, i.problem().reactionRate(), i.time(), SplittingScheme.LIE_WFR));
      double decay = Math.exp(-i.problem().reactionRate() * k * i.time());
      Functionals f = new Functionals(new GridDensity(target.grid(), target.logMass(), h));
      double range = decay * osc;
      worst = Math.max(worst, f.kl() - Math.min(range, range * range / 8));
      worst = Math.max(worst, f.oscillation() - range);
    }
    // A rounding of h by r moves KL by at most osc r, and r itself grows with the range of h.
    return Evidence.atMost(
        worst,
        Bounds.rounding(64.0 * i.cells(), Math.max(1, osc) * osc),
        "largest excess of KL or osc over its bound in 8 steps; " + i);
  }

  /** A density with all cells loaded, of mass 1: independent h_i uniform on [-size, size], normalised. */
  static double[] randomLogRatio(DiscreteTarget target, long seed, double size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] h = new double[target.grid().cells()];
    double mass = 0;
    for (int c = 0; c < h.length; c++) {
      h[c] = size * (2 * random.nextDouble() - 1);
      mass += Math.exp(target.logMass()[c] + h[c]);
    }
    for (int c = 0; c < h.length; c++) {
      h[c] -= Math.log(mass);
    }
    return h;
  }
}
