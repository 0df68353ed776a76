package wfr.spec;

import wfr.defects.Mutant;
import wfr.defects.Mutants;
import wfr.reference.ReferenceOperations;

/** What the properties run on: the reference, or the mutant named by the system property wfr.mutant. */
final class Subject {
  private Subject() {}

  static Operations operations() {
    String id = System.getProperty("wfr.mutant");
    return id == null ? new ReferenceOperations() : mutant(id);
  }

  static Operations mutant(String id) {
    Mutant mutant =
        Mutants.all().stream()
            .filter(m -> m.id().equals(id))
            .findAny()
            .orElseThrow(() -> new IllegalArgumentException("no mutant " + id));
    return mutant.make().get();
  }
}
