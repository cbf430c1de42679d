/**
 * The bucket policy step: the cross-account statement that is ours, and exemptions from Deny
 * statements that are theirs, each of which can be taken back exactly.
 */
package icaconnect.bucketpolicy;
