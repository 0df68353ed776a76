package wfr.spec;

import wfr.defects.Mutant;
import wfr.defects.Mutants;
import wfr.operation.Implementation;
import wfr.reference.Reference;

/** What the properties run on: the reference, or the mutant named by the system property wfr.mutant. */
final class Subject {
  private Subject() {}

  static Implementation operations() {
    String id = System.getProperty("wfr.mutant");
    return id == null ? Reference.IMPLEMENTATION : mutant(id);
  }

  static Implementation mutant(String id) {
    Mutant mutant =
        Mutants.all().stream()
            .filter(m -> m.id().equals(id))
            .findAny()
            .orElseThrow(() -> new IllegalArgumentException("no mutant " + id));
    return mutant.implementation();
  }
}
