package wfr.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import wfr.defects.LedgerCheck;
import wfr.report.Decimal;
import wfr.report.EvidenceJson;
import wfr.report.JunitXml;
import wfr.report.OutputFiles;
import wfr.report.Schemas;
import wfr.report.VerificationPage;
import wfr.spec.ClaimResult;
import wfr.spec.Evidence;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;

/** {@code wfr verify}. */
@Command(
    description = {
      "Checks every claim of the ledger and prints verdicts with margins.",
      "Also runs planted defects (mutants), which must be refuted, and legitimate choices (variants),",
      "which must not. Writes evidence.json, junit.xml and index.html. Exit code 0 only if every claim in scope is",
      "SUPPORTED and no variant refuted and, over the whole ledger, every mutant is refuted, every claim refutes one",
      "(full, nightly) and the alphas sum to at most 1e-6; 1 otherwise."
    },
    footer = {
      "  wfr verify",
      "  wfr verify --claim A9 --claim B1",
      "  wfr verify --profile full --seed 7"
    })
final class VerifyCommand extends WfrCommand {
  /** How much is run. */
  enum Profile {
    quick,
    full,
    nightly
  }

  private static final long FIXED_SEED = 1;

  @Option(
      names = "--profile",
      paramLabel = "quick|full|nightly",
      description =
          "quick: each mutant against its cheapest claim; full: every cell of the kill matrix;"
              + " nightly: full with a fresh seed (default: quick)")
  Profile profile = Profile.quick;

  @Option(names = "--claim", paramLabel = "ID", description = "only this claim; may be repeated")
  List<String> claims = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of the stochastic checks (default: 1; nightly: drawn and recorded)")
  Long seed;

  @Option(
      names = "--schema",
      description = "prints the JSON schema of evidence.json and does nothing else")
  boolean schema;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "output directory (default: out/verify)")
  Path out = Path.of("out", "verify");

  VerifyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (schema) {
      session.out().print(Schemas.text("evidence"));
      return DONE;
    }
    if (!claims.isEmpty()) {
      var ledger = session.engine().claims();
      claims.forEach(id -> ClaimsCommand.find(ledger, id));
    }
    OutputFiles files = OutputFiles.in(out);
    VerificationResult result = verified();
    String json = EvidenceJson.text(result);
    files.together(
        () -> {
          files.write("evidence.json", w -> w.append(json).append('\n'));
          files.write("junit.xml", w -> w.write(JunitXml.text(result, claims.isEmpty())));
          files.write("index.html", w -> w.write(VerificationPage.html(result)));
        });
    session.out().print(common.json ? json + "\n" : ledger(result));
    announce(files);
    List<String> violations = violations(result);
    violations.forEach(v -> session.err().println("ledger: " + v));
    return result.supported() && violations.isEmpty() ? DONE : NOT_SUPPORTED;
  }

  private VerificationResult verified() {
    try (ConsoleProgress progress = progress()) {
      return session
          .engine()
          .verify(
              new Engine.VerifyRequest(profile.name(), claims, seed(), common.threads), progress);
    }
  }

  private long seed() {
    if (seed != null) {
      return seed;
    }
    return profile == Profile.nightly ? new SecureRandom().nextLong() >>> 1 : FIXED_SEED;
  }

  /**
   * One line each. Chosen claims need not find every defect, and quick runs a mutant on one claim only: there a claim that refuted none says
   * nothing.
   */
  private List<String> violations(VerificationResult result) {
    if (!claims.isEmpty()) {
      return result.falseAlarms().stream().map(v -> "variant refuted: " + v).toList();
    }
    return LedgerCheck.ofMatrix(result, profile != Profile.quick);
  }

  private static String ledger(VerificationResult result) {
    TextTable table =
        new TextTable()
            .row("claim", "class", "verdict", "value", "bound", "margin", "alpha", "title");
    for (ClaimResult c : result.claims()) {
      Evidence e = c.evidence();
      table.row(
          c.claim().id(),
          c.claim().evidence().name(),
          e.verdict().name(),
          Decimal.rounded(e.value(), 3),
          Decimal.rounded(e.bound(), 3),
          Decimal.rounded(e.margin(), 2),
          Decimal.rounded(c.claim().alpha(), 2),
          c.claim().title());
      if (e.verdict() != Verdict.SUPPORTED) {
        table.row("", "", "  " + e.detail());
      }
    }
    int mutants = result.mutants().size();
    int survivors = result.survivors().size();
    StringBuilder text = new StringBuilder(table.toString());
    text.append(
        "mutants: %d of %d refuted%s%n"
            .formatted(
                mutants - survivors,
                mutants,
                survivors == 0 ? "" : "; survivors: " + String.join(", ", result.survivors())));
    text.append(
        "variants: %d of %d accepted%s%n"
            .formatted(
                result.variants().size() - result.falseAlarms().size(),
                result.variants().size(),
                result.falseAlarms().isEmpty()
                    ? ""
                    : "; refuted: " + String.join(", ", result.falseAlarms())));
    text.append(
        "claims: %d SUPPORTED, %d REFUTED, %d INCONCLUSIVE; profile %s, seed %d, alpha %s of 1e-6%n"
            .formatted(
                result.count(Verdict.SUPPORTED),
                result.count(Verdict.REFUTED),
                result.count(Verdict.INCONCLUSIVE),
                result.profile(),
                result.seed(),
                Decimal.rounded(result.alphaTotal(), 3)));
    return text.toString();
  }
}
