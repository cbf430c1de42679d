/**
 * The composition root: one class for each function of {@code template.yaml}, of the same name. It
 * alone knows both the steps and what they reach on AWS.
 */
package icaconnect.function;
