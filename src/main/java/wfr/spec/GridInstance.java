package wfr.spec;

import wfr.model.WfrProblem;

/**
 * Where a claim about the grid is checked.
 *
 * @param name what it is, for the evidence line
 * @param problem problem
 * @param cells cells of the coarsest grid used
 * @param time time or horizon, in the claim's sense
 */
public record GridInstance(String name, WfrProblem problem, int cells, double time) {
  @Override
  public String toString() {
    return name + ", " + cells + " cells, t = " + time;
  }
}
