package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.fuzz.HostileEntry;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The attack: whoever can write one entry of a record has its bucket connected for ever. */
class UnreadableEntryProperties extends RegistrationScene {
  private static final List<String> FIELDS =
      List.of(
          "credentialName",
          "credentialId",
          "accessKeyId",
          "configurationName",
          "configurationId",
          "shared",
          "validated");

  /** Findings go through states, so that what a record says must not fill one. */
  private static final int SHORT = 2_000;

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void leaving_ends_whatever_the_record_says(@ForAll Random random) {
    connect();
    String entry =
        random.nextBoolean()
            ? HostileEntry.text(FIELDS, random)
            : HostileEntry.spoiling(journal.entries().get("registration"), FIELDS, random);
    var input = input("disconnect", "apply");
    ((ObjectNode) input.get("journal")).put("registration", entry);

    JsonNode report = invoke(input);

    assertThat(report.path("findings").toString().length()).isLessThan(SHORT);
    if (HostileEntry.isUnreadable(entry)) {
      assertThat(report.path("findings").findValuesAsText("code")).contains("RECORD_NOT_BELIEVED");
    }
  }
}
