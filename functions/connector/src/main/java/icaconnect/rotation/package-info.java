/**
 * Replaces a connection's access key without an outage; whatever a run leaves, the next one
 * finishes.
 */
package icaconnect.rotation;
