/** What is known of connections, as one document with a digest and as one page for people. */
package icaconnect.evidence;
