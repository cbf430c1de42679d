/** Declares connections from the AWS CDK. */
package icaconnect.cdk;
