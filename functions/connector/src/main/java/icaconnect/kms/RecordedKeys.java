package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.IcaRegion;
import icaconnect.policy.OrphanedPrincipals;
import icaconnect.report.Finding;
import icaconnect.step.AwsAccount;
import icaconnect.step.Goal;
import icaconnect.step.NotBelieved;
import icaconnect.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What counts of the journal's entry, which every step can write: keys, grantees and grants that
 * there can be, and no more of them than one bucket has. Else a record sends this function, signed,
 * to any host, or has it ask until its time is over.
 *
 * @param strange what there is beyond that
 */
record RecordedKeys(JournalEntry entry, List<String> strange) {
  /** As EditableKeyArns has them, of this account: our functions may look at no others. */
  private static final Pattern KEY =
      Pattern.compile("arn:([a-z-]+):kms:([a-z0-9-]+):(\\d{12}):key/[\\w-]{1,128}");

  private static final Pattern GRANTEE =
      Pattern.compile("arn:[a-z-]+:iam::\\d{12}:(?:user|role)/[\\w+=,.@/-]+");

  /** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html */
  private static final int LONGEST_GRANTEE = 256;

  /** https://docs.aws.amazon.com/kms/latest/APIReference/API_RevokeGrant.html */
  private static final Pattern GRANT = Pattern.compile("\\S{1,128}");

  /** A bucket has one key at a time, and its user and a copy role use it. */
  private static final int MOST = 20;

  /** The year 2100, in seconds since 1970. */
  private static final long LATEST = 4_102_444_800L;

  static RecordedKeys of(Optional<JsonNode> journalled, AwsAccount account) {
    var strange = new ArrayList<String>();
    var keys = new ArrayList<JournalEntry.Key>();
    for (JsonNode json :
        journalled.map(entry -> entry.path("keys")).stream()
            .flatMap(RecordedKeys::items)
            .toList()) {
      String arn = json.path("arn").asText();
      if (isKey(arn, account) && keys.size() < MOST) {
        keys.add(
            new JournalEntry.Key(
                arn,
                json.path("loneStatement").asBoolean(),
                grantees(json.path("grantees"), strange),
                made(json.path("made"), strange)));
      } else {
        strange.add("the key " + json.path("arn"));
      }
    }
    return new RecordedKeys(new JournalEntry(keys), List.copyOf(strange));
  }

  private static Stream<JsonNode> items(JsonNode list) {
    return list.isArray() || list.isMissingNode() ? list.valueStream() : Stream.of(list);
  }

  private static boolean isKey(String arn, AwsAccount account) {
    Matcher key = KEY.matcher(arn);
    return key.matches()
        && key.group(1).equals(account.partition())
        && IcaRegion.of(key.group(2)).isPresent()
        && key.group(3).equals(account.id());
  }

  private static List<String> grantees(JsonNode list, List<String> strange) {
    var grantees = new ArrayList<String>();
    for (JsonNode json : list) {
      if (isGrantee(json.asText()) && grantees.size() < MOST) {
        grantees.add(json.asText());
      } else {
        strange.add("a grant for " + json);
      }
    }
    return grantees;
  }

  private static Map<String, JournalEntry.Grant> made(JsonNode grants, List<String> strange) {
    var made = new TreeMap<String, JournalEntry.Grant>();
    grants
        .properties()
        .forEach(each -> {
          String id = each.getValue().path("id").asText();
          if (isGrantee(each.getKey()) && GRANT.matcher(id).matches() && made.size() < MOST) {
            made.put(each.getKey(), new JournalEntry.Grant(id, time(each.getValue().path("at"))));
          } else {
            strange.add("a grant for " + each.getKey());
          }
        });
    return made;
  }

  private static boolean isGrantee(String who) {
    return who.length() <= LONGEST_GRANTEE
        && (GRANTEE.matcher(who).matches() || OrphanedPrincipals.isOrphan(who));
  }

  private static long time(JsonNode at) {
    return at.canConvertToLong() && at.asLong() > 0 && at.asLong() < LATEST ? at.asLong() : 0;
  }

  static List<Finding> notBelieved(Step step) {
    if (step.isUnreadable(KmsPlanner.STEP)) {
      return List.of(
          NotBelieved.unreadable(
              "an entry of keys",
              (step.goal() == Goal.CONNECT ? "a disconnect looks for ours" : "ours is looked for")
                  + " on the keys that the deployer names"));
    }
    var strange = of(step.journalled(KmsPlanner.STEP), step.account()).strange();
    return strange.isEmpty()
        ? List.of()
        : List.of(
            NotBelieved.finding(
                "that ours are "
                    + strange.size()
                    + (strange.size() == 1 ? " thing" : " things")
                    + " that it cannot have, such as "
                    + strange.getFirst(),
                "nothing was asked of KMS for it"));
  }
}
