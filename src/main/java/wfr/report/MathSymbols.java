package wfr.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** LaTeX's names of symbols, by the class that decides their spacing: ordinary, operator, relation, function. */
final class MathSymbols {
  /** Letters and other ordinary symbols. */
  static final Map<String, String> ORDINARY =
      table(
          "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε eta η theta θ kappa κ lambda λ mu μ nu ν xi ξ"
              + " pi π rho ρ sigma σ tau τ phi ϕ varphi φ psi ψ omega ω chi χ zeta ζ Gamma Γ Delta Δ Theta Θ Lambda Λ"
              + " Sigma Σ Phi Φ Psi Ψ Omega Ω ell ℓ infty ∞ partial ∂ nabla ∇ square □ dots … ldots … cdots ⋯ emptyset ∅");

  /** Binary operators. */
  static final Map<String, String> BINARY =
      table(
          "cdot ⋅ times × pm ± mp ∓ circ ∘ wedge ∧ vee ∨ otimes ⊗ oplus ⊕ cap ∩ cup ∪ setminus ∖");

  /** Relations; a line may be broken before them. */
  static final Map<String, String> RELATION =
      table(
          "le ≤ ge ≥ ne ≠ to → mapsto ↦ sim ∼ equiv ≡ approx ≈ propto ∝ in ∈ notin ∉ leftarrow ← rightarrow →"
              + " Longrightarrow ⟹ iff ⟺ lessgtr ≶ mid ∣ ll ≪ gg ≫ subset ⊂");

  /** Opening delimiters. */
  static final Map<String, String> OPENING = table("langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ { {");

  /** Closing delimiters; those that open as well count as closing. */
  static final Map<String, String> CLOSING =
      table("rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ vert | Vert ‖ } }");

  /** Operators with limits. */
  static final Map<String, String> LARGE = table("sum ∑ prod ∏ int ∫");

  /** Functions set upright; of the second set, subscripts go below in displays. */
  static final Set<String> FUNCTIONS =
      Set.of(
          "log", "exp", "cos", "sin", "tan", "cosh", "sinh", "tanh", "arccos", "arcsin", "arctan",
          "det");

  static final Set<String> WITH_LIMITS = Set.of("min", "max", "lim", "sup", "inf");

  /** Spaces, in em. */
  static final Map<String, String> SPACE = table(", 0.167 ; 0.278 : 0.222 ! -0.167 quad 1 qquad 2");

  /** Accents. */
  static final Map<String, String> ACCENT = table("bar ¯ overline ¯ tilde ~ hat ^ dot ˙");

  /** Sizes of delimiters, in em. */
  static final Map<String, String> SIZE =
      table("big 1.2 bigl 1.2 bigr 1.2 Big 1.8 Bigl 1.8 Bigr 1.8 bigg 2.4 biggl 2.4 biggr 2.4");

  private static final Map<String, String> FONT_EXCEPTIONS =
      table(
          "mathbb:C ℂ mathbb:N ℕ mathbb:P ℙ mathbb:Q ℚ mathbb:R ℝ mathbb:Z ℤ mathcal:B ℬ mathcal:E ℰ mathcal:F ℱ mathcal:H ℋ mathcal:I ℐ mathcal:L ℒ mathcal:M ℳ mathcal:R ℛ");

  private MathSymbols() {}

  /** A capital letter in double-struck, script or bold type. */
  static String letter(String font, char c) {
    String exception = FONT_EXCEPTIONS.get(font + ":" + c);
    if (exception != null) {
      return exception;
    }
    int first =
        switch (font) {
          case "mathbb" -> 0x1D538;
          case "mathcal" -> 0x1D49C;
          default -> 0x1D400;
        };
    if (c == '1' && !font.equals("mathcal")) {
      return Character.toString(font.equals("mathbb") ? 0x1D7D9 : 0x1D7CF);
    }
    if (c >= 'a' && c <= 'z' && font.equals("mathbf")) {
      return Character.toString(0x1D41A + c - 'a');
    }
    if (c < 'A' || c > 'Z') {
      throw new IllegalArgumentException("no such letter: " + font + " " + c);
    }
    return Character.toString(first + c - 'A');
  }

  private static Map<String, String> table(String pairs) {
    Map<String, String> table = new HashMap<>();
    String[] words = pairs.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      table.put(words[i], words[i + 1]);
    }
    return Map.copyOf(table);
  }
}
