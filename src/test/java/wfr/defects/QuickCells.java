package wfr.defects;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cells of {@link ClaimByClaim} and {@link CellByCell} of the claims that take less than about a second: first pass of mutation testing (profile pit). */
class QuickCells {
  /** Claims that take a second or more on the reference. */
  private static final Set<String> SLOW =
      Set.of(
          "A2", "A12", "A14", "B7P", "B12", "D6", "D6N", "D7", "D10", "D10S", "D11C", "D11D",
          "D11G", "E4", "E4N", "E7S", "F4J", "F6", "G2P", "G8");

  private static boolean isQuick(DynamicTest test) {
    return !SLOW.contains(test.getDisplayName().split(" ")[0]);
  }

  @TestFactory
  Stream<DynamicTest> supportedByTheReference() {
    return new ClaimByClaim().supportedByTheReference().filter(QuickCells::isQuick);
  }

  @TestFactory
  Stream<DynamicTest> refutingItsMutants() {
    return new CellByCell().refutingItsMutants().filter(QuickCells::isQuick);
  }
}
