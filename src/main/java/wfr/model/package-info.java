/** What is solved: potential, initial law, domain, rates, and the settings of both methods. */
package wfr.model;
