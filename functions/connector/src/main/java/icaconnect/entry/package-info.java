/** The CloudFormation door: what comes in, what it decides, and the one answer that goes back. */
package icaconnect.entry;
