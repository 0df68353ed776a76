package wfr.spec;

import java.util.List;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.ode.sampling.StepHandler;
import org.apache.commons.math3.ode.sampling.StepInterpolator;
import wfr.model.GaussianLaw;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims on Gaussian laws in d dimensions: B7. */
public final class MatrixClaims {
  /** Local error the integrator accepts in a step: TOLERANCE (1 + size of the component). */
  private static final double TOLERANCE = 1e-12;

  /** Offset that makes C_0 - Gamma = v v' of rank one, exactly in doubles; v is no eigenvector of Gamma. */
  private static final double[] RANK_ONE = {1, -0.5, 0.75};

  private static final GaussianLaw PLANE =
      new GaussianLaw(new double[] {1, -2}, new double[][] {{1, 0.625}, {0.625, 0.75}});
  private static final GaussianLaw PLANE_START =
      new GaussianLaw(new double[] {-0.25, 0.5}, new double[][] {{0.5, -0.375}, {-0.375, 1.5}});
  private static final GaussianLaw SPACE =
      new GaussianLaw(
          new double[] {0.5, -1, 2},
          new double[][] {{1, 0.25, -0.125}, {0.25, 0.5, 0.125}, {-0.125, 0.125, 1.75}});
  private static final GaussianLaw SPACE_START =
      new GaussianLaw(
          new double[] {-0.5, 0.25, 0.75},
          new double[][] {{2.25, -0.5, 0.75}, {-0.5, 0.75, 0.25}, {0.75, 0.25, 0.625}});

  /**
   * A Gaussian flow and a time.
   *
   * @param name what is special
   * @param target N(m*, Gamma)
   * @param initial N(m_0, C_0)
   * @param lambda reaction rate
   * @param diffusivity D
   * @param time t
   */
  public record Flow(
      String name,
      GaussianLaw target,
      GaussianLaw initial,
      double lambda,
      double diffusivity,
      double time) {}

  /** B7: the Gaussian flow in d dimensions. */
  public static final Claim<Flow> B7 =
      Claim.exact(
          "B7",
          "Gaussian WFR flow in d dimensions, any covariances",
          EvidenceClass.D,
          Set.of(Group.CLOSED_FORM),
          List.of(
              new Flow("d = 2", PLANE, PLANE_START, 1.3, 1, 0.4),
              new Flow("d = 2, lambda = 5", PLANE, PLANE_START, 5, 0.6, 0.3),
              new Flow("d = 2, lambda = 0", PLANE, PLANE_START, 0, 0.6, 0.4),
              new Flow("d = 3", SPACE, SPACE_START, 1.3, 0.6, 0.5),
              new Flow("d = 3, lambda = 5", SPACE, SPACE_START, 5, 1, 0.25),
              new Flow("d = 3, singular E_0", SPACE, rankOne(), 1.3, 0.6, 0.5),
              new Flow("d = 3, C_0 = Gamma", SPACE, shifted(), 1.3, 1, 0.5)),
          (ops, i, seed) -> againstMoments(ops, i));

  private MatrixClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(B7);
  }

  private static GaussianLaw rankOne() {
    double[][] c = SPACE.covariance();
    for (int i = 0; i < c.length; i++) {
      for (int j = 0; j < c.length; j++) {
        c[i][j] += RANK_ONE[i] * RANK_ONE[j];
      }
    }
    return new GaussianLaw(SPACE_START.mean(), c);
  }

  private static GaussianLaw shifted() {
    return new GaussianLaw(SPACE_START.mean(), SPACE.covariance());
  }

  /** Mean and covariance against an integration of their own differential equations. */
  private static Evidence againstMoments(Implementation ops, Flow i) {
    GaussianLaw law =
        ops.apply(new GaussianFlow(i.target(), i.initial(), i.lambda(), i.diffusivity(), i.time()));
    Moments moments = new Moments(i);
    double[] found = moments.pack(law);
    double[] state = moments.pack(i.initial());
    double size = norm(state);
    DormandPrince853Integrator integrator =
        new DormandPrince853Integrator(1e-10, i.time(), TOLERANCE, TOLERANCE);
    StepCount steps = new StepCount();
    integrator.addStepHandler(steps);
    integrator.integrate(moments, 0, state, i.time(), state);
    size = Math.max(size, norm(state));
    double worst = 0;
    for (int k = 0; k < state.length; k++) {
      // a difference that is not a number stays one
      worst = Math.max(worst, Math.abs(found[k] - state[k]));
    }
    return Evidence.atMost(
        worst,
        bound(i, steps.count, size, state.length),
        "mean and covariance against an integration of their equations; " + i.name());
  }

  /**
   * The integrator accepts a step whose error, root mean square over n components, is at most TOLERANCE (1 + size): at most sqrt(n) times that
   * in norm. Errors add up over the steps and are carried on by the flow. In W = G^{-1/2} E G^{-1/2}, z = G^{-1/2} y, whitening and back
   * costing at most the condition number of G, an error of W obeys dW' = -(b + lambda W) dW - dW (b + lambda W) with W at least -I: it grows
   * by at most e^{lambda t}; an error of z does not grow, but feels dW as -lambda dW z, which adds lambda t |z| e^{lambda t} times dW,
   * |z| being at most |y_0| over the root of the smallest eigenvalue g of G.
   */
  private static double bound(Flow i, int steps, double size, int n) {
    RealMatrix gamma = new Array2DRowRealMatrix(i.target().covariance());
    double[] g = new EigenDecomposition(gamma).getRealEigenvalues();
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (double v : g) {
      smallest = Math.min(smallest, v);
      largest = Math.max(largest, v);
    }
    double lt = i.lambda() * i.time();
    double condition = largest / smallest;
    double intoMean = Math.sqrt(condition) * lt * size / smallest;
    double carried = Math.exp(lt) * (condition + intoMean);
    return steps * Math.sqrt(n) * TOLERANCE * (1 + size) * carried;
  }

  private static double norm(double[] state) {
    double sum = 0;
    for (double v : state) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }

  /**
   * y' = -D P y - lambda C P y, C' = D (2I - P C - C P) + lambda (C - C P C), y = m - m*: transport moves mean and covariance by the
   * drift -D P y and the noise 2 D I; reaction multiplies by e^{-lambda h}, h quadratic, which gives (C^{-1})' = lambda (P - C^{-1}).
   */
  private static final class Moments implements FirstOrderDifferentialEquations {
    private final int d;
    private final double lambda;
    private final double diffusivity;
    private final double[] targetMean;
    private final RealMatrix p;

    Moments(Flow flow) {
      d = flow.target().dimension();
      lambda = flow.lambda();
      diffusivity = flow.diffusivity();
      targetMean = flow.target().mean();
      p = new Array2DRowRealMatrix(flow.target().precision());
    }

    @Override
    public int getDimension() {
      return d + d * d;
    }

    /** y, then C by rows. */
    double[] pack(GaussianLaw law) {
      double[] state = new double[getDimension()];
      double[] m = law.mean();
      double[][] c = law.covariance();
      for (int i = 0; i < d; i++) {
        state[i] = m[i] - targetMean[i];
        System.arraycopy(c[i], 0, state, d + i * d, d);
      }
      return state;
    }

    @Override
    public void computeDerivatives(double t, double[] state, double[] rate) {
      double[] y = new double[d];
      double[][] entries = new double[d][d];
      System.arraycopy(state, 0, y, 0, d);
      for (int i = 0; i < d; i++) {
        System.arraycopy(state, d + i * d, entries[i], 0, d);
      }
      RealMatrix c = new Array2DRowRealMatrix(entries, false);
      double[] force = p.operate(y);
      double[] selection = c.operate(force);
      RealMatrix pc = p.multiply(c);
      RealMatrix cp = c.multiply(p);
      RealMatrix cpc = cp.multiply(c);
      for (int i = 0; i < d; i++) {
        rate[i] = -diffusivity * force[i] - lambda * selection[i];
        for (int j = 0; j < d; j++) {
          double transport = (i == j ? 2 : 0) - pc.getEntry(i, j) - cp.getEntry(i, j);
          double reaction = c.getEntry(i, j) - cpc.getEntry(i, j);
          rate[d + i * d + j] = diffusivity * transport + lambda * reaction;
        }
      }
    }
  }

  /** Accepted steps. */
  private static final class StepCount implements StepHandler {
    private int count;

    @Override
    public void init(double t0, double[] y0, double t) {
      count = 0;
    }

    @Override
    public void handleStep(StepInterpolator interpolator, boolean isLast) {
      count++;
    }
  }
}
