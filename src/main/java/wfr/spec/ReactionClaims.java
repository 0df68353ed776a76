package wfr.spec;

import java.util.List;
import java.util.Set;
import wfr.diagnostics.Functionals;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.InitialLaw;
import wfr.model.PolynomialPotential;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.GridOperations.Kl;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims B on the reaction and on what the flow keeps: B1, B2, B8, B9, B10 and its false generalisation B10R. */
public final class ReactionClaims {
  /** Effect shown by B10R: three quarters of the curvature -0.20 that t = 0.01 has, in the independent computation of the statement. */
  private static final double CLEARLY_NEGATIVE = -0.15;

  private static final int RANDOM_CELLS = 40;

  /** Largest log-ratio of the random densities of B1, before normalisation. */
  private static final double RANDOM_SIZE = 5;

  /** B1: the Fisher-Rao flow in closed form, from random densities; the time of an instance is lambda t. */
  public static final Claim<GridInstance> B1 =
      Claim.exact(
          "B1",
          "Fisher-Rao: rho_t ∝ rho_0^theta pi^(1-theta); a semigroup, pi fixed, log-ratios shrink by exactly theta",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.REACTION, Group.FUNCTIONALS),
          List.of(
              new GridInstance("mixture", Problems.mixture(1, 1), RANDOM_CELLS, 0.4),
              new GridInstance("tilted well", Problems.tiltedWell(1, 1), RANDOM_CELLS, 0.8),
              new GridInstance("torus", Problems.torus(1, 1), RANDOM_CELLS, 1.2)),
          ReactionClaims::fisherRao);

  /** B2: expansion in cumulants, rate 2 lambda. */
  public static final Claim<Long> B2 =
      Claim.exact(
          "B2",
          "KL_t = sum_n kappa_n theta^n/(n (n-2)!), kappa_n the cumulants of log(rho_0/pi) under pi",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.REACTION, Group.FUNCTIONALS),
          List.of(1L, 2L),
          ReactionClaims::cumulants);

  /** B8: normalisation. */
  public static final Claim<GridInstance> B8 =
      Claim.exact(
          "B8",
          "The unnormalised flow has the same profile and log z_t = -lambda int e^{-lambda(t-u)} KL_u du; constants in V and in h drop out",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION),
          List.of(
              new GridInstance("tilted well", Problems.tiltedWell(1.4, 0.8), 48, 0.8),
              new GridInstance("torus", Problems.torus(0.9, 0.3), 40, 1)),
          (ops, i, seed) -> normalisation(ops, i));

  /** B9: exponential decay under a log-Sobolev inequality. */
  public static final Claim<GridInstance> B9 =
      Claim.exact(
          "B9",
          "Under LSI(alpha): KL_t <= e^{-2 alpha D t} KL_0 for every lambda >= 0",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.GRID_RUN),
          List.of(
              new GridInstance("Gaussian target, Gaussian start", Problems.gaussian(0, 1), 150, 2),
              new GridInstance(
                  "Gaussian target, lambda = 0.4", Problems.gaussian(0.4, 0.7), 150, 2)),
          (ops, i, seed) -> logSobolev(ops, i));

  /** B10: the half that holds. */
  public static final Claim<GridInstance> B10 =
      Claim.exact(
          "B10",
          "V quadratic and rho_0 log-concave: rho_t is log-concave",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.GRID_RUN),
          List.of(
              new GridInstance("quartic start", quarticStart(1.2), 120, 0.1),
              new GridInstance("quartic start, lambda = 0", quarticStart(0), 120, 0.1)),
          (ops, i, seed) -> logConcave(ops, i));

  /** B10R: the half that does not, by its counterexample. */
  public static final Claim<Double> B10R =
      Claim.exact(
          "B10R",
          "Refuted: log-concavity of rho_t for convex V in general (V = x^4, rho_0 ∝ exp(-x^6))",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.GRID_RUN),
          List.of(0.0, 1.0),
          (ops, lambda, seed) -> counterexample(ops, lambda));

  private ReactionClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(B1, B2, B8, B9, B10, B10R);
  }

  private static Evidence fisherRao(Implementation ops, GridInstance i, long seed) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double[] h = DiscretisationClaims.randomLogRatio(target, seed, RANDOM_SIZE);
    double rate = i.time();
    double theta = Math.exp(-rate);
    // Normalised log-ratios lie within the range of the drawn ones.
    double bound = Bounds.rounding(4.0 * i.cells(), 2 * RANDOM_SIZE);
    double[] after = ops.apply(new Reaction(target.logMass(), h, rate));
    double contraction = 0;
    for (int c = 1; c < h.length; c++) {
      contraction = Math.max(contraction, Math.abs((after[c] - after[0]) - theta * (h[c] - h[0])));
    }
    GridDensity rho = new GridDensity(target.grid(), target.logMass(), after);
    double mass = Math.abs(rho.mass() - 1);
    double[] twice =
        ops.apply(
            new Reaction(
                target.logMass(),
                ops.apply(new Reaction(target.logMass(), h, rate / 3)),
                rate * 2 / 3));
    double semigroup = 0;
    for (int c = 0; c < h.length; c++) {
      semigroup = Math.max(semigroup, Math.abs(twice[c] - after[c]));
    }
    // KL(rho_t|pi) = theta psi'(theta) - psi(theta), psi(u) = log E_pi (rho_0/pi)^u.
    double z = 0;
    double dz = 0;
    for (int c = 0; c < h.length; c++) {
      double w = Math.exp(target.logMass()[c] + theta * h[c]);
      z += w;
      dz += w * h[c];
    }
    double kl =
        Math.abs(ops.apply(new Kl(target.logMass(), after)) - (theta * dz / z - Math.log(z)));
    // A start of mass 3 gives the same: the mean is divided by the mass.
    double[] scaled = h.clone();
    for (int c = 0; c < h.length; c++) {
      scaled[c] += Math.log(3);
    }
    double scale = 0;
    double[] fromScaled = ops.apply(new Reaction(target.logMass(), scaled, rate));
    for (int c = 0; c < h.length; c++) {
      scale = Math.max(scale, Math.abs(fromScaled[c] - after[c]));
    }
    String on = "; random density, " + i;
    return Evidence.atMost(contraction, bound, "h_i - h_j against theta times its start" + on)
        .worse(Evidence.atMost(mass, bound, "mass" + on))
        .worse(Evidence.atMost(semigroup, bound, "R(s+t) against R(s) R(t)" + on))
        .worse(Evidence.atMost(kl, bound, "KL against theta psi' - psi" + on))
        .worse(Evidence.atMost(scale, bound, "from mass 3" + on));
  }

  private static Evidence cumulants(Implementation ops, long instance, long seed) {
    int orders = 20;
    DiscreteTarget target = ops.apply(new Discretise(Problems.tiltedWell(1, 1), RANDOM_CELLS));
    double[] h = DiscretisationClaims.randomLogRatio(target, seed + 77 * instance, 1);
    double[] moments = new double[orders];
    for (int n = 0; n < orders; n++) {
      for (int c = 0; c < h.length; c++) {
        moments[n] += Math.exp(target.logMass()[c]) * Math.pow(h[c], n);
      }
    }
    double rate = 1;
    double theta = Math.exp(-rate);
    double[] kappa = new double[orders];
    double sum = 0;
    double factorial = 1; // (n - 2)!
    for (int n = 1; n < orders; n++) {
      kappa[n] = moments[n];
      double binomial = 1; // C(n-1, k-1) for k = 1
      for (int k = 1; k < n; k++) {
        kappa[n] -= binomial * kappa[k] * moments[n - k];
        binomial = binomial * (n - k) / k;
      }
      if (n >= 2) {
        factorial *= Math.max(1, n - 2);
        sum += kappa[n] * Math.pow(theta, n) / (n * factorial);
      }
    }
    // |kappa_n| <= pi n! (2/pi)^n for log-ratios in [-1, 1] up to a constant: the tail of sum pi (n
    // - 1) q^n
    double q = 2 * theta / Math.PI;
    double tail =
        Math.PI * Math.pow(q, orders) * ((orders - 1) / (1 - q) + q / ((1 - q) * (1 - q)));
    double kl =
        ops.apply(new Kl(target.logMass(), ops.apply(new Reaction(target.logMass(), h, rate))));
    return Evidence.atMost(
        Math.abs(kl - sum),
        tail + Bounds.rounding(4 * RANDOM_CELLS, 1),
        "KL minus the cumulant terms, against the bound of the rest; random density " + instance);
  }

  private static Evidence normalisation(Implementation ops, GridInstance i) {
    double lambda = i.problem().reactionRate();
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double[] errors = new double[4];
    for (int l = 0; l < errors.length; l++) {
      int steps = 40 << l;
      double dt = i.time() / steps;
      double theta = Math.exp(-lambda * dt);
      double[] h = ops.apply(new InitialLogRatio(i.problem(), target));
      double logZ = 0;
      double integral = 0;
      for (int k = 0; k < steps; k++) {
        double klBefore = kl(target, h);
        h = ops.apply(new Transport(target, h, dt, TransportScheme.BACKWARD_EULER)).logRatio();
        double[] after = ops.apply(new Reaction(target.logMass(), h, lambda * dt));
        // what the operation divided by, read off its answer: any path of normalised h obeys the
        // identity with log sum p u^theta in its place
        double logDivisor = 0;
        for (int c = 0; c < h.length; c++) {
          logDivisor += Math.exp(target.logMass()[c]) * (theta * h[c] - after[c]);
        }
        logZ = theta * logZ + logDivisor;
        h = after;
        double klAfter = kl(target, h);
        integral = theta * integral + 0.5 * dt * (theta * klBefore + klAfter);
      }
      errors[l] = logZ + lambda * integral;
    }
    Evidence mass =
        ConvergenceStudy.ofErrors(1, 1, errors)
            .evidence("log z_t + lambda int e^{-lambda(t-u)} KL, first order in dt; " + i);
    double shift = 0;
    double[] h = ops.apply(new InitialLogRatio(i.problem(), target));
    double[] up = h.clone();
    for (int c = 0; c < up.length; c++) {
      up[c] += 1.7;
    }
    double[] a = ops.apply(new Reaction(target.logMass(), h, lambda * i.time()));
    double[] b = ops.apply(new Reaction(target.logMass(), up, lambda * i.time()));
    for (int c = 0; c < a.length; c++) {
      shift = Math.max(shift, Math.abs(a[c] - b[c]));
    }
    double size = 0;
    for (double v : h) {
      size = Math.max(size, Math.abs(v));
    }
    return mass.worse(
        Evidence.atMost(
            shift,
            Bounds.rounding(2 * i.cells(), size),
            "a constant added to h, after normalisation; " + i));
  }

  private static double kl(DiscreteTarget target, double[] h) {
    return new Functionals(new GridDensity(target.grid(), target.logMass(), h)).kl();
  }

  private static Evidence logSobolev(Implementation ops, GridInstance i) {
    double alpha = 1 / ((GaussianLaw) i.problem().potential()).covariance()[0][0];
    int n = 5;
    double[] times = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      times[k] = i.time() * k / n;
    }
    List<GridDensity> run =
        ops.apply(
                new GridRun(
                    i.problem(),
                    new GridSettings(
                        i.cells(),
                        i.time() / 2000,
                        SplittingScheme.STRANG,
                        TransportScheme.BACKWARD_EULER),
                    times))
            .densities();
    double start = new Functionals(run.get(0)).kl();
    double worst = 0;
    for (int k = 1; k <= n; k++) {
      double bound = start * Math.exp(-2 * alpha * i.problem().diffusivity() * times[k]);
      worst = Math.max(worst, new Functionals(run.get(k)).kl() / bound);
    }
    // The discrete gap is below alpha by O(dx^2 + dt): allow for alpha (dx^2 alpha/6 + dt alpha).
    double dx = run.get(0).grid().axis(0).dx();
    double discretisation = 2 * alpha * alpha * i.time() * (dx * dx / 6 + i.time() / 2000);
    return Evidence.atMost(
        worst, 1 + discretisation, "largest KL over e^{-2 alpha D t} KL_0; " + i);
  }

  private static WfrProblem quarticStart(double lambda) {
    return new WfrProblem(
        GaussianLaw.of(0.4, 0.8),
        power(-0.3, 4, 0.7),
        Domain.interval(-4, 4.5, Domain.Boundary.NO_FLUX),
        lambda,
        1);
  }

  /** exp(-factor (x - centre)^power). */
  static InitialLaw power(double centre, int power, double factor) {
    return new InitialLaw() {
      @Override
      public int dimension() {
        return 1;
      }

      @Override
      public double logDensity(double[] x) {
        return -factor * Math.pow(x[0] - centre, power);
      }
    };
  }

  /** Cells below this multiple of the largest cell mass are left out: there the implicit step has exponential tails of its own. */
  private static final double BULK = 1e-7;

  /** Smallest second difference of -log rho over the cells that carry mass. */
  private static double leastConvexity(GridDensity rho) {
    double dx = rho.grid().axis(0).dx();
    double[] h = rho.logRatio();
    double[] p = rho.logTargetMass();
    double least = Double.POSITIVE_INFINITY;
    double largest = java.util.Arrays.stream(rho.cellMasses()).max().getAsDouble();
    for (int c = 1; c < h.length - 1; c++) {
      double middle = h[c] + p[c];
      double second = -(h[c + 1] + p[c + 1] - 2 * middle + h[c - 1] + p[c - 1]) / (dx * dx);
      if (Double.isNaN(second)) {
        return second;
      }
      if (middle > Math.log(BULK * largest)) {
        least = Math.min(least, second);
      }
    }
    return least;
  }

  private static Evidence logConcave(Implementation ops, GridInstance i) {
    List<GridDensity> run =
        ops.apply(
                new GridRun(
                    i.problem(),
                    new GridSettings(
                        i.cells(),
                        i.time() / 10_000,
                        SplittingScheme.STRANG,
                        TransportScheme.BACKWARD_EULER),
                    new double[] {i.time() / 10, i.time() / 3, i.time()}))
            .densities();
    double worst = 0;
    for (GridDensity rho : run) {
      worst = Math.max(worst, -leastConvexity(rho));
    }
    // Rounding of three logarithms of size 500 over dx^2.
    double dx = run.get(0).grid().axis(0).dx();
    return Evidence.atMost(
        worst, Bounds.rounding(4, 500) / (dx * dx), "negative part of (-log rho)''; " + i);
  }

  private static Evidence counterexample(Implementation ops, double lambda) {
    WfrProblem problem =
        new WfrProblem(
            new PolynomialPotential(0, 0, 0, 0, 1),
            power(0, 6, 1),
            Domain.interval(-2, 2, Domain.Boundary.NO_FLUX),
            lambda,
            1);
    double[] least = new double[3];
    for (int l = 0; l < least.length; l++) {
      least[l] =
          leastConvexity(
              ops.apply(
                      new GridRun(
                          problem,
                          new GridSettings(
                              100 << l,
                              0.01 / (20 << (2 * l)),
                              SplittingScheme.STRANG,
                              TransportScheme.BACKWARD_EULER),
                          new double[] {0.01}))
                  .densities()
                  .get(0));
    }
    double limit = least[2] + (least[2] - least[1]) / 3;
    double error = Math.abs(limit - least[2]) + Math.abs(least[2] - least[1]) / 3;
    return Evidence.atMost(
        limit + error,
        CLEARLY_NEGATIVE,
        "min (-log rho)'' at t = 0.01, lambda = "
            + lambda
            + ": "
            + limit
            + " +- "
            + error
            + ", must be negative");
  }
}
