/** Output files: JSON, CSV and self-contained HTML with SVG figures, written atomically with round-tripping numbers. */
package wfr.report;
