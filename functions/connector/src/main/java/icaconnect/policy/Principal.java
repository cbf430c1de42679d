package icaconnect.policy;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param label for people, such as "ICA's user"
 * @param arn as aws:PrincipalArn has it; null for the anonymous
 * @param names what a Principal element may call it, in {@link CanonicalPolicy#principal} spelling
 * @param sparedBy what a NotPrincipal element must list to spare it, all of it
 * @param bounded it has a permissions boundary, and so no NotPrincipal spares it
 * @param facts what is known about its requests, by condition key in lower case
 */
public record Principal(
    String label,
    @Nullable String arn,
    Set<String> names,
    Set<String> sparedBy,
    boolean bounded,
    Map<String, Fact> facts) {

  /**
   * The ARN of one that has one.
   *
   * @throws NullPointerException for the anonymous
   */
  public String ownArn() {
    return Objects.requireNonNull(arn, label);
  }
}
