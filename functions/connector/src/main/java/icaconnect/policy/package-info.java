/**
 * Reading and judging policy documents. A document stays a JSON tree; nothing here changes one in
 * place, and nothing here knows the AWS SDK.
 */
package icaconnect.policy;
