package wfr.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import wfr.model.DensityEstimate;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.model.Integrator;

/**
 * The key particles.density: oracle, grid, transition, gaussian, or a mapping {grid: {cells}}, {transition: {evaluation}}, {kernel: {bandwidth, factor, evaluation}} where bandwidth is a
 * number or the word rule. Left out it is grid on the line and, where the step has a Gaussian transition, transition in the plane: a grid of the plane needs
 * more particles for the same variance.
 */
final class DensityReader {
  private static final String RULE = "rule";

  private final Domain box;
  private final boolean hasTransition;

  DensityReader(Domain box, Integrator integrator, boolean moves) {
    this.box = box;
    hasTransition = moves && integrator == Integrator.EULER_MARUYAMA;
  }

  DensityEstimate read(Section s, Map<String, Object> m) {
    String key = "density";
    if (!s.has(key)) {
      boolean transition = box.dimension() > 1 && hasTransition;
      m.put(key, transition ? "transition" : "grid");
      return transition
          ? new DensityEstimate.Transition(Evaluation.AUTO)
          : new DensityEstimate.Grid(0);
    }
    if (s.node(key) instanceof YamlNode.Scalar name) {
      m.put(key, name.text());
      return named(s, key, name.text());
    }
    Section d = s.section(key);
    String kind = d.onlyKey("grid", "kernel", "transition");
    Map<String, Object> inner = new LinkedHashMap<>();
    m.put(key, Map.of(kind, inner));
    switch (kind) {
      case "grid":
        int cells = RunSettingsReader.count(d.section(kind).allow("cells"), "cells", 2);
        inner.put("cells", cells);
        return new DensityEstimate.Grid(cells);
      case "transition":
        requireTransition(d, kind);
        return new DensityEstimate.Transition(
            evaluation(d.section(kind).allow("evaluation"), inner));
      default:
        return kernel(d.section(kind).allow("bandwidth", "factor", "evaluation"), inner);
    }
  }

  private DensityEstimate named(Section s, String key, String name) {
    switch (name) {
      case "grid":
        return new DensityEstimate.Grid(0);
      case "oracle":
        return new DensityEstimate.Oracle();
      case "gaussian":
        return new DensityEstimate.Gaussian();
      case "transition":
        requireTransition(s, key);
        return new DensityEstimate.Transition(Evaluation.AUTO);
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
    if (box.dimension() == 1 && !box.truncates()) {
      throw s.bad(key, "knows no boundary in one dimension: boundary: line");
    }
  }

  private DensityEstimate kernel(Section k, Map<String, Object> inner) {
    if (k.node("bandwidth") instanceof YamlNode.Scalar word && word.text().equals(RULE)) {
      if (!box.truncates() && box.dimension() == 1) {
        throw k.bad("bandwidth", "the rule knows no boundary in one dimension: boundary: line");
      }
      double factor = k.atLeast("factor", 0, true, 1);
      inner.put("bandwidth", RULE);
      inner.put("factor", factor);
      return new DensityEstimate.Rule(factor, evaluation(k, inner));
    }
    if (k.has("factor")) {
      throw k.bad("factor", "is for bandwidth: rule");
    }
    double bandwidth = k.atLeast("bandwidth", 0, true, Double.NaN);
    inner.put("bandwidth", bandwidth);
    return k.has("evaluation")
        ? new DensityEstimate.Kernel(bandwidth, evaluation(k, inner))
        : new DensityEstimate.Kernel(bandwidth);
  }

  private Evaluation evaluation(Section s, Map<String, Object> inner) {
    Evaluation e = s.choice("evaluation", Evaluation.values(), Evaluation::key, Evaluation.AUTO);
    boolean line = box.truncates();
    if (!line && (e == Evaluation.TREE || e == Evaluation.BLOCKED)) {
      throw s.bad("evaluation", "tree and blocks know no boundary: boundary: line");
    }
    if (e == Evaluation.BINNED && box.dimension() == 1 && !s.has("bandwidth")) {
      throw s.bad("evaluation", "bins of a transition need two dimensions");
    }
    inner.put("evaluation", e.key());
    return e;
  }
}
