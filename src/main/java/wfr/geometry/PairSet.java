package wfr.geometry;

import java.util.Arrays;

/** Pairs (i, j) that a plan may use, by rows with ascending columns, with their costs; and the same pairs by columns. */
final class PairSet {
  final int rows;
  final int columns;
  final int[] start;
  final int[] column;
  final double[] cost;
  final int[] columnStart;
  final int[] byColumn;
  final int[] row;

  /**
   * @param partners partners[i], ascending columns of row i
   * @param costs their costs, finite
   */
  PairSet(int columns, int[][] partners, double[][] costs) {
    rows = partners.length;
    this.columns = columns;
    start = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      start[i + 1] = start[i] + partners[i].length;
    }
    int n = start[rows];
    column = new int[n];
    cost = new double[n];
    row = new int[n];
    columnStart = new int[columns + 1];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(partners[i], 0, column, start[i], partners[i].length);
      System.arraycopy(costs[i], 0, cost, start[i], partners[i].length);
      Arrays.fill(row, start[i], start[i + 1], i);
      for (int j : partners[i]) {
        columnStart[j + 1]++;
      }
    }
    for (int j = 0; j < columns; j++) {
      columnStart[j + 1] += columnStart[j];
    }
    byColumn = new int[n];
    int[] next = columnStart.clone();
    for (int e = 0; e < n; e++) {
      byColumn[next[column[e]]++] = e;
    }
  }

  /** The same pairs with their costs times a factor. */
  private PairSet(PairSet other, double factor) {
    rows = other.rows;
    columns = other.columns;
    start = other.start;
    column = other.column;
    columnStart = other.columnStart;
    byColumn = other.byColumn;
    row = other.row;
    cost = Arrays.stream(other.cost).map(c -> c * factor).toArray();
  }

  PairSet times(double factor) {
    return new PairSet(this, factor);
  }

  int size() {
    return column.length;
  }

  /** For every row the largest row that shares a column with it or with a row before it. */
  int[] profile() {
    int[] last = new int[rows];
    for (int i = 0; i < rows; i++) {
      last[i] = Math.max(i, i == 0 ? 0 : last[i - 1]);
      for (int e = start[i]; e < start[i + 1]; e++) {
        int j = column[e];
        last[i] = Math.max(last[i], row[byColumn[columnStart[j + 1] - 1]]);
      }
    }
    return last;
  }

  /** Multiplies the rows, then the columns of a plan to given sums. */
  void scale(double[] plan, double[] ofRows, double[] ofColumns) {
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int e = start[i]; e < start[i + 1]; e++) {
        sum += plan[e];
      }
      for (int e = start[i]; e < start[i + 1]; e++) {
        plan[e] *= ofRows[i] / sum;
      }
    }
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int k = columnStart[j]; k < columnStart[j + 1]; k++) {
        sum += plan[byColumn[k]];
      }
      for (int k = columnStart[j]; k < columnStart[j + 1]; k++) {
        plan[byColumn[k]] *= ofColumns[j] / sum;
      }
    }
  }
}
