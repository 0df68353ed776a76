package wfr.geometry;

/** A sum with Neumaier's compensation: rounding of about one ulp of the result for terms of one sign, however many. */
final class Sum {
  private double sum;
  private double compensation;

  void add(double term) {
    double t = sum + term;
    compensation += Math.abs(sum) >= Math.abs(term) ? (sum - t) + term : (term - t) + sum;
    sum = t;
  }

  double value() {
    return sum + compensation;
  }
}
