package wfr.experiment;

/** A published experiment: what was asked, by whom, with which parameters, and how it comes out here. */
public interface Experiment {
  /** Short identifier, R1 and so on. */
  String id();

  /** Name on the command line. */
  String name();

  /** One line. */
  String title();

  /** What the experiment asks. */
  String question();

  /** Parameters of the run, one line each; those of the source unless said otherwise. */
  String parameters();

  /** Where the published numbers stand. */
  String source();

  /** Runs it; the outcome is a function of seed and number of repeats, whatever the number of threads. */
  Outcome run(Setting setting);
}
