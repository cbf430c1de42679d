/**
 * What the owner of a bucket has to put into their own code, where nothing is written to the bucket
 * for them: found by meaning, and told as JSON, Terraform and CDK.
 */
package icaconnect.addition;
