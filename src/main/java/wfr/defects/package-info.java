/** Mutants (the reference with one operation scientifically wrong) and variants (the reference with one legitimate other choice), and the suite that runs claims on them. */
package wfr.defects;
