package wfr.errorbars;

/** Prints the scenario of a problem of the campaign and its right figures. */
public final class DrawnScenario {
  private DrawnScenario() {}

  /** Number of the problem. */
  public static void main(String[] arguments) {
    Drawn p = Drawn.number(Integer.parseInt(arguments[0]));
    System.out.print(p.text());
    System.out.println("# " + p.family().title() + ", accuracy " + p.accuracy());
    Truth t = p.truth().get();
    for (int k = 0; k < t.values().size(); k++) {
      System.out.println("# right: " + t.values().get(k) + "\n# within: " + t.errors().get(k));
    }
  }
}
