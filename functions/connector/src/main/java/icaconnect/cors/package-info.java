/** The step that lets a browser on ICA's pages upload to the bucket. */
package icaconnect.cors;
