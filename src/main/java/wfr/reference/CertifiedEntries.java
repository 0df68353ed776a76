package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wfr.math.Estimate;
import wfr.model.SpectralFunction;
import wfr.model.SpectralProblem;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.State;

/**
 * The certified problems as reference entries. The scenario spells V and log rho_0 = h_0 - V as expressions: V in monomials or Fourier terms, h_0 on an
 * interval as a polynomial in xi = (2x - a - b)/(b - a), the integral of (1 - xi^2) sum s_k T_k(xi). Its decimals equal the coefficients
 * up to rounding, far below the certified errors.
 */
public final class CertifiedEntries {
  private CertifiedEntries() {}

  /** Names of the problems. */
  public static List<String> names() {
    return List.copyOf(CertifiedProblems.all().keySet());
  }

  /** One problem by name. */
  public static ReferenceEntry of(String name, Progress progress) {
    SpectralProblem p = CertifiedProblems.all().get(name);
    Map<String, SpectralFunction> observables = CertifiedProblems.observables(p);
    CertifiedEquation c =
        CertifiedEquation.of(
            p,
            CertifiedProblems.TIMES,
            CertifiedEquation.DEFAULT_AIM,
            List.copyOf(observables.values()),
            Reference.IMPLEMENTATION,
            progress);
    double[] x = points(p);
    List<State> states = new ArrayList<>();
    for (int k = 0; k < c.states().size(); k++) {
      Map<String, Estimate> f = new LinkedHashMap<>();
      for (int i = 0; i < c.names().size(); i++) {
        f.put(c.names().get(i).replace(' ', '-'), c.figures().get(k).get(i));
      }
      int j = 0;
      for (String observable : observables.keySet()) {
        f.put(observable, c.expectations().get(k).get(j++));
      }
      List<Estimate> density = c.density(k, 64);
      double[] values = density.stream().mapToDouble(Estimate::value).toArray();
      double[] errors = density.stream().mapToDouble(Estimate::error).toArray();
      states.add(new State(c.states().get(k).time(), f, Optional.of(ascending(x, values, errors))));
    }
    return new ReferenceEntry(
        name,
        p.periodic() ? "circle" : "walls",
        ReferenceEntry.Kind.CERTIFIED,
        "G8",
        scenario(name, p),
        states,
        false);
  }

  /** 2 pi j/64, or Chebyshev points from right to left. */
  private static double[] points(SpectralProblem p) {
    int n = 64;
    double[] x = new double[p.periodic() ? n : n + 1];
    Arrays.setAll(
        x,
        j ->
            p.periodic()
                ? 2 * Math.PI * j / n
                : 0.5 * (p.lower() + p.upper())
                    + 0.5 * (p.upper() - p.lower()) * Math.cos(j * Math.PI / n));
    return x;
  }

  private static Density ascending(double[] x, double[] values, double[] errors) {
    int n = x.length;
    if (x[0] < x[n - 1]) {
      return new Density(x, values, errors);
    }
    double[][] turned = new double[3][n];
    for (int i = 0; i < n; i++) {
      turned[0][i] = x[n - 1 - i];
      turned[1][i] = values[n - 1 - i];
      turned[2][i] = errors[n - 1 - i];
    }
    return new Density(turned[0], turned[1], turned[2]);
  }

  static Map<String, Object> scenario(String name, SpectralProblem p) {
    Map<String, Object> s = new LinkedHashMap<>();
    s.put("name", name);
    String v = p.periodic() ? fourier(p.potential()) : horner("x", p.potential());
    s.put("potential", v);
    String h = p.periodic() ? fourier(p.start()) : horner(xi(p), integral(p.start()));
    s.put("initial", Map.of("log-density", h + " - (" + v + ")"));
    s.put("domain", List.of(p.lower(), p.upper()));
    s.put("boundary", p.periodic() ? "periodic" : "no-flux");
    s.put("reaction-rate", p.reactionRate());
    s.put("diffusivity", p.diffusivity());
    s.put("output-times", Arrays.stream(CertifiedProblems.TIMES).boxed().toList());
    Map<String, Object> observables = new LinkedHashMap<>();
    if (p.periodic()) {
      observables.put("mean-cos-x", "cos(x)");
      observables.put("mean-sin-x", "sin(x)");
    }
    CertifiedProblems.observables(p).forEach((key, f) -> observables.put(key, f.name()));
    s.put("observables", observables);
    return s;
  }

  private static String xi(SpectralProblem p) {
    return "((2*x - " + number(p.lower() + p.upper()) + ")/" + (p.upper() - p.lower()) + ")";
  }

  /** Monomials of the integral of (1 - xi^2) sum s_k T_k(xi). */
  static double[] integral(double[] s) {
    double[] sum = new double[s.length];
    double[] before = new double[s.length + 1];
    double[] t = new double[s.length + 1];
    t[0] = 1; // T_0; T_{k+1} = 2 xi T_k - T_{k-1}, and T_1 = xi
    for (int k = 0; k < s.length; k++) {
      for (int i = 0; i < s.length; i++) {
        sum[i] += s[k] * t[i];
      }
      double[] next = new double[s.length + 1];
      for (int i = 0; i < s.length; i++) {
        next[i + 1] += (k == 0 ? 1 : 2) * t[i];
      }
      for (int i = 0; i <= s.length; i++) {
        next[i] -= before[i];
      }
      before = t;
      t = next;
    }
    double[] h = new double[s.length + 3];
    for (int i = 0; i < s.length; i++) {
      h[i + 1] += sum[i] / (i + 1);
      h[i + 3] -= sum[i] / (i + 3);
    }
    return h;
  }

  private static String horner(String x, double[] c) {
    String text = number(c[c.length - 1]);
    for (int k = c.length - 2; k >= 0; k--) {
      text = number(c[k]) + " + " + x + "*(" + text + ")";
    }
    return text;
  }

  private static String fourier(double[] c) {
    StringBuilder text = new StringBuilder(number(c[0]));
    for (int k = 1; k < c.length; k++) {
      int order = (k + 1) / 2;
      String f = (k % 2 == 1 ? "cos(" : "sin(") + order + "*x)";
      text.append(" + ").append(number(c[k])).append('*').append(f);
    }
    return text.toString();
  }

  /** In brackets where negative: the grammar has no two signs in a row. */
  private static String number(double v) {
    return v < 0 ? "(" + v + ")" : Double.toString(v);
  }
}
