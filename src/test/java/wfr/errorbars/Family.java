package wfr.errorbars;

/** Kinds of problems. */
enum Family {
  POLYNOMIAL("polynomial") {
    @Override
    void draw(Setting p, Source r) {
      p.potential = smooth(r);
      law(p, r, 0.01);
      whole(p, r);
    }
  },
  MIXTURE("mixture") {
    @Override
    void draw(Setting p, Source r) {
      int k = 2 + r.below(2);
      p.target(r.several(k, 0.2, 1), r.several(k, -2, 2), r.several(k, 0.08, 0.8));
      law(p, r, 0.02);
      whole(p, r);
    }
  },
  TRIGONOMETRIC("trigonometric") {
    @Override
    void draw(Setting p, Source r) {
      if (r.once(2)) {
        p.potential = Part.square(0, 0.5).plus(Part.wave(r.in(0.2, 1.5), r.in(1.5, 5), r.in(0, 3)));
        law(p, r, 0.02);
        whole(p, r);
      } else {
        p.potential = Part.wave(r.in(0.3, 2), 1, r.in(0, 6)).plus(Part.wave(r.in(-1, 1), 2, 0));
        circle(p, r, 2 * Math.PI);
      }
    }
  },
  SEAM("periodic, seam that does not match") {
    @Override
    void draw(Setting p, Source r) {
      p.potential =
          Part.wave(r.in(0.3, 2), r.in(0.6, 1.4), r.in(0, 6))
              .plus(Part.polynomial(0, r.in(-0.5, 0.5)));
      circle(p, r, r.in(3, 7));
    }
  },
  JUMP_IN_V("jump in V") {
    @Override
    void draw(Setting p, Source r) {
      Part jump =
          r.once(3)
              ? Part.window(r.either(r.log(0.3, 6)), r.in(-0.5, 0.5), r.in(0.1, 0.7))
              : Part.step(r.either(r.log(0.1, 5)), r.in(-1, 1));
      p.potential = smooth(r).plus(jump);
      law(p, r, 0.05);
      wholeOrWalls(p, r);
    }
  },
  KINK_IN_V("kink in V") {
    @Override
    void draw(Setting p, Source r) {
      p.potential = smooth(r).plus(Part.kink(r.either(r.log(0.3, 5)), r.in(-1, 1)));
      law(p, r, 0.05);
      wholeOrWalls(p, r);
    }
  },
  JUMP_IN_START("jump in rho_0") {
    @Override
    void draw(Setting p, Source r) {
      p.potential = smooth(r);
      p.start =
          Part.square(r.in(-1, 1), -r.log(0.5, 6))
              .plus(Part.step(r.either(r.log(0.2, 4)), r.in(-0.7, 0.7)));
      wholeOrWalls(p, r);
    }
  },
  NARROW_START("narrow start") {
    @Override
    void draw(Setting p, Source r) {
      gaussianOr(p, r, smooth(r));
      p.startGaussian(r.in(-1, 1), r.log(1e-8, 1e-3));
      whole(p, r);
    }
  },
  FAR_START("far start") {
    @Override
    void draw(Setting p, Source r) {
      boolean gaussian = r.once(2);
      p.potential = gaussian ? null : smooth(r);
      if (gaussian) {
        p.target(new double[] {1}, new double[] {0}, new double[] {r.log(0.3, 3)});
      }
      double far = gaussian ? r.in(8, 30) : r.in(3, 7);
      p.startGaussian(r.either(far), r.log(0.1, 1));
      whole(p, r);
    }
  },
  HIGH_BARRIER("high barrier") {
    @Override
    void draw(Setting p, Source r) {
      p.potential = Part.wells(r.in(6, 18), r.in(-0.6, 0.6));
      p.startGaussian(r.either(r.in(0.8, 1.1)), r.log(0.01, 0.1));
      whole(p, r);
    }
  },
  RATES("large and tiny lambda") {
    @Override
    void draw(Setting p, Source r) {
      gaussianOr(p, r, smooth(r));
      law(p, r, 0.05);
      whole(p, r);
      p.rate = r.once(2) ? r.log(30, 3000) : r.once(3) ? 0 : r.log(1e-8, 1e-2);
      p.diffusivity = r.once(6) ? 0 : r.log(0.1, 3);
      times(p, r);
    }
  },
  UNITS("tiny and huge units") {
    @Override
    void draw(Setting p, Source r) {
      gaussianOr(p, r, smooth(r));
      law(p, r, 0.05);
      whole(p, r);
      p.unit = Double.parseDouble("1e" + (r.once(2) ? 1 + r.below(9) : -1 - r.below(9)));
    }
  },
  BOX("box that cuts") {
    @Override
    void draw(Setting p, Source r) {
      gaussianOr(p, r, smooth(r));
      law(p, r, 0.1);
      whole(p, r);
      double cut = Math.log(r.log(1e-7, 1e-3));
      p.box = BoxCut.of(p, cut);
    }
  },
  OBSERVABLES("narrow observables") {
    @Override
    void draw(Setting p, Source r) {
      gaussianOr(p, r, smooth(r));
      law(p, r, 0.05);
      whole(p, r);
      p.observables.clear();
      for (int k = 0; k < 3; k++) {
        double c = r.in(-1, 1);
        double w = r.log(1e-6, 1e-1);
        if (r.once(2)) {
          p.hat("f" + k, c, w);
        } else {
          p.bell("f" + k, c, w);
        }
      }
    }
  };

  private final String title;

  Family(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  boolean isInThePlane() {
    return this == POLYNOMIAL || this == MIXTURE || this == RATES || this == UNITS;
  }

  abstract void draw(Setting p, Source r);

  /** A quartic, two wells or a polynomial of degree six. */
  static Part smooth(Source r) {
    return switch (r.below(3)) {
      case 0 -> Part.polynomial(0, r.in(-0.5, 0.5), r.in(-2, 1), r.in(-0.2, 0.2), r.in(0.3, 1.5));
      case 1 -> Part.wells(r.in(0.5, 5), r.in(-1, 1));
      default ->
          Part.polynomial(0, r.in(-0.5, 0.5), r.in(-1, 1), 0, r.in(-0.5, 1), 0, r.in(0.1, 0.6));
    };
  }

  private static void gaussianOr(Setting p, Source r, Part other) {
    if (r.once(2)) {
      p.target(new double[] {1}, new double[] {r.in(-1, 1)}, new double[] {r.log(0.2, 3)});
    } else {
      p.potential = other;
    }
  }

  /** A Gaussian, sometimes two. */
  private static void law(Setting p, Source r, double least) {
    if (r.once(4) && !(p.targetMixture != null && p.targetMixture[0].length == 1)) {
      p.start(
          r.several(2, 0.2, 1),
          new double[] {r.in(-1.2, 0), r.in(0, 1.2)},
          new double[] {r.log(least, 0.5), r.log(least, 0.5)});
    } else {
      p.startGaussian(r.in(-1.2, 1.2), r.log(least, 0.6));
    }
  }

  private static void times(Setting p, Source r) {
    double slow = Math.max(0.02, p.rate);
    double t = Math.min(r.log(0.02, 2), r.log(0.05, 3) * Math.max(1, 2 / slow));
    if (p.rate > 2) {
      t = Source.rounded(r.log(0.1, 6) / p.rate);
    }
    p.times = r.once(12) ? new double[] {t, Source.rounded(1e3 * t)} : new double[] {t / 4, t};
  }

  private static void common(Setting p, Source r) {
    p.rate = r.once(5) ? 0 : r.log(0.2, 12);
    p.diffusivity = r.once(2) ? 1 : r.log(0.3, 2);
    times(p, r);
    p.right(r.in(-0.8, 0.8));
    p.bell("bell", r.in(-1, 1), r.log(0.2, 1));
  }

  /** A box beyond which less than rounding is. */
  private static void whole(Setting p, Source r) {
    common(p, r);
    double almost = 36; // exp(-36) is below the spacing of doubles
    p.box = p.until(almost);
    p.box = new double[] {Source.rounded(p.box[0] - 0.01), Source.rounded(p.box[1] + 0.01)};
  }

  private static void wholeOrWalls(Setting p, Source r) {
    if (r.once(2)) {
      whole(p, r);
    } else {
      common(p, r);
      p.boundary = "no-flux";
      p.box = new double[] {r.in(-3, -1.4), r.in(1.4, 3)};
    }
  }

  private static void circle(Setting p, Source r, double length) {
    common(p, r);
    p.start = Part.wave(r.in(0.5, 5), 1, r.in(0, 6));
    p.boundary = "periodic";
    p.box = new double[] {0, length};
    p.observables.clear();
    p.right(r.in(1, 2.5));
    p.bell("bell", r.in(1, 2), r.log(0.2, 1));
  }
}
