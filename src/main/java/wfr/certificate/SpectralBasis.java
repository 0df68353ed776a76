package wfr.certificate;

import java.util.HashMap;
import java.util.Map;

/**
 * Functions e_0 = 1, e_1, ... of size at most 1 in which products are sums of two, and a trial g = sum y_k phi_k made of them that is without flux
 * EXACTLY for any doubles y: phi_0 = 1, and each phi_k, its slope and its curvature are short combinations of the e.
 */
interface SpectralBasis {
  /** Takes coefficient +- error of e_index. */
  @FunctionalInterface
  interface Sink {
    /** Adds. */
    void add(int index, double coefficient, double error);
  }

  /**
   * e_i e_j = (e_first + sign e_second)/2 for i below rows, j below columns, at i columns + j.
   *
   * @param size number of e reached
   * @param first first index
   * @param second second index
   * @param sign sign of the second, 0 if it is absent
   */
  record ProductTable(int size, int[] first, int[] second, double[] sign) {}

  /** Products of the first e; made once per shape. */
  ProductTable products(int rows, int columns);

  /** Number of e needed for n functions phi and their derivatives. */
  int reach(int n);

  /** phi_k. */
  void value(int k, Sink sink);

  /** phi_k'. */
  void slope(int k, Sink sink);

  /** phi_k''. */
  void curvature(int k, Sink sink);

  /** Point i of n at which the solver collocates, in double arithmetic. */
  double point(int i, int n);

  /** e_k at a point, in double arithmetic. */
  double evaluate(int k, double x);

  /** Tables already made. */
  final class Tables {
    private final Map<Long, ProductTable> made = new HashMap<>();

    ProductTable get(int rows, int columns, java.util.function.Supplier<ProductTable> make) {
      return made.computeIfAbsent(((long) rows << 32) + columns, key -> make.get());
    }
  }
}
