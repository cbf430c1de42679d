package icaconnect.kms;

import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.List;
import java.util.function.Supplier;

/** What KMS answers when it is asked for the grants on a key. */
public sealed interface GrantsFound {
  /** All of them, whoever made them. */
  record Grants(List<KeyGrant> all) implements GrantsFound {
    public Grants {
      all = List.copyOf(all);
    }
  }

  /** Some of them: the key has more than were asked for. */
  record Beginning(List<KeyGrant> some) implements GrantsFound {
    public Beginning {
      some = List.copyOf(some);
    }
  }

  /** There is no such key, or none any more; its grants went with it. */
  record Gone() implements GrantsFound {}

  /**
   * Our role may not see them.
   *
   * @param reason KMS's own words
   */
  record Denied(String reason) implements GrantsFound {}

  /** As it is answered; a refusal, or no answer now, is what nobody here may see. */
  static GrantsFound orDenied(Supplier<GrantsFound> look) {
    try {
      return look.get();
    } catch (Refused | TryAgain e) {
      return new Denied(String.valueOf(e.getMessage()));
    }
  }
}
