package wfr.scenario;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import wfr.model.SplittingScheme;

/**
 * What a scenario file fixes of the finite-volume run; what it leaves out is chosen for the accuracy.
 *
 * @param cells number of cells, if fixed
 * @param timeStep step, if fixed
 * @param splitting order of the sub-flows where the step is fixed
 */
public record GridRequest(OptionalInt cells, OptionalDouble timeStep, SplittingScheme splitting) {}
