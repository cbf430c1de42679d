package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.ica.ApiKey;
import icaconnect.ica.AwsCredentials;
import icaconnect.ica.ContractObserver;
import icaconnect.ica.StandInIca;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.registry.Journal;
import icaconnect.step.Invocation;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The handlers over real HTTP on the stand-in, judged by the contract; waits are left out. */
abstract class OnStandIn {
  static final String NAME = "ica-lab-reads";

  final ContractObserver contract = new ContractObserver();
  StandInIca ica = standIn();
  InMemoryJournal journal = new InMemoryJournal();
  AwsCredentials key = new AwsCredentials("AKIA1", "secret-1");

  @AfterEach
  void the_contract_was_kept() {
    ica.close();
    assertThat(contract.problems()).isEmpty();
  }

  void assertOneOfEach() {
    assertThat(ica.memory().credentials()).hasSize(1);
    assertThat(ica.memory().configurations()).hasSize(1);
    assertThat(ica.memory().keyOf(NAME)).contains(key);
  }

  private StandInIca standIn() {
    return new StandInIca(0, new ApiKey("api-key-1"), contract);
  }

  void startAnew() {
    ica.close();
    ica = standIn();
    journal = new InMemoryJournal();
  }

  JsonNode connect() {
    return Invocation.of(handler(), input());
  }

  JsonNode poll(JsonNode report) {
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.set("registration", report);
    return Invocation.of(new RegistrationStatusHandler(ica.access()), input);
  }

  RegistrationHandler handler() {
    return handler(journal);
  }

  RegistrationHandler handler(Journal writesTo) {
    return new RegistrationHandler(
        "ica-connect",
        ica.access(),
        (_, _) -> Optional.of(new ConnectionKey("arn", key, Optional.of("lab-reads"))),
        _ -> "arn:aws:iam::111122223333:user/ica-lab-reads",
        writesTo,
        _ -> {},
        Optional.empty(),
        new InMemoryTenant());
  }

  ObjectNode input() {
    var input =
        (ObjectNode)
            Json.parse(
                """
                {"goal": "connect", "request": {"bucket": "lab-reads", "prefix": "ica/"},
                 "facts": {"exists": true, "region": "us-east-1", "versioning": "NEVER"},
                 "lease": {"owner": "execution-1", "fence": 7}}\
                """);
    ObjectNode entries = input.putObject("journal");
    journal.entries().forEach((step, entry) -> entries.put(step, entry.toString()));
    return input;
  }

  static String status(JsonNode report) {
    return report.path("outputs").path("icaStatus").asText();
  }
}
