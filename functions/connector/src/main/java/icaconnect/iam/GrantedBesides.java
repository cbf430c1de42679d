package icaconnect.iam;

import icaconnect.code.Code;
import icaconnect.iam.AttachedItem.Kind;
import icaconnect.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * By what else than the connection's policy its user may do anything: other attached policies, and
 * of what hangs on the user inline policies and groups.
 *
 * @param policyArns of attached policies
 */
public record GrantedBesides(
    String userName, List<String> policyArns, List<AttachedItem> attachedItems) {
  public GrantedBesides {
    policyArns = List.copyOf(policyArns);
    attachedItems = List.copyOf(attachedItems);
  }

  /** The same without the connection's own policy. */
  public GrantedBesides without(Predicate<String> ownPolicyArn) {
    return new GrantedBesides(
        userName, policyArns.stream().filter(ownPolicyArn.negate()).toList(), attachedItems);
  }

  /**
   * Of a user that this application has made, under its boundary: that keeps it to buckets of this
   * stack, so nothing is refused for it.
   */
  public Optional<Finding> ofOurs() {
    return found(
        Code.USER_GRANTED_MORE,
        "Somebody has given the user "
            + userName
            + ", which this application made, more than its policy: ",
        ". The permissions boundary keeps ICA's key to buckets of this stack.");
  }

  /** Of an adopted user, which people have given whatever they wanted. */
  public Optional<Finding> ofTheirs() {
    return found(
        Code.ADOPTED_USER_GRANTED_MORE,
        "The adopted user " + userName + " has more than the connection's policy: ",
        ". ICA's key may do all that, as far as the user's permissions boundary lets it.");
  }

  private Optional<Finding> found(Code code, String before, String after) {
    var named = Stream.concat(policyArns.stream(), granting().map(GrantedBesides::named)).toList();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                code,
                before + String.join(", ", named) + after,
                "Take away what nobody needs: " + String.join("; ", commands())));
  }

  private Stream<AttachedItem> granting() {
    return attachedItems.stream().filter(item -> item.kind().grants());
  }

  private static String named(AttachedItem item) {
    return (item.kind() == Kind.GROUP ? "the group " : "the inline policy ") + item.name();
  }

  private List<String> commands() {
    var commands = new ArrayList<String>();
    if (!policyArns.isEmpty()) {
      commands.add("aws iam detach-user-policy --user-name " + userName + " --policy-arn ARN");
    }
    granting()
        .map(AttachedItem::kind)
        .distinct()
        .map(kind ->
            kind == Kind.GROUP
                ? "aws iam remove-user-from-group --user-name " + userName + " --group-name NAME"
                : "aws iam delete-user-policy --user-name " + userName + " --policy-name NAME")
        .forEach(commands::add);
    return commands;
  }
}
