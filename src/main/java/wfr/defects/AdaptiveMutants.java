package wfr.defects;

import static wfr.operation.GridOperations.DISCRETISE;
import static wfr.operation.GridOperations.EXTRAPOLATED_STEP;
import static wfr.operation.GridOperations.EXTRAPOLATE_ROWS;
import static wfr.operation.GridOperations.GRADED_EDGES;
import static wfr.operation.GridOperations.LIE_STEPS;
import static wfr.operation.GridOperations.STEP_CONTROL;
import static wfr.operation.GridOperations.TEMPERED_NORM;

import java.util.Arrays;
import java.util.List;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Controlled;
import wfr.operation.GridOperations.Extrapolated;
import wfr.operation.GridOperations.GradedEdges;
import wfr.operation.GridOperations.LieSteps;

/** Mutants of the extrapolated step and of the choice of its length. */
final class AdaptiveMutants {
  private AdaptiveMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "extrapolation-weights",
            "twice the last row minus the one before: weights of order 2 in steps halved, whatever the order",
            List.of("G14"),
            EXTRAPOLATE_ROWS,
            (c, next) -> {
              double[] last = c.rows()[c.rows().length - 1];
              double[] before = c.rows()[c.rows().length - 2];
              double[] h = new double[last.length];
              Arrays.setAll(h, i -> 2 * last[i] - before[i]);
              return next.apply(c).map(r -> h);
            }),
        Mutant.of(
            "extrapolation-not-normalised",
            "the extrapolated density keeps the mass that it comes with",
            List.of("G14"),
            EXTRAPOLATE_ROWS,
            (c, next) -> {
              Extrapolated e = next.apply(c);
              return e.map(h -> Arrays.stream(h).map(v -> v + e.logMass()).toArray());
            }),
        Mutant.of(
            "extrapolation-companion",
            "the error is told by the last row in place of the order below",
            List.of("G14"),
            EXTRAPOLATE_ROWS,
            (c, next) -> {
              Extrapolated e = next.apply(c);
              return new Extrapolated(e.logRatio(), c.rows()[c.rows().length - 1], e.logMass());
            }),
        Mutant.of(
            "extrapolated-step-short",
            "the last row is made of one step too few",
            List.of("G14"),
            LIE_STEPS,
            (c, next) ->
                next.apply(
                    new LieSteps(
                        c.target(),
                        c.logRatio(),
                        c.lambda(),
                        c.dt(),
                        c.steps() > 1 ? c.steps() - 1 : 1))),
        Mutant.of(
            "extrapolated-step-half",
            "a step over half of its time",
            List.of("G3", "B12"),
            EXTRAPOLATED_STEP,
            (c, next) -> next.apply(c.withDt(0.5 * c.dt()))),
        Mutant.of(
            "graded-distance",
            "conductances with the mean width of a cell for the distance of two centres: the map's derivative is left out",
            List.of("G16"),
            DISCRETISE,
            (c, next) -> {
              DiscreteTarget t = next.apply(c);
              Axis axis = t.grid().axis(0);
              if (axis.isUniform()) {
                return t;
              }
              double[] kappa = t.logConductance()[0].clone();
              Arrays.setAll(kappa, i -> kappa[i] + Math.log(axis.distance(i) / axis.dx()));
              return t.withLogConductance(kappa);
            }),
        Mutant.of(
            "graded-fall",
            "edges as if a Gaussian pi were 32 times as wide: wide cells where a start falls fast",
            List.of("G16"),
            GRADED_EDGES,
            (c, next) -> {
              WfrProblem p = c.problem();
              if (!(p.potential() instanceof GaussianLaw)) {
                return next.apply(c);
              }
              GaussianLaw pi = (GaussianLaw) p.potential();
              GaussianLaw wide = GaussianLaw.of(pi.mean()[0], 1024 * pi.covariance()[0][0]);
              return next.apply(
                  new GradedEdges(
                      new WfrProblem(
                          wide, p.initial(), p.domain(), p.diffusivity(), p.reactionRate()),
                      c.cells()));
            }),
        Mutant.of(
            "edges-beside-jumps",
            "edges that do not know where V jumps: those of equal cells",
            List.of("G17"),
            GRADED_EDGES,
            (c, next) -> {
              double a = c.problem().domain().left();
              double b = c.problem().domain().right();
              double[] edges = new double[c.cells() + 1];
              Arrays.setAll(edges, i -> i == c.cells() ? b : a + (b - a) * i / c.cells());
              return edges;
            }),
        Mutant.of(
            "jump-from-one-side",
            "conductances between two centres with the mean of V there, as if it did not jump on the face",
            List.of("G17"),
            DISCRETISE,
            (c, next) -> {
              DiscreteTarget t = next.apply(c);
              Axis axis = t.grid().axis(0);
              if (axis.isUniform()) {
                return t;
              }
              double[] kappa = t.logConductance()[0].clone();
              for (int i = 1; i < kappa.length; i++) {
                double before = c.problem().potential().value(axis.centre(i - 1));
                double here = c.problem().potential().value(axis.centre(i));
                double jump = Math.abs(here - before);
                kappa[i] += jump < 0.5 ? 0 : Math.log(Math.cosh(0.5 * jump));
              }
              return t.withLogConductance(kappa);
            }),
        Mutant.of(
            "graded-kink",
            "edges from cells of twice the width, each cut in the middle: a mesh that is smooth only piecewise",
            List.of("G16"),
            GRADED_EDGES,
            (c, next) -> {
              double[] coarse = next.apply(new GradedEdges(c.problem(), c.cells() / 4));
              double[] edges = new double[c.cells() + 1];
              for (int i = 0; i < edges.length; i++) {
                int k = Math.min(i / 4, coarse.length - 2);
                edges[i] = coarse[k] + (coarse[k + 1] - coarse[k]) * (i - 4 * k) / 4;
              }
              edges[c.cells()] = coarse[coarse.length - 1];
              return edges;
            }),
        Mutant.of(
            "adaptive-norm-untempered",
            "the error of a step in the density alone, theta = 1",
            List.of("G15"),
            TEMPERED_NORM,
            (c, next) -> next.apply(c.withLeast(1))),
        Mutant.of(
            "adaptive-norm-small",
            "the error of a step a hundred times too small",
            List.of("G15"),
            TEMPERED_NORM,
            (c, next) -> next.apply(c) / 100),
        Mutant.of(
            "adaptive-accepts-all",
            "a step is accepted whatever its error",
            List.of("G15"),
            STEP_CONTROL,
            (c, next) -> new Controlled(true, next.apply(c).dt())),
        Mutant.of(
            "adaptive-lengths-kept",
            "a refused step is made again at the same length, an accepted one makes the next no longer",
            List.of("G15"),
            STEP_CONTROL,
            (c, next) -> new Controlled(next.apply(c).accepted(), 0.999 * c.dt())));
  }
}
