package wfr.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import wfr.model.AnnealedPath;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.TargetPath;
import wfr.operation.CorrectionOperations.PathDiffusion;
import wfr.operation.CorrectionOperations.ReweightedGrid;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** The diffusions that runs along a path of targets follow: claim D7A. */
public final class PathClaims {
  private static final double HORIZON = 0.8;
  private static final int COARSEST = 48;
  private static final int GRIDS = 4;
  private static final double EDGE = 6;

  /** D7A. The instance says whether the path is a reversal. */
  public static final Claim<Boolean> D7A =
      Claim.exact(
          "D7A",
          "The weighted law of the diffusion that a run along a path follows is the path's, mass included: annealed targets with their correction term, reversed noising without",
          EvidenceClass.D,
          Set.of(Group.CORRECTION),
          List.of(false, true),
          (ops, reversed, seed) -> reversed ? reversal(ops) : annealed(ops));

  private PathClaims() {}

  /** It. */
  public static List<Claim<?>> all() {
    return List.of(D7A);
  }

  /** From N(0.3, 0.8) to a tilted well, D = 0.7. */
  private static Evidence annealed(Implementation ops) {
    GaussianLaw from = GaussianLaw.of(0.3, 0.8);
    Potential to = new PolynomialPotential(0, 0.4, -0.3, 0, 0.2);
    AnnealedPath path = new AnnealedPath(from, to, HORIZON);
    return law(ops, path, from, 0.7, "annealed");
  }

  /** Two Gaussians noised for a while, backwards with the noise of the reverse SDE. */
  private static Evidence reversal(Implementation ops) {
    MixtureLaw data =
        MixtureLaw.of(new double[] {0.6, 0.4}, new double[] {-1, 1.2}, new double[] {0.5, 0.3});
    ReverseOu path = new ReverseOu(data, HORIZON, 1, true);
    return law(ops, path, path.at(0), Double.NaN, "reversed");
  }

  /** Masses of cells on four grids, steps refined with them, against e^{-U_T}/Z_0 by the midpoint rule, which is exact for smooth densities that vanish at the ends. */
  private static Evidence law(
      Implementation ops, TargetPath path, wfr.model.InitialLaw start, double d, String what) {
    Domain box = Domain.interval(-EDGE, EDGE, Domain.Boundary.LINE);
    ReweightedDiffusion diffusion = ops.apply(new PathDiffusion(path, d, start, box));
    Potential last = path.at(HORIZON);
    Potential first = path.at(0);
    List<double[]> errors = new ArrayList<>();
    for (int l = 0; l < GRIDS; l++) {
      int n = COARSEST << l;
      double dx = 2 * EDGE / n;
      double[] found = ops.apply(new ReweightedGrid(diffusion, HORIZON, n, 24 << l));
      double[] sums = new double[3];
      double z = 0;
      double[] exact = new double[3];
      for (int i = 0; i < n; i++) {
        double x = -EDGE + (i + 0.5) * dx;
        z += Math.exp(-first.value(x));
        double p = Math.exp(-last.value(x));
        for (int k = 0; k < sums.length; k++) {
          sums[k] += found[i] * Math.pow(x, k);
          exact[k] += p * Math.pow(x, k);
        }
      }
      double total = z;
      errors.add(
          new double[] {
            sums[1] - exact[1] / total, sums[2] - exact[2] / total, sums[0] - exact[0] / total
          });
    }
    Evidence worst =
        order(errors, 0, what + ": first moment").worse(order(errors, 1, what + ": second moment"));
    double rounding = Bounds.rounding(8.0 * (COARSEST << GRIDS) * (24 << GRIDS), 1);
    boolean kept = errors.stream().allMatch(e -> Math.abs(e[2]) <= rounding);
    return kept ? worst : worst.worse(order(errors, 2, what + ": mass"));
  }

  private static Evidence order(List<double[]> errors, int k, String what) {
    return ConvergenceStudy.ofErrors(2, 2, errors.stream().mapToDouble(e -> e[k]).toArray())
        .evidence(what);
  }
}
