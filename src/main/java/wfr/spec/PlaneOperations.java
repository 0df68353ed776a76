package wfr.spec;

import java.util.List;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneTarget;
import wfr.model.GridSettings;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;

/** Operations of the finite-volume scheme in the plane: part of {@link Operations}. */
public interface PlaneOperations {
  /** Cell masses of pi and conductances on a tensor grid of the problem's rectangle, cells per axis. */
  PlaneTarget planeDiscretise(WfrProblem problem, int cells);

  /** Transport for a time dt: log ratio in, log ratio out. */
  double[] planeTransport(PlaneTarget target, double[] logRatio, double dt, TransportScheme scheme);

  /** A whole run in the plane; one density per output time. */
  List<PlaneDensity> planeRun(WfrProblem problem, GridSettings settings, double[] times);
}
