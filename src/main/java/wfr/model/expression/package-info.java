/** Scenario expressions: parsed to a tree, differentiated and enclosed by intervals on the tree. */
package wfr.model.expression;
