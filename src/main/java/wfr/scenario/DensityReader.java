package wfr.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import wfr.model.Coordinates;
import wfr.model.DensityEstimate;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ProductPotential;
import wfr.model.WfrProblem;

/**
 * The key particles.density: oracle, grid, transition, gaussian, or a mapping {grid: {cells}}, {transition: {evaluation}}, {kernel: {bandwidth, factor, evaluation}} where bandwidth is a
 * number or the word rule. Left out it is grid on the line and, where the step has a Gaussian transition and its kernels know the boundary, transition beyond: there a grid needs
 * more particles for the same variance. Particles alone have no domain to divide: neither a grid, nor bins, nor a grid's oracle.
 */
final class DensityReader {
  private static final String RULE = "rule";

  /** Largest dimension in which kernel sums have bins. */
  private static final int BINNED_DIMENSIONS = 2;

  private final WfrProblem problem;
  private final Domain box;
  private final int d;
  private final boolean hasGrid;
  private final boolean hasTransition;

  DensityReader(WfrProblem problem, boolean hasGrid, Integrator integrator) {
    this.problem = problem;
    this.hasGrid = hasGrid;
    box = problem.domain();
    d = box.dimension();
    hasTransition = problem.diffusivity() > 0 && integrator == Integrator.EULER_MARUYAMA;
  }

  DensityEstimate read(Section s, Map<String, Object> m) {
    String key = "density";
    if (!s.has(key)) {
      return byDefault(s, key, m);
    }
    if (s.node(key) instanceof YamlNode.Scalar name) {
      m.put(key, name.text());
      return named(s, key, name.text());
    }
    Section estimate = s.section(key);
    String kind = estimate.onlyKey("grid", "kernel", "transition");
    Map<String, Object> inner = new LinkedHashMap<>();
    m.put(key, Map.of(kind, inner));
    switch (kind) {
      case "grid":
        requireGrid(estimate, kind);
        int cells = Ranges.cells(estimate.section(kind).allow("cells"), "cells", 2, 1);
        inner.put("cells", cells);
        return new DensityEstimate.Grid(cells);
      case "transition":
        requireTransition(estimate, kind);
        return new DensityEstimate.Transition(
            evaluation(estimate.section(kind).allow("evaluation"), inner));
      default:
        return kernel(estimate.section(kind).allow("bandwidth", "factor", "evaluation"), inner);
    }
  }

  private DensityEstimate byDefault(Section s, String key, Map<String, Object> m) {
    boolean transition = d > 1 && hasTransition && kernelsKnowTheBoundary();
    if (!transition && !hasGrid) {
      throw s.problem(
          key,
          "missing: transition needs integrator: euler-maruyama and diffusivity > 0; choose gaussian or {kernel: {bandwidth: B}}");
    }
    m.put(key, transition ? "transition" : "grid");
    return transition ? transition() : new DensityEstimate.Grid(0);
  }

  private DensityEstimate named(Section s, String key, String name) {
    switch (name) {
      case "grid":
        requireGrid(s, key);
        return new DensityEstimate.Grid(0);
      case "oracle":
        requireSolution(s, key);
        return new DensityEstimate.Oracle();
      case "gaussian":
        return new DensityEstimate.Gaussian();
      case "transition":
        requireTransition(s, key);
        return transition();
      default:
        throw s.bad(
            key,
            "must be oracle, grid, transition, gaussian, {grid: {cells: N}} or {kernel: {bandwidth: B}}");
    }
  }

  private void requireTransition(Section s, String key) {
    if (!hasTransition) {
      throw s.bad(key, "needs integrator: euler-maruyama and diffusivity > 0");
    }
    requireKnownBoundary(s, key, "knows");
  }

  private DensityEstimate transition() {
    return new DensityEstimate.Transition(automatic());
  }

  /** Bins stand on a domain; without one a sum that fits is a tree. */
  private Evaluation automatic() {
    return hasGrid || d > BINNED_DIMENSIONS ? Evaluation.AUTO : Evaluation.TREE;
  }

  /** Bins reflect at the ends of a box; trees, blocks and the kernels of the line do not. */
  private boolean kernelsKnowTheBoundary() {
    return box.isWholeSpace() || d == BINNED_DIMENSIONS;
  }

  private void requireKnownBoundary(Section s, String key, String knows) {
    if (!kernelsKnowTheBoundary()) {
      throw s.bad(key, knows + " no boundary in " + Coordinates.count(d) + ": boundary: line");
    }
  }

  private void requireGrid(Section s, String key) {
    if (!hasGrid) {
      throw s.bad(
          key, "needs a domain: transition, gaussian or {kernel: {bandwidth: B}} with dimension");
    }
  }

  /** Without a grid the flows between Gaussians and of products in one frame are known. */
  private void requireSolution(Section s, String key) {
    boolean closed =
        problem.potential() instanceof GaussianLaw && problem.initial() instanceof GaussianLaw;
    boolean product =
        problem.potential() instanceof ProductPotential v && v.sharesFrameWith(problem.initial());
    if (!hasGrid && !closed && !product) {
      throw s.bad(
          key,
          "needs a Gaussian target and start, or products of both in one frame, without a domain: transition, gaussian or {kernel: {bandwidth: B}}");
    }
  }

  private DensityEstimate kernel(Section k, Map<String, Object> inner) {
    if (k.node("bandwidth") instanceof YamlNode.Scalar word && word.text().equals(RULE)) {
      requireKnownBoundary(k, "bandwidth", "the rule knows");
      double factor = k.atLeast("factor", 0, true, 1);
      inner.put("bandwidth", RULE);
      inner.put("factor", factor);
      return new DensityEstimate.Rule(factor, evaluation(k, inner));
    }
    if (k.has("factor")) {
      throw k.bad("factor", "is for bandwidth: rule");
    }
    double bandwidth = k.atLeast("bandwidth", 0, true, Double.NaN);
    if (d > BINNED_DIMENSIONS) {
      requireKnownBoundary(k, "bandwidth", "a kernel knows");
    }
    inner.put("bandwidth", bandwidth);
    return k.has("evaluation")
        ? new DensityEstimate.Kernel(bandwidth, evaluation(k, inner))
        : new DensityEstimate.Kernel(bandwidth, automatic());
  }

  private Evaluation evaluation(Section s, Map<String, Object> inner) {
    Evaluation e = s.choice("evaluation", Evaluation.values(), Evaluation::key, Evaluation.AUTO);
    if (e == Evaluation.AUTO) {
      e = automatic();
    }
    boolean line = box.isWholeSpace();
    if (!line && (e == Evaluation.TREE || e == Evaluation.BLOCKED)) {
      throw s.bad("evaluation", "tree and blocks know no boundary: boundary: line");
    }
    if (e == Evaluation.BINNED) {
      requireBins(s);
    }
    inner.put("evaluation", e.key());
    return e;
  }

  private void requireBins(Section s) {
    if (d == 1 && !s.has("bandwidth")) {
      throw s.bad("evaluation", "bins of a transition need two dimensions");
    }
    if (d > BINNED_DIMENSIONS) {
      throw s.bad("evaluation", "bins have at most two dimensions: auto, tree or blocked");
    }
    if (!hasGrid) {
      throw s.bad("evaluation", "bins need a domain: auto, tree or blocked");
    }
  }
}
