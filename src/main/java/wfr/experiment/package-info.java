/** Published experiments, repeated: each one question, its published numbers with their source, and ours beside them. */
package wfr.experiment;
