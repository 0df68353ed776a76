/**
 * The executable specification: the definitions of proofs-notes/coq, one class per file, one method per definition, the same names and the same order of
 * arguments, in arithmetic that is exact where a definition is rational and outward-rounded where exp or ln occurs ({@link wfr.specification.Real}). Slow on
 * purpose. A function nat -> R is an array; a Section's Variables are the components of a record; a proposition is a boolean method.
 * {@code TranscriptionTest} compares the names, the {@code *Properties} check the theorems on random data, {@code RefinementProperties} and
 * {@code RefinementTest} hold the double code against it.
 */
package wfr.specification;
