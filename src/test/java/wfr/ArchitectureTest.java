package wfr;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between packages: what each may import. Agreement of pde and particle is evidence only while they share nothing. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("wfr");

  private static final Set<String> CORE = names("math measure model operation");
  private static final Set<String> SOLVERS = names("pde particle geometry operators certificate");
  private static final Map<String, Set<String>> MAY_USE = arrows();

  private static Map<String, Set<String>> arrows() {
    Map<String, Set<String>> arrows = new LinkedHashMap<>();
    arrows.put("math", names(""));
    arrows.put("measure", names("math"));
    arrows.put("model", names("math measure"));
    arrows.put("operation", names("math measure model"));
    for (String p : names("exact diagnostics pde particle geometry operators certificate")) {
      arrows.put(p, CORE);
    }
    arrows.put("statistics", names("math"));
    arrows.put("spec", names("math statistics measure model operation exact diagnostics"));
    arrows.put("scenario", names("math measure model"));
    arrows.put(
        "foreign",
        names("math statistics measure model operation exact diagnostics spec scenario"));
    Set<String> reference =
        union(names("math statistics measure model operation exact diagnostics spec"), SOLVERS);
    arrows.put("reference", reference);
    arrows.put("defects", union(reference, names("reference")));
    arrows.put("experiment", union(reference, names("reference")));
    Set<String> report = union(reference, names("reference defects scenario foreign experiment"));
    report.removeAll(SOLVERS); // a report shows results, whoever made them
    arrows.put("report", report);
    arrows.put("cli", union(report, names("report")));
    return arrows;
  }

  private static Set<String> names(String list) {
    return list.isEmpty() ? new TreeSet<>() : new TreeSet<>(Arrays.asList(list.split(" ")));
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> all = new TreeSet<>(a);
    all.addAll(b);
    return all;
  }

  @TestFactory
  java.util.stream.Stream<DynamicTest> everyPackageImportsOnlyWhatItMay() {
    return MAY_USE.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey() + " imports " + e.getValue(),
                    () -> {
                      String[] forbidden =
                          MAY_USE.keySet().stream()
                              .filter(p -> !p.equals(e.getKey()) && !e.getValue().contains(p))
                              .map(p -> "wfr." + p + "..")
                              .toArray(String[]::new);
                      noClasses()
                          .that()
                          .resideInAPackage("wfr." + e.getKey() + "..")
                          .should()
                          .dependOnClassesThat()
                          .resideInAnyPackage(forbidden)
                          .allowEmptyShould(true)
                          .check(CLASSES);
                    }));
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("wfr.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noPackageIsWithoutARule() {
    Set<String> unknown = new TreeSet<>();
    CLASSES.forEach(c -> unknown.add(c.getPackageName().replaceFirst("^wfr\\.?([^.]*).*", "$1")));
    unknown.removeAll(MAY_USE.keySet());
    Assertions.assertEquals(Set.of(), unknown, "packages without a row in the map of arrows");
  }

  /** YAML, HTML, plots and the command line's library stay outside the numerical core. */
  @Test
  void theCoreNeedsOnlyTheJdkAndApacheCommons() {
    for (String core : union(CORE, union(SOLVERS, names("exact diagnostics statistics spec")))) {
      noClasses()
          .that()
          .resideInAPackage("wfr." + core + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.fasterxml..", "org.jfree..", "org.apache.batik..", "picocli..", "java.awt..")
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }
}
