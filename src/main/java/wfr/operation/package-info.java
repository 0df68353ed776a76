/** What theory speaks about, as values: operations, the records they are called by, and implementations as maps from one to the other. */
package wfr.operation;
