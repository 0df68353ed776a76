/** The operations theory speaks about, claims over them, evidence and verdicts. Never sees a solver. */
package wfr.spec;
