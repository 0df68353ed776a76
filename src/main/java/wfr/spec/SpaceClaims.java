package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wfr.diagnostics.Functionals;
import wfr.math.Estimate;
import wfr.math.MatrixExponential;
import wfr.math.RombergTable;
import wfr.model.GaussianLaw;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.ClosedFormOperations.GaussianSplit;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.SpaceDraw;

/** Claims in d dimensions: splittings of Gaussian flows, a plane within space, particles and their density estimates. */
public final class SpaceClaims {
  private static final double ALPHA = 1e-8;

  /** C2N: the splittings in d dimensions. */
  public static final Claim<Double> C2N =
      Claim.exact(
          "C2N",
          "Splittings into exact sub-flows for covariances that do not commute: one multiplier A(.)A and a constant matrix each",
          EvidenceClass.D,
          Set.of(Group.SPLIT_MAP, Group.CLOSED_FORM),
          List.of(0.05, 0.3),
          (ops, h, seed) -> splittings(ops, h));

  /** B7P: the plane's grid on a marginal of a problem in space. */
  public static final Claim<Double> B7P =
      Claim.exact(
          "B7P",
          "A flow of space that is a product of a plane and a line in some frame: the plane's grid agrees with the marginal of the closed form",
          EvidenceClass.D,
          Set.of(Group.CLOSED_FORM, Group.GRID_RUN, Group.DISCRETISATION, Group.TRANSPORT),
          List.of(0.4),
          (ops, t, seed) -> marginal(ops, t));

  /** E7N: law of the weighted scheme in space. */
  public static final Claim<String> E7N =
      Claim.exact(
          "E7N",
          "The law of the weighted Euler-Maruyama scheme for Gaussians in space is Gaussian and converges to the closed form at order 1",
          EvidenceClass.L,
          Set.of(Group.SDE, Group.WEIGHTS, Group.CLOSED_FORM),
          List.of("covariances that do not commute"),
          (ops, i, seed) -> SpaceSchemeLaw.convergence(ops, SpaceProblem.space()));

  /** D6N: particles in space against that law. */
  public static final Claim<String> D6N =
      new Claim<>(
          "D6N",
          "Oracle weights in space: E[w f(X)] and E[w] are those of the law of the time-discrete scheme, covariances not commuting",
          EvidenceClass.S,
          Set.of(Group.SDE, Group.WEIGHTS, Group.SPACE_PARTICLES, Group.PARTICLE_RUN),
          3 * ALPHA,
          SpaceSchemeLaw.DETECTABLE,
          List.of("covariances that do not commute"),
          (ops, i, seed) -> SpaceSchemeLaw.particles(ops, SpaceSchemeLaw.COUNT, seed, ALPHA));

  /** E11: draws of a Gaussian. */
  public static final Claim<Integer> E11 =
      Claim.exact(
          "E11",
          "Draws of a Gaussian are affine in their normals, m + L z with L L' = C",
          EvidenceClass.D,
          Set.of(Group.SPACE_PARTICLES),
          List.of(2, 3),
          (ops, d, seed) -> draws(ops, d));

  private static final int SPLIT_STEPS = 3;

  /** Tolerance of a step of the plane's grid. */
  private static final double IN_TIME = 1e-7;

  /** Error that the extrapolation of B7P may claim, of figures of size 1: three decimals. */
  private static final double RESOLUTION = 1e-3;

  private SpaceClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(
        C2N,
        B7P,
        E7N,
        D6N,
        SpaceKernelClaims.E9N,
        SpaceKernelClaims.E10,
        E11,
        PopulationSize.E4N,
        BandwidthBias.E4B);
  }

  private static Evidence splittings(Implementation ops, double h) {
    WfrProblem p = SpaceProblem.space();
    Evidence worst = null;
    for (SplittingScheme scheme : SplittingScheme.values()) {
      GaussianLaw literal = (GaussianLaw) p.initial();
      for (int n = 0; n < SPLIT_STEPS; n++) {
        literal = step(p, literal, scheme, h);
      }
      GaussianLaw found = ops.apply(new GaussianSplit(p, h, SPLIT_STEPS, scheme));
      Evidence e =
          Evidence.atMost(
              distance(found, literal),
              splitRounding(p),
              scheme.key() + ", h = " + h + ": against exact sub-flows one after the other");
      worst = worst == null ? e : worst.worse(e);
    }
    GaussianLaw flow = ops.apply(GaussianFlow.of(p, SPLIT_STEPS * h));
    return worst.worse(
        Evidence.atMost(
            distance(ops.apply(new GaussianSplit(p, h, SPLIT_STEPS, null)), flow),
            splitRounding(p),
            "the exact constant, h = " + h + ": against the closed form"));
  }

  /** At most three sub-flows a step, each of some d^2 roundings per entry, amplified by an inverse and a square root of matrices of the largest condition. */
  private static double splitRounding(WfrProblem p) {
    double condition = 1;
    for (GaussianLaw g : List.of((GaussianLaw) p.potential(), (GaussianLaw) p.initial())) {
      RealMatrix c = new Array2DRowRealMatrix(g.covariance());
      condition =
          Math.max(
              condition, c.getNorm() * new LUDecomposition(c).getSolver().getInverse().getNorm());
    }
    int d = p.dimension();
    return Bounds.rounding(3.0 * SPLIT_STEPS * d * d * d, condition * condition);
  }

  private static GaussianLaw step(WfrProblem p, GaussianLaw law, SplittingScheme scheme, double h) {
    return switch (scheme) {
      case LIE_WFR -> reaction(p, transport(p, law, h), h);
      case LIE_FRW -> transport(p, reaction(p, law, h), h);
      case STRANG -> reaction(p, transport(p, reaction(p, law, h / 2), h), h / 2);
      case STRANG_WFRW -> transport(p, reaction(p, transport(p, law, h / 2), h), h / 2);
    };
  }

  /** m* + e^{-DPh}(m - m*), G + e^{-DPh}(C - G)e^{-DPh}. */
  private static GaussianLaw transport(WfrProblem p, GaussianLaw law, double h) {
    GaussianLaw target = (GaussianLaw) p.potential();
    RealMatrix decay =
        MatrixExponential.of(
            new Array2DRowRealMatrix(target.precision()).scalarMultiply(-p.diffusivity() * h));
    RealVector centre = new ArrayRealVector(target.mean());
    RealMatrix gamma = new Array2DRowRealMatrix(target.covariance());
    RealMatrix excess = new Array2DRowRealMatrix(law.covariance()).subtract(gamma);
    return new GaussianLaw(
        centre.add(decay.operate(new ArrayRealVector(law.mean()).subtract(centre))).toArray(),
        SpaceProblem.symmetric(gamma.add(decay.multiply(excess).multiply(decay))));
  }

  /** Precisions and precision times mean, each a share theta of rho's and 1 - theta of the target's. */
  private static GaussianLaw reaction(WfrProblem p, GaussianLaw law, double h) {
    GaussianLaw target = (GaussianLaw) p.potential();
    double theta = Math.exp(-p.reactionRate() * h);
    RealMatrix mine = new Array2DRowRealMatrix(law.precision()).scalarMultiply(theta);
    RealMatrix its = new Array2DRowRealMatrix(target.precision()).scalarMultiply(1 - theta);
    RealMatrix c = new LUDecomposition(mine.add(its)).getSolver().getInverse();
    RealVector linear =
        mine.operate(new ArrayRealVector(law.mean()))
            .add(its.operate(new ArrayRealVector(target.mean())));
    return new GaussianLaw(c.operate(linear).toArray(), SpaceProblem.symmetric(c));
  }

  /** Largest difference of two entries of the means or of the covariances. */
  static double distance(GaussianLaw a, GaussianLaw b) {
    double worst = 0;
    for (int i = 0; i < a.dimension(); i++) {
      worst = Math.max(worst, Math.abs(a.mean()[i] - b.mean()[i]));
      for (int j = 0; j < a.dimension(); j++) {
        worst = Math.max(worst, Math.abs(a.covariance()[i][j] - b.covariance()[i][j]));
      }
    }
    return worst;
  }

  /** Mean and covariance on three grids, extrapolated; the bound is the extrapolation's own error. */
  private static Evidence marginal(Implementation ops, double time) {
    WfrProblem space = SpaceProblem.space();
    GaussianLaw exact = SpaceProblem.marginal(ops.apply(GaussianFlow.of(space, time)));
    double[] expected = moments(exact.mean(), exact.covariance());
    RombergTable[] tables = new RombergTable[expected.length];
    Arrays.setAll(tables, k -> new RombergTable(2, 4, 6));
    for (int level = 0; level < 3; level++) {
      AdaptiveRun run =
          new AdaptiveRun(SpaceProblem.plane(), 40 << level, new double[] {time}, IN_TIME);
      Functionals f = new Functionals(ops.apply(run).densities().get(0));
      double[] found = moments(f.mean(), f.covariance());
      for (int k = 0; k < found.length; k++) {
        tables[k].add(found[k]);
      }
    }
    Evidence worst = null;
    String[] names = {"mean 1", "mean 2", "variance 1", "covariance", "variance 2"};
    for (int k = 0; k < expected.length; k++) {
      Estimate e = tables[k].estimate();
      String what =
          names[k] + " of the plane's grid against the marginal of the closed form in space";
      Evidence found =
          Evidence.atMost(Math.abs(e.value() - expected[k]), e.error(), what)
              .worse(Evidence.atMost(e.error(), RESOLUTION, what + ": error of the extrapolation"));
      worst = worst == null ? found : worst.worse(found);
    }
    return worst;
  }

  private static double[] moments(double[] m, double[][] c) {
    return new double[] {m[0], m[1], c[0][0], c[0][1], c[1][1]};
  }

  /** A Gaussian whose axes are no coordinates, or its marginal of the first d. */
  static GaussianLaw law(int d) {
    GaussianLaw space =
        new GaussianLaw(
            new double[] {0.3, -0.4, 0.2},
            new double[][] {{0.7, 0.25, -0.15}, {0.25, 0.4, 0.1}, {-0.15, 0.1, 0.9}});
    double[][] c = new double[d][];
    for (int k = 0; k < d; k++) {
      c[k] = Arrays.copyOf(space.covariance()[k], d);
    }
    return new GaussianLaw(Arrays.copyOf(space.mean(), d), c);
  }

  private static Evidence draws(Implementation ops, int d) {
    GaussianLaw law = law(d);
    double[] m = ops.apply(new SpaceDraw(law, new double[d]));
    double[][] root = new double[d][d];
    for (int l = 0; l < d; l++) {
      double[] z = new double[d];
      z[l] = 1;
      double[] x = ops.apply(new SpaceDraw(law, z));
      for (int k = 0; k < d; k++) {
        root[k][l] = x[k] - m[k];
      }
    }
    RealMatrix r = new Array2DRowRealMatrix(root);
    double worst =
        r.multiply(r.transpose()).subtract(new Array2DRowRealMatrix(law.covariance())).getNorm();
    for (int k = 0; k < d; k++) {
      worst = Math.max(worst, Math.abs(m[k] - law.mean()[k]));
    }
    double[] z = {0.7, -1.3, 0.4};
    double[] x = ops.apply(new SpaceDraw(law, Arrays.copyOf(z, d)));
    RealVector affine = r.operate(new ArrayRealVector(Arrays.copyOf(z, d)));
    for (int k = 0; k < d; k++) {
      worst = Math.max(worst, Math.abs(x[k] - m[k] - affine.getEntry(k)));
    }
    return Evidence.atMost(
        worst, Bounds.rounding(4.0 * d * d, 1), "mean, L L' and linearity of draws, d = " + d);
  }
}
