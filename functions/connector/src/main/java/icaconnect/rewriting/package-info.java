/**
 * Documents that AWS keeps whole and writes without a condition, and how they are replaced beside
 * others who write them too.
 */
package icaconnect.rewriting;
