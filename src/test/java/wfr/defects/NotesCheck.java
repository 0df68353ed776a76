package wfr.defects;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import wfr.spec.Claim;
import wfr.spec.ClaimResult;
import wfr.spec.EvidenceClass;
import wfr.spec.MutantResult;
import wfr.spec.Note;
import wfr.spec.VerificationResult;

/**
 * What must hold between the notes, the code and what RAN, {@link LedgerCheck} included. Each violation is one line; an empty list is a consistent ledger.
 * Checked: every claim has a note and was executed; every note and every result belongs to a claim; every claim refuted a mutant; every mutant was
 * refuted, by every claim it names that was run; no variant was refuted; notes name the mutants and variants that the code names for them; proof files
 * have the hash their note states, every one has a note, and a note states those of the files that its files import; the alphas of the run sum to at
 * most 1e-6; stochastic claims state their power; headers have known keys and statuses, and nothing but them stands before the sections.
 */
final class NotesCheck {
  private static final Set<String> KEYS =
      Set.of("status", "class", "code", "mutants", "variants", "proof", "scope");
  private static final Set<String> STATUSES =
      Set.of("machine-checked", "proved on paper", "cited", "measured", "refuted", "conjecture");
  private static final List<String> SECTIONS =
      List.of("Statement", "Assumptions", "Proof", "Check", "Not claimed");

  /** What a proof imports; names that are no proof file are a library's. */
  private static final Pattern IMPORT =
      Pattern.compile("Require\\s+(?:(?:Import|Export)\\s+)?([\\w\\s]+)\\.");

  private final List<Claim<?>> claims;
  private final Map<String, Note> notes;
  private final Map<String, byte[]> proofs;

  /**
   * @param claims the claims of the code
   * @param notes the notes of the folder, by id
   * @param proofs content of every proof file, by its path below proofs-notes
   */
  NotesCheck(List<Claim<?>> claims, List<Note> notes, Map<String, byte[]> proofs) {
    this.claims = List.copyOf(claims);
    this.notes = notes.stream().collect(Collectors.toMap(Note::id, n -> n));
    this.proofs = new TreeMap<>(proofs);
  }

  /**
   * Violations between notes and code, whatever ran.
   *
   * @param mutantsNamedFor ids of the mutants that a claim must refute
   * @param variantsNamedFor ids of the variants that a claim is run on by every profile
   */
  List<String> ofNotes(
      Function<String, List<String>> mutantsNamedFor,
      Function<String, List<String>> variantsNamedFor) {
    List<String> out = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    for (Claim<?> claim : claims) {
      ids.add(claim.id());
      Note note = notes.get(claim.id());
      if (note == null) {
        out.add("check without claim: " + claim.id() + " has no note");
        continue;
      }
      if (!note.title().equals(claim.title())) {
        out.add(claim.id() + ": title of the note differs from the check's: " + note.title());
      }
      if (!note.header().getOrDefault("class", "").equals(claim.evidence().name())) {
        out.add(claim.id() + ": class of the note differs from the check's");
      }
      ofNames(note, "mutants", mutantsNamedFor, out);
      ofNames(note, "variants", variantsNamedFor, out);
    }
    Set<String> hashed = new TreeSet<>();
    for (Note note : notes.values()) {
      if (!ids.contains(note.id())) {
        out.add("claim without check: note " + note.id());
      }
      for (String key : note.header().keySet()) {
        if (!KEYS.contains(key)) {
          out.add(note.id() + ": unknown key '" + key + "'; known: " + KEYS);
        }
      }
      note.text()
          .lines()
          .skip(1)
          .filter(l -> !l.isBlank() && !l.startsWith("- "))
          .findFirst()
          .filter(l -> !l.startsWith("## "))
          .ifPresent(l -> out.add(note.id() + ": '" + l + "' stands before the first section"));
      if (!STATUSES.contains(note.status())) {
        out.add(note.id() + ": unknown status '" + note.status() + "'");
      }
      for (String section : SECTIONS) {
        if (!note.sections().contains(section)) {
          out.add(note.id() + ": no section '" + section + "'");
        }
      }
      out.addAll(ofProof(note, hashed));
    }
    for (String file : proofs.keySet()) {
      if (!hashed.contains(file)) {
        out.add("proof file without note: " + file + " is hashed by none");
      }
    }
    return out;
  }

  private static void ofNames(
      Note note, String key, Function<String, List<String>> namedFor, List<String> out) {
    String names = String.join(", ", namedFor.apply(note.id()));
    if (!note.header().getOrDefault(key, "").equals(names)) {
      out.add(note.id() + ": " + key + " of the note differ from the code's: " + names);
    }
  }

  /** "- proof: file sha256:hash", one line for each file; machine-checked notes have one. */
  private List<String> ofProof(Note note, Set<String> hashed) {
    String proof = note.header().get("proof");
    if (proof == null) {
      return note.status().equals("machine-checked")
          ? List.of(note.id() + ": machine-checked without a line '- proof: file sha256:hash'")
          : List.of();
    }
    List<String> out = new ArrayList<>();
    Set<String> files = new TreeSet<>();
    for (String entry : proof.split(",")) {
      String[] parts = entry.trim().split("\\s+sha256:");
      byte[] content = parts.length == 2 ? proofs.get(parts[0]) : null;
      if (content == null) {
        out.add(note.id() + ": no proof file for '" + entry.trim() + "'");
      } else if (!sha256(content).equals(parts[1])) {
        out.add(note.id() + ": stale hash of " + parts[0] + ", now sha256:" + sha256(content));
      }
      files.add(parts[0]);
    }
    for (String file : files) {
      for (String used : imports(file)) {
        if (!files.contains(used)) {
          out.add(note.id() + ": " + file + " rests on " + used + ", which the note does not hash");
        }
      }
    }
    hashed.addAll(files);
    return out;
  }

  /** Proof files that one imports itself; theirs are asked of them. */
  private Set<String> imports(String file) {
    Set<String> out = new TreeSet<>();
    if (proofs.containsKey(file)) {
      Matcher m = IMPORT.matcher(new String(proofs.get(file), StandardCharsets.UTF_8));
      while (m.find()) {
        for (String name : m.group(1).trim().split("\\s+")) {
          String used = file.substring(0, file.lastIndexOf('/') + 1) + name + ".v";
          if (proofs.containsKey(used)) {
            out.add(used);
          }
        }
      }
    }
    return out;
  }

  /** Violations of a run that covered the whole ledger with every named cell. */
  List<String> ofRun(VerificationResult run) {
    List<String> out = new ArrayList<>();
    Set<String> ids = claims.stream().map(Claim::id).collect(Collectors.toSet());
    Set<String> executed =
        run.claims().stream().map(c -> c.claim().id()).collect(Collectors.toSet());
    for (Claim<?> claim : claims) {
      if (!executed.contains(claim.id())) {
        out.add("claim not executed: " + claim.id());
      }
      if (claim.evidence() == EvidenceClass.S && !(claim.detectable() > 0)) {
        out.add("stochastic claim without stated power: " + claim.id());
      }
    }
    for (ClaimResult c : run.claims()) {
      if (!ids.contains(c.claim().id())) {
        out.add("check without claim: " + c.claim().id());
      }
    }
    for (MutantResult m : run.mutants()) {
      for (String id : m.refutedBy()) {
        if (!ids.contains(id)) {
          out.add("mutant " + m.id() + " names a claim that does not exist: " + id);
        }
      }
    }
    out.addAll(LedgerCheck.ofMatrix(run, true));
    return out;
  }

  /** Mutants that a claim they name accepted: the name promises more than the check does. */
  static List<String> brokenPromises(VerificationResult run, List<Mutant> mutants) {
    List<String> out = new ArrayList<>();
    for (Mutant mutant : mutants) {
      for (MutantResult m : run.mutants()) {
        if (m.id().equals(mutant.id())) {
          mutant.refutedBy().stream()
              .filter(id -> !m.refutedBy().contains(id))
              .forEach(id -> out.add("mutant " + m.id() + " is not refuted by " + id));
        }
      }
    }
    return out;
  }

  private static String sha256(byte[] content) {
    try {
      String text = new String(content, StandardCharsets.UTF_8).replace("\r\n", "\n");
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
