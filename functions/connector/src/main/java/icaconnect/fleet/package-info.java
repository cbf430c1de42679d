/** Many buckets at once: what is asked for, and what came of it. */
package icaconnect.fleet;
