package wfr.report;

import wfr.math.Estimate;

/** u(x, T) = E_x[f(X_T) exp(-int k)] over the start by the PDE, and the particles' value at the scenario's start as a bar of one error up and down. */
public final class FeynmanKacChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;

  private FeynmanKacChart() {}

  /**
   * The figure as an SVG document.
   *
   * @param profile rows {x, u}
   * @param start x of the particles
   * @param particles their value; an infinite error is drawn as none
   */
  public static String svg(String name, double[][] profile, double start, Estimate particles) {
    double[] x = new double[profile.length];
    double[] u = new double[profile.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = profile[i][0];
      u[i] = profile[i][1];
    }
    double error = Double.isInfinite(particles.error()) ? 0 : particles.error();
    Curve bar =
        new Curve(
            "particles +- error",
            new double[] {start, start, start},
            new double[] {particles.value() - error, particles.value(), particles.value() + error});
    String label = name + ": E_x[f(X_T) exp(-int k)] over the start";
    String drawn =
        new SvgPages()
            .draw(Charts.overStart("u(x, T)", new Curve("PDE", x, u), bar), WIDTH, HEIGHT, label);
    return drawn.startsWith("<svg xmlns=") || drawn.contains("xmlns=\"http://www.w3.org/2000/svg\"")
        ? drawn
        : drawn.replaceFirst("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  }
}
