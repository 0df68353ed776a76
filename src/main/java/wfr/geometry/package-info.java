/** Distances between measures, geodesics, actions and minimising movements. */
package wfr.geometry;
