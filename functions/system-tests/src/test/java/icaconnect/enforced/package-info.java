/**
 * The application under enforced IAM: what its roles must allow, and what nobody gets through them.
 */
package icaconnect.enforced;
