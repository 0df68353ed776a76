package wfr.spec;

import java.util.List;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import wfr.model.GaussianLaw;
import wfr.operation.ClosedFormOperations.LinearDriftFlow;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claim D11: the Gaussian kinetic WFR flow, and any linear drift that keeps its target. */
public final class KineticClaims {
  /** Local error the integrator accepts in a step. */
  private static final double TOLERANCE = 1e-14;

  /** Accuracy to which the closed form is checked. */
  private static final double ACCURACY = 1e-10;

  /** A step rounds the state once and its increment, which is smaller, often: the stages add up to less than one more state. */
  private static final int STATE_ROUNDINGS = 2;

  /** Evaluations of the right side in a step of Dormand and Prince 8(5,3). */
  private static final int STAGES = 12;

  /**
   * A linear drift, its target and a start.
   *
   * @param name what is special
   * @param drift A
   * @param target N(m*, G)
   * @param initial N(m_0, C_0)
   * @param lambda reaction rate
   * @param time t
   */
  public record Flow(
      String name,
      double[][] drift,
      GaussianLaw target,
      GaussianLaw initial,
      double lambda,
      double time) {}

  private static final GaussianLaw START =
      new GaussianLaw(new double[] {-0.8, 0.5}, new double[][] {{0.3, -0.25}, {-0.25, 1.4}});
  private static final GaussianLaw COLD =
      new GaussianLaw(new double[] {0.2, 0}, new double[][] {{1.7, 0}, {0, 1}});

  /** D11. */
  public static final Claim<Flow> D11 =
      Claim.exact(
          "D11",
          "Gaussian kinetic WFR flow in closed form, and that of any linear drift A with its target: noise singular, A not symmetric",
          EvidenceClass.D,
          Set.of(Group.KINETIC_CLOSED),
          List.of(
              new Flow("kinetic, oscillating", kinetic(2, 0.7), thermal(0.4, 2), START, 1.3, 0.8),
              new Flow("kinetic, overdamped", kinetic(0.5, 3), thermal(0, 0.5), START, 5, 0.25),
              new Flow("kinetic, critical", kinetic(1, 2), thermal(-1, 1), START, 1.3, 0.6),
              new Flow("kinetic, lambda = 0", kinetic(2, 0.7), thermal(0.4, 2), START, 0, 0.8),
              new Flow("kinetic, E_0 singular", kinetic(2, 1), thermal(0, 2), COLD, 1.3, 0.7),
              new Flow("kinetic, no friction", kinetic(2, 0), thermal(0.4, 2), START, 1.3, 0.8),
              planes(),
              rotating()),
          (ops, i, seed) -> againstMoments(ops, i));

  private KineticClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(D11);
  }

  /** A of dx = v dt, dv = -k (x - m) dt - g v dt. */
  static double[][] kinetic(double stiffness, double friction) {
    return new double[][] {{0, 1}, {-stiffness, -friction}};
  }

  /** N(m, 1/k) times N(0, 1). */
  static GaussianLaw thermal(double mean, double stiffness) {
    return new GaussianLaw(new double[] {mean, 0}, new double[][] {{1 / stiffness, 0}, {0, 1}});
  }

  /** Two positions coupled by ((2, .5), (.5, 1)), frictions that do not commute with it. */
  private static Flow planes() {
    double[][] a = {{0, 0, 1, 0}, {0, 0, 0, 1}, {-2, -0.5, -1, -0.25}, {-0.5, -1, -0.25, -0.5}};
    double det = 2 * 1 - 0.5 * 0.5;
    double[][] g = {
      {1 / det, -0.5 / det, 0, 0}, {-0.5 / det, 2 / det, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}
    };
    double[][] c = {
      {1.5, 0.25, 0.5, 0},
      {0.25, 0.75, -0.25, 0.125},
      {0.5, -0.25, 1.25, 0.25},
      {0, 0.125, 0.25, 0.5}
    };
    return new Flow(
        "two positions",
        a,
        new GaussianLaw(new double[] {1, -0.5, 0, 0}, g),
        new GaussianLaw(new double[] {0, 0.5, -1, 0.25}, c),
        1.3,
        0.3);
  }

  /** A = -(I + J) M with J antisymmetric: elliptic, not reversible. */
  private static Flow rotating() {
    GaussianLaw target =
        new GaussianLaw(new double[] {0.5, -1}, new double[][] {{1, 0.25}, {0.25, 0.5}});
    RealMatrix field = new Array2DRowRealMatrix(new double[][] {{-1, -1.5}, {1.5, -1}});
    RealMatrix a = field.multiply(new Array2DRowRealMatrix(target.precision()));
    return new Flow("elliptic, rotating", a.getData(), target, START, 2, 0.25);
  }

  /** Mean and covariance against an integration of their own differential equations. */
  private static Evidence againstMoments(Implementation ops, Flow i) {
    GaussianLaw law =
        ops.apply(new LinearDriftFlow(i.drift(), i.target(), i.initial(), i.lambda(), i.time()));
    Moments moments = new Moments(i);
    double[] found = moments.pack(law);
    double[] state = moments.pack(i.initial());
    double size = norm(state);
    DormandPrince853Integrator integrator =
        new DormandPrince853Integrator(1e-10, i.time(), TOLERANCE, TOLERANCE);
    integrator.integrate(moments, 0, state, i.time(), state);
    size = Math.max(size, norm(state));
    double worst = 0;
    for (int k = 0; k < state.length; k++) {
      worst = Math.max(worst, Math.abs(found[k] - state[k]));
    }
    double bound = bound(i, integrator.getEvaluations() / STAGES + 1, size, state.length);
    return Evidence.atMost(
            worst,
            bound,
            "mean and covariance against an integration of their equations; " + i.name())
        .worse(Evidence.atMost(bound, ACCURACY, "what the integration allows; " + i.name()));
  }

  /**
   * As for B7: n components, local errors and roundings of a step add up and are carried on. In W = G^{-1/2} E G^{-1/2} the drift is B = G^{-1/2} A G^{1/2}, B + B' at
   * most 0, and W at least -I, so an error of W grows by at most e^{lambda t}, one of z = G^{-1/2} y not at all but it feels lambda dW z.
   */
  private static double bound(Flow i, int steps, double size, int n) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    RealMatrix gamma = new Array2DRowRealMatrix(i.target().covariance());
    for (double g : new EigenDecomposition(gamma).getRealEigenvalues()) {
      smallest = Math.min(smallest, g);
      largest = Math.max(largest, g);
    }
    double lt = i.lambda() * i.time();
    double condition = largest / smallest;
    double carried = Math.exp(lt) * (condition + Math.sqrt(condition) * lt * size / smallest);
    double local = TOLERANCE * (1 + size) + Bounds.rounding(STATE_ROUNDINGS, size);
    return steps * Math.sqrt(n) * local * carried;
  }

  private static double norm(double[] state) {
    double sum = 0;
    for (double v : state) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }

  /** y' = A y - lambda C M y, C' = A C + C A' - (A G + G A') + lambda (C - C M C). */
  private static final class Moments implements FirstOrderDifferentialEquations {
    private final int d;
    private final Flow flow;
    private final RealMatrix a;
    private final RealMatrix m;
    private final RealMatrix noise;

    Moments(Flow flow) {
      this.flow = flow;
      d = flow.target().dimension();
      a = new Array2DRowRealMatrix(flow.drift());
      m = new Array2DRowRealMatrix(flow.target().precision());
      RealMatrix ag = a.multiply(new Array2DRowRealMatrix(flow.target().covariance()));
      noise = ag.add(ag.transpose()).scalarMultiply(-1);
    }

    @Override
    public int getDimension() {
      return d + d * d;
    }

    /** y, then C by rows. */
    double[] pack(GaussianLaw law) {
      double[] state = new double[getDimension()];
      for (int i = 0; i < d; i++) {
        state[i] = law.mean()[i] - flow.target().mean()[i];
        System.arraycopy(law.covariance()[i], 0, state, d + i * d, d);
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
      double[] moved = a.operate(y);
      double[] selected = c.multiply(m).operate(y);
      RealMatrix ac = a.multiply(c);
      RealMatrix rates =
          ac.add(ac.transpose())
              .add(noise)
              .add(c.subtract(c.multiply(m).multiply(c)).scalarMultiply(flow.lambda()));
      for (int i = 0; i < d; i++) {
        rate[i] = moved[i] - flow.lambda() * selected[i];
        for (int j = 0; j < d; j++) {
          rate[d + i * d + j] = rates.getEntry(i, j);
        }
      }
    }
  }
}
