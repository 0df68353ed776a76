package wfr.particle;

import java.util.Arrays;
import java.util.stream.IntStream;
import wfr.model.Domain;
import wfr.operation.ParticleOperations.KernelLogDensity;

/**
 * The kernel sum on a box of one to three axes by bins: centres deposited by cloud in cell on nodes no farther apart than b/8 on the line and b/4 beyond, masses convolved with the normal
 * density cut at 8 b or 6 b along one axis after the other (the kernel is a product), log rho interpolated linearly along every axis. Without flux the kernel is reflected at both ends, on a
 * circle wrapped, on the line centres and points outside count at the edge.
 * Accuracy against the exact sum: linear binning interpolates the kernel and adds at most dx^2/4 to a variance; a node is off by at most dx^2/8 max |phi_b''| per axis, that is 1/512 of
 * the peak on the line and 1/128 per axis beyond; the cut loses e^-32 or e^-18 of it; interpolating log rho costs dx^2/8 |(log rho)''| per axis. The kernelised flow is not
 * WFR: a fixed b leaves a bias b^2 rho''/2.
 * Source: proofs-notes, E4, E9N.
 */
final class BinnedSum {
  /** By dimension. */
  private static final int[] BINS_PER_BANDWIDTH = {8, 4, 4};

  private static final int[] CUT = {8, 6, 6};
  private static final int[] MOST_CELLS = {1 << 20, 1 << 11, 1 << 8};

  /** Multiply-adds that a logarithm comes to. */
  private static final double LOGARITHM = 10;

  private BinnedSum() {}

  /** Whether bins serve this dimension, and a bandwidth, unless it is NaN, along every axis. */
  static boolean fits(Domain domain, double bandwidth) {
    int d = domain.dimension();
    return d <= MOST_CELLS.length
        && IntStream.range(0, d).noneMatch(k -> cells(domain, k, bandwidth) > MOST_CELLS[d - 1]);
  }

  private static double cells(Domain domain, int axis, double bandwidth) {
    int bins = BINS_PER_BANDWIDTH[domain.dimension() - 1];
    return Math.max(2, Math.ceil(bins * width(domain, axis) / bandwidth));
  }

  /** Multiply-adds of the convolutions, and the logarithms of the nodes. */
  static double work(Domain domain, double[] bandwidth) {
    int d = bandwidth.length;
    double nodes = 1;
    double terms = LOGARITHM;
    for (int k = 0; k < d; k++) {
      double cells = cells(domain, k, bandwidth[k]);
      nodes *= cells + 1;
      terms += Math.min(cells, 2 * CUT[d - 1] * cells * bandwidth[k] / width(domain, k)) + 1;
    }
    return nodes * terms;
  }

  private static double width(Domain domain, int axis) {
    return domain.upper()[axis] - domain.lower()[axis];
  }

  /** The sum at the points of a call. */
  static double[] logDensity(KernelLogDensity call) {
    Domain domain = call.box();
    double[] b = call.bandwidth();
    int[] cells = new int[b.length];
    Arrays.setAll(cells, k -> bins(domain, k, b[k]));
    NodeGrid nodes = new NodeGrid(domain, cells);
    double[] m = KernelSums.normalised(nodes.masses(call.centres(), call.weights()));
    for (int k = 0; k < b.length; k++) {
      new NodeConvolution(nodes, k, b[k], CUT[b.length - 1]).apply(m);
    }
    Arrays.setAll(m, j -> Math.log(Math.max(m[j], NodeGrid.FLOOR)));
    return nodes.interpolated(m, call.points());
  }

  private static int bins(Domain domain, int axis, double bandwidth) {
    double bins = cells(domain, axis, bandwidth);
    int most = MOST_CELLS[domain.dimension() - 1];
    if (!(bins <= most)) {
      throw new ParticleFailure(
          "particles.density: a bandwidth of "
              + bandwidth
              + " needs "
              + (long) bins
              + " bins along an axis, at most "
              + most
              + " are made: choose evaluation: tree");
    }
    return (int) bins;
  }
}
