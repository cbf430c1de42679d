/** Looks at every connection from time to time. */
package icaconnect.audit;
