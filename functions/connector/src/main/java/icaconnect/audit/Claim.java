package icaconnect.audit;

import icaconnect.connection.Ours;
import icaconnect.step.Installation;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whose secret it is, by its name and its installation's tag: both must say the same. */
sealed interface Claim {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
  Pattern USER_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

  /**
   * @param earlier of the time before names and tags named an installation
   */
  record OfThisStack(String userName, boolean earlier) implements Claim {}

  record OfAnother() implements Claim {}

  /**
   * @param why what contradicts what, as the end of a sentence about the secret
   */
  record Unclear(String why) implements Claim {}

  static Claim of(MarkedSecret secret, Installation installation) {
    if (!secret.name().startsWith(Ours.SECRET_PREFIX)) {
      return new OfAnother();
    }
    String[] parts = secret.name().substring(Ours.SECRET_PREFIX.length()).split("/", -1);
    if (!USER_NAME.matcher(parts[parts.length - 1]).matches()) {
      return new Unclear("does not end with a user's name");
    }
    var tag = Optional.ofNullable(secret.tags().get(Ours.INSTALLATION_TAG));
    return switch (parts.length) {
      case 1 -> tag.isEmpty() ? new OfThisStack(parts[0], true) : unclear();
      case 2 -> named(parts[0], parts[1], tag, installation);
      default -> new Unclear("has a name that this application gives to none");
    };
  }

  private static Claim named(
      String stack, String userName, Optional<String> tag, Installation installation) {
    if (tag.filter(installation.name()::equals).isPresent()) {
      return stack.equals(installation.stack()) ? new OfThisStack(userName, false) : unclear();
    }
    boolean anothers =
        !stack.equals(installation.stack())
            && tag.filter(it -> it.startsWith(stack + "/")).isPresent();
    return anothers ? new OfAnother() : unclear();
  }

  private static Claim unclear() {
    return new Unclear(
        "has a name and a tag " + Ours.INSTALLATION_TAG + " that do not belong together");
  }
}
