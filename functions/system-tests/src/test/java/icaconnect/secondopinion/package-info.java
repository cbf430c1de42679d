/**
 * A second judge of bucket policies: the independent simulator {@code @cloud-copilot/iam-simulate},
 * in every world of what our judge cannot know.
 */
package icaconnect.secondopinion;
