package wfr.model.expression;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Recursive descent for
 *   comparison := sum [ relation sum ]
 *   sum        := product { (+ | -) product }
 *   product    := unary { (* | /) unary }
 *   unary      := - unary | power
 *   power      := atom [ ^ unary ]
 *   atom       := number | variable | pi | e | function ( comparison {, comparison} ) | ( comparison )
 * with the variables x, y, z as far as the dimension reaches, up to three, and x1 .. xd in any dimension d,
 * so that -x^2 = -(x^2), 2^3^2 = 2^(3^2), 2^-1 = 1/2. Comparisons do not chain. Text is at most 4000 characters and
 * nests at most 100 deep, and the tree has depth at most 500 (a sum of 500 terms), so recursion on both is bounded.
 */
public final class ExpressionParser {
  /** Longest text. */
  public static final int MAX_LENGTH = 4000;

  /** Deepest nesting of parentheses, calls, signs and powers. */
  public static final int MAX_NESTING = 100;

  /** Deepest tree: operations on the longest path from the root, chains of + or * included. */
  public static final int MAX_DEPTH = 500;

  private final String text;
  private final Variables variables;
  private int at;
  private int nesting;
  private final IdentityHashMap<Expression, Integer> depths = new IdentityHashMap<>();

  private ExpressionParser(String text, int dimension) {
    this.text = text;
    variables = new Variables(dimension);
  }

  /**
   * The tree of text.
   *
   * @param text of the grammar
   * @param dimension d >= 1: variables have indices 0 .. d - 1
   * @throws ExpressionException if the text is not of the grammar or names a variable that the dimension does not reach
   */
  public static Expression parse(String text, int dimension) throws ExpressionException {
    ExpressionParser p = new ExpressionParser(text, dimension);
    if (text.length() > MAX_LENGTH) {
      throw p.error(
          "an expression has at most " + MAX_LENGTH + " characters: " + text.length(), MAX_LENGTH);
    }
    p.skipSpace();
    if (p.atEnd()) {
      throw p.error("an expression is expected, the text is empty", 0);
    }
    Expression e = p.comparison();
    if (!p.atEnd()) {
      throw p.error(p.describe() + " is not expected here: an operator or the end is", p.at);
    }
    return e;
  }

  private Expression comparison() throws ExpressionException {
    Expression left = sum();
    Relation relation = relation();
    if (relation == null) {
      return left;
    }
    Expression right = sum();
    int here = at;
    if (relation() != null) {
      throw error("comparisons do not chain: use parentheses or a product", here);
    }
    return bounded(new Expression.Comparison(relation, left, right), left, right);
  }

  private Relation relation() {
    for (Relation r : Relation.values()) {
      if (text.startsWith(r.symbol(), at)) {
        at += r.symbol().length();
        skipSpace();
        return r;
      }
    }
    return null;
  }

  private Expression sum() throws ExpressionException {
    Expression e = product();
    while (true) {
      if (take('+')) {
        e = binary(Operator.ADD, e, product());
      } else if (take('-')) {
        e = binary(Operator.SUBTRACT, e, product());
      } else {
        return e;
      }
    }
  }

  private Expression product() throws ExpressionException {
    Expression e = unary();
    while (true) {
      if (take('*')) {
        e = binary(Operator.MULTIPLY, e, unary());
      } else if (take('/')) {
        e = binary(Operator.DIVIDE, e, unary());
      } else {
        return e;
      }
    }
  }

  private Expression unary() throws ExpressionException {
    if (++nesting > MAX_NESTING) {
      throw error("an expression nests at most " + MAX_NESTING + " deep", at);
    }
    Expression e = take('-') ? negation(unary()) : power();
    nesting--;
    return e;
  }

  private Expression power() throws ExpressionException {
    Expression base = atom();
    return take('^') ? binary(Operator.POWER, base, unary()) : base;
  }

  private Expression atom() throws ExpressionException {
    if (atEnd()) {
      throw error("the expression ends where an operand is expected", text.length());
    }
    char c = text.charAt(at);
    if (isDigit(c) || c == '.') {
      return number();
    }
    if (take('(')) {
      Expression e = comparison();
      close();
      return e;
    }
    if (isLetter(c)) {
      return name();
    }
    throw error(
        describe() + " is not expected here: a number, variable, function, '(' or '-' is", at);
  }

  private Expression number() throws ExpressionException {
    int start = at;
    skipDigits();
    if (!atEnd() && text.charAt(at) == '.') {
      at++;
      skipDigits();
    }
    if (at == start + 1 && text.charAt(start) == '.') {
      throw error("'.' is not a number", start);
    }
    int exponent = at;
    if (!atEnd() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (!atEnd() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      if (atEnd() || !isDigit(text.charAt(at))) {
        at = exponent; // a stray e: reported by the caller as a missing operator
      } else {
        skipDigits();
      }
    }
    String digits = text.substring(start, at);
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw error("the number " + digits + " is too large: at most " + Double.MAX_VALUE, start);
    }
    skipSpace();
    return new Expression.Constant(value);
  }

  private Expression name() throws ExpressionException {
    int start = at;
    while (!atEnd() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    String name = text.substring(start, at);
    skipSpace();
    if (name.equals("pi") || name.equals("e")) {
      return new Expression.Constant(name.equals("e") ? Math.E : Math.PI);
    }
    int variable = variables.index(name);
    if (variable >= 0) {
      return new Expression.Variable(variable);
    }
    String beyond = variables.beyond(name);
    if (beyond != null) {
      throw error(beyond, start);
    }
    for (Function f : Function.values()) {
      if (f.inGrammar() && f.key().equals(name)) {
        return call(f);
      }
    }
    throw error(
        "unknown name '"
            + name
            + "': variables "
            + variables.list()
            + ", constants pi e, functions exp log sqrt sin cos tanh abs min max",
        start);
  }

  private Expression call(Function f) throws ExpressionException {
    String form = f.key() + (f.arity() == 1 ? "(a)" : "(a, b)");
    if (!take('(')) {
      throw error("'(' is expected: " + form, at);
    }
    List<Expression> arguments = new ArrayList<>();
    arguments.add(comparison());
    while (take(',')) {
      arguments.add(comparison());
    }
    if (arguments.size() != f.arity()) {
      throw error(
          f.key() + " takes " + f.arity() + " argument(s), not " + arguments.size() + ": " + form,
          at);
    }
    close();
    return bounded(new Expression.Call(f, arguments), arguments.toArray(new Expression[0]));
  }

  private Expression binary(Operator operator, Expression u, Expression v)
      throws ExpressionException {
    return bounded(new Expression.Binary(operator, u, v), u, v);
  }

  private Expression negation(Expression u) throws ExpressionException {
    return bounded(new Expression.Negation(u), u);
  }

  private Expression bounded(Expression e, Expression... children) throws ExpressionException {
    int depth = 1;
    for (Expression child : children) {
      depth = Math.max(depth, 1 + depths.getOrDefault(child, 0));
    }
    if (depth > MAX_DEPTH) {
      throw error("an expression chains or nests at most " + MAX_DEPTH + " operations", at);
    }
    depths.put(e, depth);
    return e;
  }

  private void close() throws ExpressionException {
    if (!take(')')) {
      throw error(atEnd() ? "')' is missing" : "')' is expected, not " + describe(), at);
    }
  }

  private boolean take(char c) {
    if (atEnd() || text.charAt(at) != c) {
      return false;
    }
    at++;
    skipSpace();
    return true;
  }

  private void skipDigits() {
    while (!atEnd() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void skipSpace() {
    while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private String describe() {
    return "'" + Character.toString(text.codePointAt(at)) + "'";
  }

  private ExpressionException error(String message, int position) {
    return new ExpressionException(message, text, position);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }
}
