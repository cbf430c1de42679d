package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.VENDORS_DENY;
import static icaconnect.bucketpolicy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.fuzz.HostileEntry;
import icaconnect.registry.InMemoryJournal;
import icaconnect.registry.JournalText;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The attack: whoever can write one entry of a record has its bucket connected for ever, or has
 * what it added left there without a word.
 */
class UnreadableEntryProperties {
  private final InMemoryJournal journal = new InMemoryJournal();

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void what_we_added_goes_or_is_said_whatever_the_record_says(
      @ForAll boolean adopted, @ForAll boolean copies, @ForAll Random random) {
    var theirs = policy(TLS_ONLY, VENDORS_DENY);
    var s3 = new InMemoryBucketPolicy(theirs);
    run(s3, input(StepInput.connect(), adopted, copies).json());
    JsonNode written = journal.entries().get(BucketPolicyPlanner.STEP);
    String entry =
        random.nextInt(3) == 0
            ? HostileEntry.spoiling(written, HostileJournalProperties.FIELDS, random)
            : random.nextInt(3) == 0
                ? claimingTheirs(s3.policy(), written)
                : HostileEntry.text(HostileJournalProperties.FIELDS, random);
    journal.entries().put(BucketPolicyPlanner.STEP, JournalText.read(entry));
    var input = (ObjectNode) input(StepInput.disconnect(), adopted, copies).json();
    ((ObjectNode) input.get("journal")).put(BucketPolicyPlanner.STEP, entry);

    var codes = run(s3, input).path("findings").findValuesAsText("code");

    if (!s3.policy().equals(theirs)) {
      assertThat(codes).as("%s by %s", s3.policy(), entry).contains("EXEMPTION_LEFT");
    }
    if (HostileEntry.isUnreadable(entry)) {
      assertThat(codes).contains("RECORD_NOT_BELIEVED");
      if (!adopted) {
        assertThat(s3.policy().orElseThrow().toString()).doesNotContain("illumina_ica_admin");
      }
    }
  }

  /** Everything in the policy is said to have been there before us. */
  private static String claimingTheirs(Optional<JsonNode> policy, JsonNode written) {
    ObjectNode entry = written.deepCopy();
    entry.remove(List.of("exemptions", "superseded"));
    var naming = entry.putArray("namingIca");
    policy
        .orElseThrow()
        .path("Statement")
        .forEach(statement -> naming.addObject().put("index", 0).set("former", statement));
    return entry.toString();
  }

  private static StepInput input(StepInput input, boolean adopted, boolean copies) {
    var with = input.with("crossAccountCopy", copies);
    String own = Invocation.INSTALLATION.userArn("illumina_ica_admin");
    return adopted
        ? with.with("adoptExisting", true)
        : with.facts(
            StepInput.newUser().withUser(own, Optional.empty(), Optional.of("lab-genomics"), true));
  }

  private JsonNode run(InMemoryBucketPolicy s3, JsonNode input) {
    var adopting = new Limits(Optional.empty(), NamePattern.of("illumina*"), Optional.empty());
    return Invocation.of(
        new BucketPolicyHandler(
            Invocation.STACK,
            s3,
            journal,
            adopting,
            OwnRoles.UNKNOWN,
            Rewritings.atOnce().rewriting(),
            Clock.fixed(Planning.NOW, ZoneOffset.UTC)),
        input);
  }
}
