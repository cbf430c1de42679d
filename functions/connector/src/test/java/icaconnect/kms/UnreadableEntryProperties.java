package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.fuzz.HostileEntry;
import icaconnect.lambda.Json;
import icaconnect.registry.JournalText;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The attack: whoever can write one entry of a record has its bucket connected for ever. */
class UnreadableEntryProperties {
  private static final List<String> FIELDS =
      List.of("keys", "arn", "loneStatement", "grantees", "made", "id", "at", "lab");

  /** The keys that the deployer names are looked at, whatever the record says of them. */
  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void our_statement_and_our_grant_go_whatever_the_record_says(
      @ForAll boolean byGrant, @ForAll Random random) {
    var keys = new Keys();
    keys.policies.with(KEY, CLOSED);
    keys.run(byGrant ? OurGrantsTest.connect() : Keys.connect());
    String entry =
        random.nextBoolean()
            ? HostileEntry.text(FIELDS, random)
            : HostileEntry.spoiling(keys.journal.entries().get(KmsPlanner.STEP), FIELDS, random);
    keys.journal.entries().put(KmsPlanner.STEP, JournalText.read(entry));

    JsonNode report =
        keys.retry(
            Keys.disconnect().withFact("userArn", Keys.USER).withEntry(KmsPlanner.STEP, entry),
            Map.of());

    assertThat(keys.policies.policy(KEY)).as(entry).isEqualTo(CLOSED);
    assertThat(keys.grants.all(KEY)).as(entry).isEmpty();
    if (HostileEntry.isUnreadable(entry)) {
      assertThat(report.path("findings").findValuesAsText("code")).contains("RECORD_NOT_BELIEVED");
    }
  }

  /** The attack: the function asks where a record sends it, signed. */
  @Test
  void what_is_no_key_is_not_asked_for() {
    for (String arn :
        List.of(
            "x",
            "arn:aws:kms:evil.example/:111122223333:key/a",
            "arn:aws:kms:us-east-1:111122223333:alias/a",
            "arn:aws:kms:us-east-1:111122223333:key/*",
            "arn:aws:kms:us-east-1:111122223333:key/" + "a".repeat(2_100),
            "arn:aws:kms:us-east-1:444455556666:key/a",
            "arn:aws-cn:kms:us-east-1:111122223333:key/a")) {
      var keys = new Keys().editing();
      String entry = Json.write(Map.of("keys", List.of(Map.of("arn", arn))));
      keys.journal.entries().put(KmsPlanner.STEP, JournalText.read(entry));

      JsonNode report = keys.run(Keys.disconnect());

      assertThat(keys.policies.actions()).isEmpty();
      assertThat(report.at("/findings/0/code").asText()).isEqualTo("RECORD_NOT_BELIEVED");
      String shown = arn.substring(0, Math.min(arn.length(), 500));
      assertThat(report.at("/findings/0/message").asText()).contains(shown);
    }
  }

  @Test
  void one_in_several_regions_is_a_key() {
    String key = "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab";
    var keys = new Keys().editing();
    keys.policies.with(key, CLOSED);
    keys.journal
        .entries()
        .put(KmsPlanner.STEP, Json.tree(Map.of("keys", List.of(Map.of("arn", key)))));

    assertThat(keys.run(Keys.disconnect()).path("findings")).isEmpty();
    assertThat(keys.policies.actions()).contains("kms:GetKeyPolicy");
  }

  /**
   * KMS takes none of more than 256 characters, and would say so on each disconnect; whom this
   * connection would not let in, nobody has asked for.
   */
  @Test
  void whom_no_grant_of_ours_can_let_in_is_not_asked_for() {
    String user = "arn:aws:iam::111122223333:user/" + "a".repeat(217) + "/ica-lab";
    for (String who : List.of(user, user.replace("user/", "user/a"))) {
      var keys = new Keys();
      keys.policies.with(KEY, CLOSED);
      keys.grants.answerRecall(new KeyGrants.Recalled.None());
      keys.journal
          .entries()
          .put(
              KmsPlanner.STEP,
              Json.tree(Map.of("keys", List.of(Map.of("arn", KEY, "grantees", List.of(who))))));

      JsonNode report = keys.run(Keys.disconnect());

      assertThat(keys.grants.writes().isEmpty()).isEqualTo(who.length() > 256);
      assertThat(report.at("/findings/0/code").asText())
          .isEqualTo(who.length() > 256 ? "RECORD_NOT_BELIEVED" : "");
    }
  }

  /** The attack: a grant that never was, made in a future in which it is always too new. */
  @Test
  void a_grant_that_is_made_in_the_future_is_not_waited_for() {
    for (String at : List.of("9000000000000000000", "4000000000", "-9223372036854775808")) {
      var keys = new Keys().granting();
      keys.policies.with(KEY, CLOSED);
      keys.journal
          .entries()
          .put(
              KmsPlanner.STEP,
              Json.parse(
                  "{\"keys\":[{\"arn\":\"%s\",\"grantees\":[\"%s\"],\"made\":{\"%s\":{\"id\":\"never\",\"at\":%s}}}]}"
                      .formatted(KEY, Keys.USER, Keys.USER, at)));

      assertThat(keys.run(Keys.disconnect()).path("changed").asBoolean()).isFalse();
    }
  }
}
