package wfr.geometry;

import java.util.Arrays;

/** Which pairs a restricted problem uses: grown by the pairs of least slack of every row and every column. */
final class PairChoice {
  private final CostTable costs;
  private final int[][] partners;

  PairChoice(CostTable costs) {
    this.costs = costs;
    partners = new int[costs.rows()][0];
  }

  /** Every pair of finite cost. */
  void addAll() {
    double[] scratch = new double[costs.columns()];
    for (int i = 0; i < partners.length; i++) {
      double[] c = costs.row(i, scratch);
      int[] list = new int[c.length];
      int n = 0;
      for (int j = 0; j < c.length; j++) {
        if (c[j] < Double.POSITIVE_INFINITY) {
          list[n++] = j;
        }
      }
      partners[i] = Arrays.copyOf(list, n);
    }
  }

  /**
   * Adds the pairs of least slack c - phi - psi, that many of every row and column, if below a limit.
   *
   * @return number of pairs added
   */
  int add(double[] phi, double[] psi, int each, double limit) {
    Least[] ofColumn = new Least[costs.columns()];
    Arrays.setAll(ofColumn, j -> new Least(each));
    double[] scratch = new double[costs.columns()];
    int[][] found = new int[partners.length][];
    for (int i = 0; i < partners.length; i++) {
      Least ofRow = new Least(each);
      double[] c = costs.row(i, scratch);
      for (int j = 0; j < c.length; j++) {
        double s = c[j] - phi[i] - psi[j];
        if (s < limit) {
          ofRow.offer(s, j);
          ofColumn[j].offer(s, i);
        }
      }
      found[i] = ofRow.indices();
    }
    int[] extra = new int[partners.length];
    for (Least l : ofColumn) {
      for (int i : l.indices()) {
        extra[i]++;
      }
    }
    int[][] more = new int[partners.length][];
    for (int i = 0; i < more.length; i++) {
      more[i] = Arrays.copyOf(found[i], found[i].length + extra[i]);
      extra[i] = found[i].length;
    }
    for (int j = 0; j < ofColumn.length; j++) {
      for (int i : ofColumn[j].indices()) {
        more[i][extra[i]++] = j;
      }
    }
    int added = 0;
    for (int i = 0; i < more.length; i++) {
      int before = partners[i].length;
      int[] all = Arrays.copyOf(partners[i], before + more[i].length);
      System.arraycopy(more[i], 0, all, before, more[i].length);
      partners[i] = Arrays.stream(all).sorted().distinct().toArray();
      added += partners[i].length - before;
    }
    return added;
  }

  PairSet pairs() {
    double[][] cost = new double[partners.length][];
    double[] scratch = new double[costs.columns()];
    for (int i = 0; i < partners.length; i++) {
      double[] c = costs.row(i, scratch);
      cost[i] = new double[partners[i].length];
      for (int k = 0; k < cost[i].length; k++) {
        cost[i][k] = c[partners[i][k]];
      }
    }
    return new PairSet(costs.columns(), partners, cost);
  }

  /** The few smallest of a stream, by insertion. */
  private static final class Least {
    private final double[] value;
    private final int[] index;
    private int size;

    Least(int most) {
      value = new double[most];
      index = new int[most];
    }

    void offer(double v, int i) {
      if (size == value.length && v >= value[size - 1]) {
        return;
      }
      int k = size < value.length ? size++ : size - 1;
      while (k > 0 && value[k - 1] > v) {
        value[k] = value[k - 1];
        index[k] = index[k - 1];
        k--;
      }
      value[k] = v;
      index[k] = i;
    }

    int[] indices() {
      return Arrays.copyOf(index, size);
    }
  }
}
