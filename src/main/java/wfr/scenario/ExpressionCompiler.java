package wfr.scenario;

import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;
import wfr.model.InitialLaw;
import wfr.model.Potential;
import wfr.model.ScalarField;
import wfr.model.expression.Breakpoints;
import wfr.model.expression.Derivative;
import wfr.model.expression.Expression;
import wfr.model.expression.ExpressionPotential;

/**
 * Expression trees as Java classes: V with its symbolic gradient, a field, or a log-density. Each tree becomes a class of its own with its own
 * block loop, so the just-in-time compiler sees plain arithmetic. Source text is emitted from the tree, never from what the user wrote.
 */
public final class ExpressionCompiler {
  private static final String CLASS = "wfr.compiled.CompiledExpression";

  private ExpressionCompiler() {}

  /**
   * V = e with gradient.
   *
   * @throws IllegalArgumentException if e with its derivatives is too large to compile
   */
  public static Potential potential(Expression e, int dimension) {
    ExpressionPotential v = instantiate(source(e, dimension));
    v.setExpression(e);
    return v;
  }

  /** f = e with its breakpoints. */
  public static ScalarField field(Expression e, int dimension) {
    Potential compiled = instantiate(source(e, dimension, false));
    return new ScalarField() {
      @Override
      public double value(double[] x) {
        return compiled.value(x);
      }

      @Override
      public double value(double x) {
        return compiled.value(x);
      }

      @Override
      public double[] breakpoints(int axis, double[] point, double lower, double upper) {
        return Breakpoints.of(e, axis, point, lower, upper);
      }
    };
  }

  /** log rho_0 = e up to a constant. */
  public static InitialLaw law(Expression e, int dimension) {
    Potential compiled = instantiate(source(e, dimension, false));
    return new InitialLaw() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public double logDensity(double[] x) {
        return compiled.value(x);
      }

      @Override
      public double logDensity(double x) {
        return compiled.value(x);
      }

      @Override
      public double[] breakpoints(int axis, double[] point, double lower, double upper) {
        return Breakpoints.of(e, axis, point, lower, upper);
      }
    };
  }

  /** The Java text that potential compiles; for inspection and tests. */
  static String source(Expression e, int dimension) {
    return source(e, dimension, true);
  }

  private static String source(Expression e, int dimension, boolean gradient) {
    StringBuilder s = new StringBuilder("package wfr.compiled;\n");
    s.append(
        "public final class CompiledExpression extends wfr.model.expression.ExpressionPotential {\n");
    s.append("public int dimension() { return ").append(dimension).append("; }\n");
    StringBuilder read = new StringBuilder();
    for (int k = 0; k < dimension; k++) {
      read.append("double ").append(JavaEmitter.variable(k)).append(" = p[").append(k);
      read.append("];\n");
    }
    String x = JavaEmitter.variable(0);
    JavaEmitter value = new JavaEmitter();
    String v = value.emit(e);
    method(s, "public double value(double[] p) {\n" + read, value, "return " + v + ";");
    if (dimension == 1) {
      method(s, "public double value(double " + x + ") {\n", value, "return " + v + ";");
    } else {
      s.append("public double value(double x) { throw new UnsupportedOperationException(); }\n");
      s.append(
          "public double derivative(double x) { throw new UnsupportedOperationException(); }\n");
    }
    JavaEmitter slope = new JavaEmitter();
    StringBuilder store = new StringBuilder();
    String first = "";
    for (int k = 0; k < dimension; k++) {
      String g = gradient ? slope.emit(Derivative.of(e, k)) : "Double.NaN";
      first = k == 0 ? g : first;
      store.append("g[").append(k).append("] = ").append(g).append(";\n");
    }
    method(s, "public void gradient(double[] p, double[] g) {\n" + read, slope, store.toString());
    if (dimension == 1) {
      method(s, "public double derivative(double " + x + ") {\n", slope, "return " + first + ";");
      block(s, e, gradient, value, v, slope, first);
    } else {
      s.append(
          "public void evaluate(double[] p, int from, int n, double[] value, double[] slope) "
              + "{ throw new UnsupportedOperationException(); }\n");
    }
    return s.append("}\n").toString();
  }

  /** Three loops, one per request, so that none carries a test inside. */
  private static void block(
      StringBuilder s,
      Expression e,
      boolean gradient,
      JavaEmitter value,
      String v,
      JavaEmitter slope,
      String d) {
    JavaEmitter both = new JavaEmitter();
    String bothValue = both.emit(e);
    String bothSlope = gradient ? both.emit(Derivative.of(e, 0)) : "Double.NaN";
    s.append("public void evaluate(double[] p, int from, int n, double[] vs, double[] ds) {\n");
    s.append("if (vs != null && ds != null) {\n");
    loop(s, both, "vs[i] = " + bothValue + "; ds[i] = " + bothSlope + ";\n");
    s.append("} else if (vs != null) {\n");
    loop(s, value, "vs[i] = " + v + ";\n");
    s.append("} else if (ds != null) {\n");
    loop(s, slope, "ds[i] = " + d + ";\n");
    s.append("}\n}\n");
  }

  private static void loop(StringBuilder s, JavaEmitter body, String store) {
    s.append("for (int i = 0; i < n; i++) {\n");
    s.append("double ").append(JavaEmitter.variable(0)).append(" = p[from + i];\n");
    s.append(body.statements()).append(store).append("}\n");
  }

  private static void method(StringBuilder s, String head, JavaEmitter body, String tail) {
    s.append(head).append(body.statements()).append(tail).append("\n}\n");
  }

  private static ExpressionPotential instantiate(String source) {
    SimpleCompiler compiler = new SimpleCompiler();
    compiler.setParentClassLoader(ExpressionCompiler.class.getClassLoader());
    try {
      compiler.cook(source);
      return (ExpressionPotential)
          compiler.getClassLoader().loadClass(CLASS).getDeclaredConstructor().newInstance();
    } catch (CompileException | ReflectiveOperationException e) {
      throw new IllegalStateException("emitted Java does not compile: " + source, e);
    }
  }
}
