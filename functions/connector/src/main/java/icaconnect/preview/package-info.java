/**
 * The workflow's steps for whoever only wants to know: they read, plan and judge as they do in the
 * stack, and cannot write.
 */
package icaconnect.preview;
