package wfr.experiment;

import java.util.List;

/**
 * A diagram.
 *
 * @param title above it
 * @param x horizontal axis
 * @param y vertical axis
 * @param series what is drawn, in this order
 */
public record Panel(String title, Axis x, Axis y, List<Series> series) {
  /** Copies the list. */
  public Panel {
    series = List.copyOf(series);
  }

  /**
   * An axis.
   *
   * @param label its label
   * @param log logarithmic
   * @param range ends of the axis, or empty for those of the data
   */
  public record Axis(String label, boolean log, double... range) {
    static Axis linear(String label) {
      return new Axis(label, false);
    }

    static Axis log(String label) {
      return new Axis(label, true);
    }

    static Axis within(String label, double lower, double upper) {
      return new Axis(label, false, lower, upper);
    }
  }

  /** How a series is drawn. */
  public enum Look {
    /** Joined. */
    LINE,
    /** Joined by dashes: a reference. */
    DASHED,
    /** Marks, with error bars where there are errors. */
    POINTS,
    /** Many small marks. */
    DOTS
  }

  /**
   * A curve.
   *
   * @param name in the legend
   * @param look how it is drawn
   * @param x abscissae
   * @param y ordinates
   * @param error standard errors of y, or an empty array
   * @param like name of the series whose colour it shares, or empty
   */
  public record Series(
      String name, Look look, double[] x, double[] y, double[] error, String like) {
    /** Checks lengths. */
    public Series {
      if (x.length != y.length || (error.length != 0 && error.length != y.length)) {
        throw new IllegalArgumentException(
            name + ": lengths differ: " + x.length + ", " + y.length + ", " + error.length);
      }
    }

    /** A series of its own colour. */
    Series(String name, Look look, double[] x, double[] y, double[] error) {
      this(name, look, x, y, error, "");
    }

    /** The same in the colour of another. */
    Series like(String other) {
      return new Series(name, look, x, y, error, other);
    }

    static Series line(String name, double[] x, double[] y) {
      return new Series(name, Look.LINE, x, y, new double[0]);
    }

    static Series dashed(String name, double[] x, double[] y) {
      return new Series(name, Look.DASHED, x, y, new double[0]);
    }

    static Series dots(String name, double[] x, double[] y) {
      return new Series(name, Look.DOTS, x, y, new double[0]);
    }

    static Series points(String name, double[] x, double[] y, double... error) {
      return new Series(name, Look.POINTS, x, y, error);
    }
  }
}
