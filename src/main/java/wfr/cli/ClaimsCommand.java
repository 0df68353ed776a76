package wfr.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wfr.report.Decimal;
import wfr.report.EvidenceJson;
import wfr.report.LedgerJson;
import wfr.scenario.BadInput;
import wfr.spec.Claim;
import wfr.spec.ClaimEntry;

/** {@code wfr claims}. */
@Command(
    description = {
      "Lists the claims of the ledger, or shows one.",
      "With an ID: the statement, its proof, its check, the mutants it must refute, and the evidence",
      "of the last run in out/verify."
    },
    footer = {"  wfr claims", "  wfr claims A9", "  wfr claims --json"})
final class ClaimsCommand extends WfrCommand {
  private static final Path LAST_EVIDENCE = Path.of("out", "verify", "evidence.json");

  @Parameters(paramLabel = "ID", arity = "0..1", description = "a claim of the ledger")
  String id;

  @Option(names = "--markdown", description = "the table of the README, in Markdown")
  boolean markdown;

  ClaimsCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<ClaimEntry> ledger = session.engine().claims();
    if (id != null) {
      ClaimEntry entry = find(ledger, id);
      session.out().print(common.json ? LedgerJson.text(entry) + "\n" : page(entry));
      return DONE;
    }
    if (common.json) {
      session.out().println(LedgerJson.text(ledger));
      return DONE;
    }
    if (markdown) {
      session.out().print(markdown(ledger));
      return DONE;
    }
    TextTable table = new TextTable().row("claim", "class", "status", "title");
    for (ClaimEntry e : ledger) {
      table.row(e.claim().id(), e.claim().evidence().name(), e.status(), e.claim().title());
    }
    session.out().print(table);
    session
        .out()
        .println(ledger.size() + " claims; wfr claims ID shows one, wfr verify checks them");
    return DONE;
  }

  /** The claims as a Markdown table with links to their notes. */
  static String markdown(List<ClaimEntry> ledger) {
    StringBuilder text = new StringBuilder("| claim | class | status | mutants | statement |\n");
    text.append("|---|---|---|---|---|\n");
    for (ClaimEntry e : ledger) {
      Claim<?> c = e.claim();
      text.append(
          String.format(
              "| [%s](proofs-notes/%s.md) | %s | %s | %d | %s |%n",
              c.id(),
              c.id(),
              c.evidence(),
              e.status(),
              e.mutants().size(),
              c.title().replace("|", "\\|")));
    }
    return text.toString().replace("\r", "");
  }

  /** The entry with this id, or a refusal that names the nearest ones. */
  static ClaimEntry find(List<ClaimEntry> ledger, String id) {
    List<String> near = new ArrayList<>();
    for (ClaimEntry e : ledger) {
      if (e.claim().id().equals(id)) {
        return e;
      }
      if (!id.isEmpty() && e.claim().id().regionMatches(true, 0, id, 0, 1)) {
        near.add(e.claim().id());
      }
    }
    throw new BadInput(
        "unknown claim '"
            + id
            + "': "
            + (near.isEmpty() ? "" : "did you mean one of " + String.join(", ", near) + "? ")
            + "wfr claims lists them all");
  }

  private static String page(ClaimEntry entry) {
    Claim<?> claim = entry.claim();
    StringBuilder text = new StringBuilder();
    text.append(claim.id()).append("  ").append(claim.title()).append("\n\n");
    if (!entry.note().isBlank()) {
      text.append(entry.note().strip()).append("\n\n");
    }
    TextTable facts =
        new TextTable()
            .row("status", entry.status())
            .row("class", claim.evidence().name())
            .row(
                "operations",
                claim.uses().stream().map(Enum::name).sorted().collect(Collectors.joining(", ")))
            .row("instances", String.valueOf(claim.instances().size()))
            .row("alpha", Decimal.rounded(claim.alpha()))
            .row("detectable", Decimal.rounded(claim.detectable()))
            .row("must refute", String.join(", ", entry.mutants()));
    facts.row(
        "last evidence",
        EvidenceJson.lastLine(LAST_EVIDENCE, claim.id()).orElse("none in " + LAST_EVIDENCE));
    return text.append(facts).toString();
  }
}
