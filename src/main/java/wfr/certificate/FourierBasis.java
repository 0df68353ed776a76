package wfr.certificate;

/** 1, cos x, sin x, cos 2x, sin 2x, ... on R/2 pi Z; phi_k = e_k. A torus has no boundary, so every trial is admissible. */
final class FourierBasis implements SpectralBasis {
  private final Tables tables = new Tables();

  private static int frequency(int index) {
    return (index + 1) / 2;
  }

  private static boolean isCosine(int index) {
    return index % 2 == 1 || index == 0;
  }

  private static int cosine(int k) {
    return k == 0 ? 0 : 2 * Math.abs(k) - 1;
  }

  private static int sine(int k) {
    return 2 * Math.abs(k);
  }

  @Override
  public ProductTable products(int rows, int columns) {
    return tables.get(rows, columns, () -> table(rows, columns));
  }

  private static ProductTable table(int rows, int columns) {
    int n = rows * columns;
    int[] first = new int[n];
    int[] second = new int[n];
    double[] sign = new double[n];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int at = i * columns + j;
        int a = frequency(i);
        int b = frequency(j);
        if (isCosine(i) == isCosine(j)) { // cos a cos b, sin a sin b
          first[at] = cosine(a - b);
          second[at] = cosine(a + b);
          sign[at] = isCosine(i) ? 1 : -1;
        } else { // sin s cos c = (sin(s + c) + sin(s - c))/2
          int s = isCosine(i) ? b : a;
          int c = isCosine(i) ? a : b;
          first[at] = sine(s + c);
          second[at] = sine(s - c);
          sign[at] = Math.signum(s - c);
        }
      }
    }
    int most = frequency(rows - 1) + frequency(columns - 1);
    return new ProductTable(2 * most + 1, first, second, sign);
  }

  @Override
  public int reach(int n) {
    return n + 1 - n % 2; // a cosine brings its sine
  }

  @Override
  public void value(int k, Sink sink) {
    sink.add(k, 1, 0);
  }

  @Override
  public void slope(int k, Sink sink) {
    int f = frequency(k);
    if (f > 0) {
      sink.add(isCosine(k) ? sine(f) : cosine(f), isCosine(k) ? -f : f, 0);
    }
  }

  @Override
  public void curvature(int k, Sink sink) {
    int f = frequency(k);
    sink.add(k, -(double) f * f, 0);
  }

  @Override
  public double point(int i, int n) {
    return 2 * Math.PI * i / n;
  }

  @Override
  public double evaluate(int k, double x) {
    return isCosine(k) ? Math.cos(frequency(k) * x) : Math.sin(frequency(k) * x);
  }
}
