/** Scenario files: read, checked, and refused with one helpful line. Sees the model, no solver. */
package wfr.scenario;
