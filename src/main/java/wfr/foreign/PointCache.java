package wfr.foreign;

import java.util.Arrays;

/**
 * V and grad V at points asked lately: at least the last {@code most} that were put are found, at most twice as many are kept. Two hash tables, the younger of which becomes the elder when
 * it is full; they grow with what is put.
 */
final class PointCache {
  private static final int SMALLEST = 1 << 10;

  private final int d;
  private final int most;
  private Table young;
  private Table old;

  /**
   * @param dimension d
   * @param most points that are found for certain
   */
  PointCache(int dimension, int most) {
    d = dimension;
    this.most = most;
    young = new Table(SMALLEST);
    old = new Table(SMALLEST);
  }

  /** Where a point's row begins in {@link #rows}: d coordinates, V, d derivatives; -1 where it is not known. The row holds until the next call. */
  int find(double[] x) {
    int at = young.find(x);
    if (at >= 0) {
      return at;
    }
    at = old.find(x);
    return at < 0 ? -1 : put(Arrays.copyOfRange(old.rows, at, at + width()));
  }

  /** The rows. */
  double[] rows() {
    return young.rows;
  }

  /** Keeps a row; returns where it begins. */
  int put(double[] row) {
    if (young.size == most) {
      old = young;
      young = new Table(SMALLEST);
    }
    if (2 * young.size == young.slots()) {
      young = young.twice();
    }
    return young.put(row, 0);
  }

  /** Forgets all. */
  void clear() {
    young = new Table(SMALLEST);
    old = new Table(SMALLEST);
  }

  private int width() {
    return 2 * d + 1;
  }

  /** Open addressing, at most half full; a row whose first entry is NaN is free. */
  private final class Table {
    private final double[] rows;
    private int size;

    Table(int slots) {
      rows = new double[slots * width()];
      Arrays.fill(rows, Double.NaN);
    }

    int slots() {
      return rows.length / width();
    }

    /** The row of x, or that where it would be. */
    private int place(double[] x, int from) {
      long hash = 0;
      for (int k = 0; k < d; k++) {
        hash = (hash ^ Double.doubleToRawLongBits(x[from + k])) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 32;
      }
      int mask = slots() - 1;
      for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
        int at = slot * width();
        if (Double.isNaN(rows[at]) || same(x, from, at)) {
          return at;
        }
      }
    }

    private boolean same(double[] x, int from, int at) {
      for (int k = 0; k < d; k++) {
        if (Double.doubleToRawLongBits(x[from + k]) != Double.doubleToRawLongBits(rows[at + k])) {
          return false;
        }
      }
      return true;
    }

    int find(double[] x) {
      int at = place(x, 0);
      return Double.isNaN(rows[at]) ? -1 : at;
    }

    int put(double[] row, int from) {
      int at = place(row, from);
      size += Double.isNaN(rows[at]) ? 1 : 0;
      System.arraycopy(row, from, rows, at, width());
      return at;
    }

    Table twice() {
      Table t = new Table(2 * slots());
      for (int at = 0; at < rows.length; at += width()) {
        if (!Double.isNaN(rows[at])) {
          t.put(rows, at);
        }
      }
      return t;
    }
  }
}
