package wfr.scenario;

import wfr.model.Domain;

/**
 * Where a scenario's functions live.
 *
 * @param box the domain of the file; of particles alone a box around their laws
 * @param hasGrid whether the file has a domain, which a grid can divide
 * @param name what has these dimensions, for messages
 */
record Space(Domain box, boolean hasGrid, String name) {
  /** The domain of a file. */
  static Space of(Domain domain) {
    return new Space(domain, true, "the domain");
  }

  /** R^d of particles alone, seen through a box. */
  static Space ofParticles(Domain box) {
    return new Space(box, false, "the scenario");
  }

  int dimension() {
    return box.dimension();
  }
}
