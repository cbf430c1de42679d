package icaconnect.ica;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes known secrets out of texts that ICA sends back: a rejected field may be quoted with its
 * value.
 */
final class Redaction {
  private final Set<String> secrets = new HashSet<>();

  void learn(String secret) {
    if (!secret.isBlank()) {
      secrets.add(secret);
    }
  }

  void learn(Collection<String> more) {
    more.forEach(this::learn);
  }

  String of(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }
}
