/** Scenario files: YAML to checked problems, expressions to compiled potentials, and what bad input is told. */
package wfr.scenario;
