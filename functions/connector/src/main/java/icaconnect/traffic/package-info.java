/**
 * How ICA's requests look: one description for the judge of bucket policies, for the probe, and for
 * the registration.
 */
package icaconnect.traffic;
