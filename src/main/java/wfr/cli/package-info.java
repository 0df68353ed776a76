/** The command line: options, tables, progress, exit codes. Engine is the one place that wires solvers to commands. */
package wfr.cli;
