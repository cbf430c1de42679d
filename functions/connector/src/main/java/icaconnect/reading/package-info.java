/** Reads that need not wait for each other, with failures told as if they had. */
package icaconnect.reading;
