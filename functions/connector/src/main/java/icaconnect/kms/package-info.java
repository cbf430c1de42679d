/** The step that owns the policy of the key which a bucket is encrypted with. */
package icaconnect.kms;
