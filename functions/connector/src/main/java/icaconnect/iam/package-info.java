/** The step that gives ICA an IAM user with one managed policy. */
package icaconnect.iam;
