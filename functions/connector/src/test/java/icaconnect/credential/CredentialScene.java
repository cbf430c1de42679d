package icaconnect.credential;

import static icaconnect.credential.InMemoryCredentials.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.ica.Pause;
import icaconnect.reading.Reads;
import icaconnect.registry.InMemoryJournal;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The bucket {@code lab}, its user, and what the step makes of them. */
abstract class CredentialScene {
  static final String USER = "ica-lab";
  static final String SECRET = "ica-connect/ica-connect/ica-lab";
  static final Duration KEY_SETTLING = Duration.ofSeconds(60);

  final InMemoryCredentials account = new InMemoryCredentials();
  final InMemoryJournal journal = new InMemoryJournal();
  Instant now = NOW;
  Pause pause = _ -> {};
  List<String> readers = List.of("arn:aws:iam::111122223333:role/verify");

  JsonNode plan() {
    return Invocation.of(
        handler(),
        StepInput.connect("lab").asking("mode", "plan").withJournal(journal.entries()).json());
  }

  JsonNode connect() {
    return connect(journal.entries());
  }

  JsonNode connect(Map<String, JsonNode> given) {
    return Invocation.of(handler(), StepInput.connect("lab").withJournal(given).json());
  }

  JsonNode disconnect() {
    return Invocation.of(
        handler(), StepInput.disconnect("lab").withJournal(journal.entries()).json());
  }

  CredentialHandler handler() {
    return new CredentialHandler(
        Invocation.STACK,
        account,
        account,
        journal,
        new SecretReaders(readers),
        KEY_SETTLING,
        Clock.fixed(now, ZoneOffset.UTC),
        length -> pause.of(length),
        Reads::inTurn);
  }
}
