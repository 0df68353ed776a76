package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.OperatorOperations.Curvature;
import wfr.operation.OperatorOperations.GridSpectrum;
import wfr.operation.OperatorOperations.LinearisedSpectrum;
import wfr.operation.OperatorOperations.Spectrum;

/** Claims F1, F2, F3, F4J and F5: the generator, its spectrum, the linearised flow and curvature. */
public final class OperatorClaims {
  /** Error that the two forms of F1 may claim together; the eigenvalues are of size 1 and more. */
  private static final double FORMS = 1e-6;

  /** Relative error that the ladder of F2 may claim. */
  private static final double LADDER = 1e-8;

  /** Error of nu_1: the shift by lambda is to be seen to six decimals. */
  private static final double SHIFT = 1e-6;

  /** Error that nu_2 and nu_3 may state: five decimals. */
  private static final double HIGHER_SHIFT = 1e-5;

  private static final Set<Group> SPECTRUM = Set.of(Group.DISCRETISATION, Group.SPECTRUM);

  /** Six digits of a gap: the errors must not exceed this fraction of the value. */
  private static final double SIX_DIGITS = 5e-7;

  /** F1: self-adjoint in L2(pi) and isospectral with a Schroedinger operator. */
  public static final Claim<GridInstance> F1 =
      Claim.exact(
          "F1",
          "L is self-adjoint in L2(pi); -D L and D(-d^2/dx^2 + V'^2/4 - V''/2) have one spectrum",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.SPECTRUM, Group.TRANSPORT),
          List.of(
              new GridInstance("shallow well", Problems.shallowWell(0, 0.8), 100, 0.3),
              new GridInstance("tilted well", Problems.tiltedWell(0, 1), 128, 0.1)),
          (ops, i, seed) -> selfAdjoint(ops, i, seed).worse(isospectral(ops, i)));

  /** F2: Ornstein-Uhlenbeck. */
  public static final Claim<GridInstance> F2 =
      Claim.exact(
          "F2",
          "The spectrum of -D L for N(m, s) is k D/s",
          EvidenceClass.D,
          SPECTRUM,
          List.of(
              new GridInstance("s = 1.5, D = 0.8", ornsteinUhlenbeck(1.5, 0.8), 64, 0),
              new GridInstance("s = 0.3, D = 2", ornsteinUhlenbeck(0.3, 2), 64, 0)),
          (ops, i, seed) -> harmonic(ops, i));

  /** F3: metastable gaps. */
  public static final Claim<Well> F3 =
      Claim.exact(
          "F3",
          "Double well: mu_1 = (4 sqrt 2 b/pi) e^{-b} (1 - 3/(8b) + O(b^-2)); every gap to six digits, however small",
          EvidenceClass.D,
          SPECTRUM,
          List.of(
              new Well(9, 0, 1),
              new Well(18, 0, 1),
              new Well(9, 0.5, 0.7),
              new Well(18, 1, 1),
              new Well(12, 0, 0.6)),
          (ops, i, seed) -> gap(ops, i));

  /** F4J: the linearised generator from the nonlinear step. */
  public static final Claim<GridInstance> F4J =
      Claim.exact(
          "F4J",
          "The Jacobian of the nonlinear step at pi has the rates mu_k + lambda on mean-zero functions",
          EvidenceClass.D,
          Set.of(
              Group.DISCRETISATION,
              Group.TRANSPORT,
              Group.REACTION,
              Group.SPLITTING,
              Group.SPECTRUM,
              Group.LINEARISATION),
          List.of(
              new GridInstance("torus", Problems.torus(0.6, 0.5), 60, 0),
              new GridInstance("loaded boundary", Problems.loadedBoundary(2.5, 1), 50, 0)),
          (ops, i, seed) -> shift(ops, i));

  /** F5: Bakry-Emery. */
  public static final Claim<Curved> F5 =
      Claim.exact(
          "F5",
          "Gamma_2 >= K Gamma iff V'' >= K; then mu_1 >= D K, sharp for a Gaussian and void for a double well",
          EvidenceClass.D,
          SPECTRUM,
          List.of(
              new Curved("Gaussian", GaussianLaw.of(0.4, 1.25), -13, 13, 0.8, 0.7),
              new Curved(
                  "convex quartic",
                  new PolynomialPotential(0, 0.3, 0.4, 0.2, 0.25),
                  -3,
                  2.5,
                  0.68,
                  1.3),
              new Curved("double well", PolynomialPotential.doubleWell(3, 0.7), -2.5, 2.5, -12, 1)),
          OperatorClaims::curvature);

  /**
   * V = b (x^2 - 1)^2 + tilt x on an interval beyond which less than e^{-9b} of the mass lies.
   *
   * @param b barrier
   * @param tilt tilt
   * @param diffusivity D
   */
  public record Well(double b, double tilt, double diffusivity) {
    WfrProblem problem() {
      return on(PolynomialPotential.doubleWell(b, tilt), -2, 2, diffusivity);
    }
  }

  /**
   * A target with a known curvature.
   *
   * @param name name
   * @param potential V
   * @param lower left end
   * @param upper right end
   * @param curvature min V'' over the interval, by hand
   * @param diffusivity D
   */
  public record Curved(
      String name,
      Potential potential,
      double lower,
      double upper,
      double curvature,
      double diffusivity) {}

  private OperatorClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(F1, F2, F3, F4J, F5);
  }

  private static WfrProblem on(Potential v, double a, double b, double diffusivity) {
    return new WfrProblem(
        v, GaussianLaw.of(0, 1), Domain.interval(a, b, Domain.Boundary.NO_FLUX), 1, diffusivity);
  }

  private static WfrProblem ornsteinUhlenbeck(double s, double diffusivity) {
    // Ten standard deviations: the walls change mu_5 by less than e^{-50} 10^11.
    double half = 10 * Math.sqrt(s);
    return on(GaussianLaw.of(0.7, s), 0.7 - half, 0.7 + 1.1 * half, diffusivity);
  }

  /** sum p f T g against sum p g T f, T one implicit step. */
  private static Evidence selfAdjoint(Implementation ops, GridInstance i, long seed) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double[] f = DiscretisationClaims.randomLogRatio(target, seed + 5, 1);
    double[] g = DiscretisationClaims.randomLogRatio(target, seed + 6, 1);
    double[] tf =
        ops.apply(new Transport(target, f, i.time(), TransportScheme.BACKWARD_EULER)).logRatio();
    double[] tg =
        ops.apply(new Transport(target, g, i.time(), TransportScheme.BACKWARD_EULER)).logRatio();
    double a = 0;
    double b = 0;
    for (int c = 0; c < f.length; c++) {
      a += Math.exp(target.logMass()[c] + f[c] + tg[c]);
      b += Math.exp(target.logMass()[c] + g[c] + tf[c]);
    }
    return Evidence.atMost(
        Math.abs(a / b - 1),
        Bounds.rounding(12 * i.cells(), 1),
        "<f, T g> against <T f, g> in L2(pi), relative; " + i);
  }

  private static Evidence isospectral(Implementation ops, GridInstance i) {
    int count = 4;
    Estimate[] generator = ops.apply(new Spectrum(i.problem(), i.cells(), count));
    Estimate[] schroedinger = SchroedingerForm.lowest(i.problem(), i.cells(), count);
    double worst = 0;
    double accuracy = 0;
    for (int k = 0; k < count; k++) {
      double error = generator[k].error() + schroedinger[k].error();
      worst = Math.max(worst, Math.abs(generator[k].value() - schroedinger[k].value()) / error);
      accuracy = Math.max(accuracy, error);
    }
    return Evidence.atMost(
            worst, 1, "lowest four eigenvalues of both forms over their summed errors; " + i)
        .worse(Evidence.atMost(accuracy, FORMS, "summed errors of both forms; " + i));
  }

  private static Evidence harmonic(Implementation ops, GridInstance i) {
    Estimate[] mu = ops.apply(new Spectrum(i.problem(), i.cells(), 6));
    double s = ((GaussianLaw) i.problem().potential()).covariance()[0][0];
    double worst = 0;
    double accuracy = 0;
    for (int k = 1; k < mu.length; k++) {
      double exact = k * i.problem().diffusivity() / s;
      worst = Math.max(worst, Math.abs(mu[k].value() - exact) / mu[k].error());
      accuracy = Math.max(accuracy, mu[k].error() / exact);
    }
    return Evidence.atMost(worst, 1, "|mu_k - k D/s| over the stated error, k = 1..5; " + i)
        .worse(Evidence.atMost(accuracy, LADDER, "stated relative error, k = 1..5; " + i));
  }

  private static Evidence gap(Implementation ops, Well well) {
    Estimate mu = ops.apply(new Spectrum(well.problem(), 128, 2))[1];
    Estimate enclosure = GapEnclosure.of(well.problem());
    double error = mu.error() + enclosure.error();
    Evidence inside =
        Evidence.atMost(
            Math.abs(mu.value() - enclosure.value()) / error,
            1,
            "mu_1 = " + mu + " against the positive operator's " + enclosure + "; " + well);
    Evidence digits =
        Evidence.atMost(error / enclosure.value(), SIX_DIGITS, "relative errors; " + well);
    Evidence found = inside.worse(digits);
    return well.tilt() == 0 ? found.worse(eyringKramers(ops, well.diffusivity())) : found;
  }

  /** mu_1/(leading term) - (1 - 3/(8b)) for b = 12, 24, 48, 96: order 2 in 1/b, at gaps down to 1e-40. */
  private static Evidence eyringKramers(Implementation ops, double diffusivity) {
    double[] rest = new double[4];
    for (int l = 0; l < rest.length; l++) {
      double b = 12 << l;
      double mu =
          ops.apply(new Spectrum(new Well(b, 0, diffusivity).problem(), 128 << l, 2))[1].value();
      double leading = diffusivity * 4 * Math.sqrt(2) * b / Math.PI * Math.exp(-b);
      rest[l] = mu / leading - (1 - 3 / (8 * b));
    }
    return ConvergenceStudy.ofErrors(2, 1, rest)
        .evidence("Eyring-Kramers with its second term, rest of order b^-2");
  }

  private static Evidence shift(Implementation ops, GridInstance i) {
    int count = 3;
    double lambda = i.problem().reactionRate();
    double[] mu =
        ops.apply(new GridSpectrum(ops.apply(new Discretise(i.problem(), i.cells())), count + 1));
    Estimate[] nu = ops.apply(new LinearisedSpectrum(i.problem(), i.cells(), count));
    double worst = 0;
    for (int k = 0; k < count; k++) {
      double gap = Math.abs(nu[k].value() - mu[k + 1] - lambda);
      worst = Math.max(worst, gap / nu[k].error());
    }
    double stated = Arrays.stream(nu).mapToDouble(Estimate::error).max().orElseThrow();
    return Evidence.atMost(worst, 1, "|nu_k - mu_k - lambda| over the stated error, k = 1..3; " + i)
        .worse(Evidence.atMost(nu[0].error(), SHIFT, "stated error of nu_1; " + i))
        .worse(Evidence.atMost(stated, HIGHER_SHIFT, "largest stated error; " + i));
  }

  private static Evidence curvature(Implementation ops, Curved i, long seed) {
    Estimate k = ops.apply(new Curvature(i.potential(), i.lower(), i.upper()));
    Evidence byHand =
        Evidence.atMost(
            Math.abs(k.value() - i.curvature()),
            k.error() + Bounds.rounding(4, Math.abs(i.curvature())),
            "K against min V'' by hand; " + i.name());
    Estimate mu =
        ops.apply(new Spectrum(on(i.potential(), i.lower(), i.upper(), i.diffusivity()), 128, 2))[
            1];
    double least = i.diffusivity() * (k.value() - k.error());
    Evidence gap =
        Evidence.atMost(
            least - mu.value(),
            mu.error(),
            "D K - mu_1 = " + (least - mu.value()) + "; " + i.name());
    Evidence stated =
        Evidence.atMost(
                k.error(),
                SIX_DIGITS * Math.max(1, Math.abs(i.curvature())),
                "stated error of K; " + i.name())
            .worse(
                Evidence.atMost(
                    mu.error() / mu.value(),
                    SIX_DIGITS,
                    "stated relative error of mu_1; " + i.name()));
    Evidence found = byHand.worse(gap).worse(stated).worse(GammaTwo.check(i, k, seed));
    if (i.potential() instanceof GaussianLaw) {
      found =
          found.worse(
              Evidence.atMost(
                  Math.abs(mu.value() - i.diffusivity() * k.value()),
                  mu.error() + i.diffusivity() * k.error(),
                  "equality for a Gaussian; " + i.name()));
    }
    return found;
  }
}
