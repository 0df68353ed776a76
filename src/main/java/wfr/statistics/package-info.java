/** Tests that are valid at every finite sample size, each with what it can see: the smallest discrepancy detected, and the sample needed for one. */
package wfr.statistics;
