/**
 * The DynamoDB table of connections: what it keeps of each, its readers, its journal and its
 * leases.
 */
package icaconnect.registry;
