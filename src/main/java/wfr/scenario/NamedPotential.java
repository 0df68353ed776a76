package wfr.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.expression.ExpressionException;
import wfr.model.expression.ExpressionParser;

/**
 * Potentials that a scenario calls by name:
 *   polynomial      V = sum_k c_k x^k
 *   double-well     V = b (x^2 - 1)^2 + t x, barrier b, tilt t (0)
 *   banana          V = x^2/(2 s^2) + (y + b (x^2 - s^2))^2/2, scale s (1), curvature b (0.5): N(0, diag(s^2, 1)) bent, area-preserving
 *   mueller-brown   V = beta sum_k A_k exp(a_k (x - x_k)^2 + b_k (x - x_k)(y - y_k) + c_k (y - y_k)^2)
 * Source: Haario, Saksman and Tamminen 1999; Mueller and Brown 1979.
 */
enum NamedPotential {
  POLYNOMIAL("polynomial", 1) {
    @Override
    Potential read(Section s, Map<String, Object> understood) {
      double[] c = s.numbers(key());
      understood.put(key(), VectorReader.shown(c));
      return s.checked(key(), () -> new PolynomialPotential(c));
    }
  },
  DOUBLE_WELL("double-well", 1) {
    @Override
    Potential read(Section s, Map<String, Object> understood) {
      Section w = s.section(key()).allow("barrier", "tilt");
      w.node("barrier");
      double barrier = w.atLeast("barrier", 0, true, 0);
      double tilt = w.number("tilt", 0);
      Map<String, Object> inner = new LinkedHashMap<>();
      inner.put("barrier", barrier);
      inner.put("tilt", tilt);
      understood.put(key(), inner);
      return PolynomialPotential.doubleWell(barrier, tilt);
    }
  },
  BANANA("banana", 2) {
    @Override
    Potential read(Section s, Map<String, Object> understood) {
      Section b = s.section(key()).allow("scale", "curvature");
      double scale = b.atLeast("scale", 0, true, 1);
      double curvature = b.number("curvature", 0.5);
      Map<String, Object> inner = new LinkedHashMap<>();
      inner.put("scale", scale);
      inner.put("curvature", curvature);
      understood.put(key(), inner);
      return compiled(
          "x^2/(2*(%s)^2) + (y + (%s)*(x^2 - (%s)^2))^2/2".formatted(scale, curvature, scale));
    }
  },
  MUELLER_BROWN("mueller-brown", 2) {
    @Override
    Potential read(Section s, Map<String, Object> understood) {
      Section m = s.section(key()).allow("beta");
      m.node("beta");
      double beta = m.atLeast("beta", 0, true, Double.NaN);
      understood.put(key(), Map.of("beta", beta));
      return compiled("(%s)*(%s)".formatted(beta, FORMULA));
    }
  };

  private static final String FORMULA =
      "-200*exp(-(x-1)^2-10*y^2) - 100*exp(-x^2-10*(y-0.5)^2)"
          + " - 170*exp(-6.5*(x+0.5)^2+11*(x+0.5)*(y-1.5)-6.5*(y-1.5)^2)"
          + " + 15*exp(0.7*(x+1)^2+0.6*(x+1)*(y-1)+0.7*(y-1)^2)";

  private final String key;
  private final int dimension;

  NamedPotential(String key, int dimension) {
    this.key = key;
    this.dimension = dimension;
  }

  String key() {
    return key;
  }

  int dimension() {
    return dimension;
  }

  /** The potential under the key of a section; what was understood goes to the map under the same key. */
  abstract Potential read(Section s, Map<String, Object> understood);

  Potential compiled(String formula) {
    try {
      return ExpressionCompiler.potential(ExpressionParser.parse(formula, dimension), dimension);
    } catch (ExpressionException e) {
      throw new IllegalStateException("a formula of our own does not parse: " + formula, e);
    }
  }
}
