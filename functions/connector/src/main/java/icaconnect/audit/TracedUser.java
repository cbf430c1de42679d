package icaconnect.audit;

import java.util.Map;

/**
 * An IAM user that a secret speaks of.
 *
 * @param bounded whether its permissions boundary is this stack's; that of a stack made anew is
 *     another than its users of before have
 */
public record TracedUser(
    String name, String arn, String path, Map<String, String> tags, boolean bounded) {
  public TracedUser {
    tags = Map.copyOf(tags);
  }
}
