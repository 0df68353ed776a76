package wfr.reference;

import java.util.List;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneTarget;
import wfr.model.GridSettings;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.pde.PlaneFlux;
import wfr.pde.PlaneParts;
import wfr.pde.PlaneSolver;
import wfr.pde.PlaneTransport;
import wfr.pde.SubFlow;
import wfr.spec.PlaneOperations;

/** The plane solver behind the operations; a run is the production loop made of this object's operations. */
interface ReferencePlane extends PlaneOperations {
  @Override
  default PlaneTarget planeDiscretise(WfrProblem problem, int cells) {
    return PlaneFlux.discretise(problem, cells);
  }

  @Override
  default double[] planeTransport(
      PlaneTarget target, double[] logRatio, double dt, TransportScheme scheme) {
    double[] h = logRatio.clone();
    new PlaneTransport(target, dt, scheme).advance(h);
    return h;
  }

  @Override
  default List<PlaneDensity> planeRun(WfrProblem problem, GridSettings settings, double[] times) {
    ReferencePlane self = this;
    PlaneParts parts =
        getClass() == ReferenceOperations.class
            ? PlaneParts.REFERENCE
            : new PlaneParts() {
              @Override
              public PlaneTarget discretise(WfrProblem p, int cells) {
                return self.planeDiscretise(p, cells);
              }

              @Override
              public SubFlow transport(PlaneTarget target, double dt, TransportScheme scheme) {
                return h ->
                    System.arraycopy(self.planeTransport(target, h, dt, scheme), 0, h, 0, h.length);
              }
            };
    return new PlaneSolver(problem, settings, parts).run(times, 1).densities();
  }
}
