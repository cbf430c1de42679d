/** What was asked and done, kept for years where functions may only add to it. */
package icaconnect.trail;
