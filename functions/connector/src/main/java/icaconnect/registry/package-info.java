/** The DynamoDB table of connections as the steps see it: lease and journal. */
package icaconnect.registry;
