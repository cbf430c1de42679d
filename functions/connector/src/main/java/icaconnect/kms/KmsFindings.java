package icaconnect.kms;

import static icaconnect.report.Finding.error;
import static icaconnect.report.Finding.info;
import static icaconnect.report.Finding.warning;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.policy.Statement;
import icaconnect.report.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a person should know of a key's policy: who is not let in, and which statement decides. */
final class KmsFindings {
  private KmsFindings() {}

  /**
   * @param wanted the statement that would let in whom the policy does not
   */
  static List<Finding> of(String key, List<KeyRuling> rulings, JsonNode wanted) {
    var findings = new ArrayList<Finding>();
    who(rulings, KeyRuling.NotAllowed.class::isInstance)
        .ifPresent(who ->
            findings.add(
                error(
                    Code.KMS_KEY_POLICY,
                    "The policy of the key "
                        + key
                        + " does not let "
                        + who
                        + " use it: no statement allows it, and none leaves it to this account's IAM policies.",
                    toAdd(wanted))));
    for (var denied : byStatement(rulings, KeyRuling.Denied.class::isInstance).entrySet()) {
      findings.add(
          error(
              Code.KMS_KEY_DENIED,
              "The policy of the key "
                  + key
                  + " denies "
                  + named(denied.getValue())
                  + " by its "
                  + name(denied.getKey())
                  + ".",
              "Have who owns the key spare ICA in that statement; this application never edits it."));
    }
    for (var doubt : byStatement(rulings, KeyRuling.Depends.class::isInstance).entrySet()) {
      Statement statement = doubt.getKey();
      var keys = new TreeSet<String>();
      doubt.getValue().forEach(each -> keys.addAll(((KeyRuling.Depends) each).keys()));
      findings.add(
          warning(
              Code.KMS_KEY_DEPENDS,
              "Whether the policy of the key "
                  + key
                  + (statement.denies() ? " denies " : " lets in ")
                  + named(doubt.getValue())
                  + " depends on "
                  + String.join(", ", keys)
                  + ": see its "
                  + name(statement)
                  + ".",
              statement.denies()
                  ? "Look whether ICA's requests meet that statement; this application never edits it."
                  : toAdd(wanted)));
    }
    granted(key, rulings).ifPresent(findings::add);
    findings.addAll(grantedByUs(key, rulings));
    role(rulings)
        .ifPresent(statement ->
            findings.add(
                info(
                    Code.KMS_COPY_ROLE_JUDGED,
                    "ICA's copy role is let in by the "
                        + name(statement)
                        + " of the key's policy: judged, not tried, since nobody here can open its sessions.",
                    "Copy one object across accounts in ICA to be sure.")));
    return findings;
  }

  private static Optional<Finding> granted(String key, List<KeyRuling> rulings) {
    var those = byGrant(rulings, grant -> !grant.isPlanned());
    return those.isEmpty()
        ? Optional.empty()
        : Optional.of(
            info(
                Code.KMS_GRANTED,
                "The policy of the key "
                    + key
                    + " does not let "
                    + named(those)
                    + " use it, and "
                    + those.stream()
                        .map(each -> "the grant " + ((KeyRuling.Granted) each).by().id())
                        .distinct()
                        .collect(Collectors.joining(" and "))
                    + " does.",
                "Keep it as long as the bucket is connected; this application takes no grant back but its own."));
  }

  /** What a person should know where it is a grant of ours that lets them in. */
  private static List<Finding> grantedByUs(String key, List<KeyRuling> rulings) {
    var those = byGrant(rulings, KeyGrant::isPlanned);
    return those.isEmpty()
        ? List.of()
        : List.of(
            info(
                Code.KMS_GRANT_JUDGED,
                "Grants of this application on the key "
                    + key
                    + " are to let in "
                    + named(those)
                    + ". That is judged: AWS does not say that a grant to a user holds for the sessions which the user opens, and nobody here can open those of ICA's copy role. A grant may take minutes until all of KMS knows it.",
                "Nothing to do where the checks put-object and get-object say PASS: they use the key in a session of the user, as ICA does, and a connect where one says FAIL takes the grants back. Where they say JUDGED, since what is written there stays, nothing is proven: try it in ICA. Copy one object across accounts in ICA to be sure of the copy role."),
            warning(
                Code.KMS_GRANT_OLDER_OBJECTS,
                "The grants on the key "
                    + key
                    + " hold for what is under the S3 Bucket Key of the bucket: objects that were written before it was switched on, or without it, stay closed to ICA.",
                "Have somebody who may read them copy such objects in place (S3 Batch Operations, or aws s3api copy-object with --server-side-encryption aws:kms --bucket-key-enabled), or ask with keyAccess \"statement\"."));
  }

  private static List<KeyRuling> byGrant(List<KeyRuling> rulings, Predicate<KeyGrant> which) {
    return rulings.stream()
        .filter(ruling -> ruling instanceof KeyRuling.Granted(_, var by) && which.test(by))
        .toList();
  }

  static Finding unseen(String key, String reason, JsonNode wanted) {
    return warning(
        Code.KMS_POLICY_UNSEEN,
        "KMS does not show the policy of the key "
            + key
            + " to this application, so nobody has judged it: "
            + reason,
        "Ask the key's owner whether its policy lets ICA in. " + toAdd(wanted));
  }

  static Refused sidTaken(String key, String sid) {
    return new Refused(
        Code.SID_TAKEN,
        "The policy of the key "
            + key
            + " has a statement with our Sid, "
            + sid
            + ", that this application has not written.",
        "Give that statement another Sid, then connect again.");
  }

  static Refused unreadable(String key, String reason) {
    return new Refused(
        Code.KMS_DENIES_US,
        "The request asks for ICA to be let into the key "
            + key
            + ", and KMS does not show its policy: "
            + reason,
        "Let the role that it names read and write the key's policy, or ask with keyAccess \"report\".");
  }

  static Refused grantsUnseen(String key, String reason) {
    return new Refused(
        Code.KMS_DENIES_US,
        "The request asks for a grant on the key "
            + key
            + ", and KMS does not show its grants: "
            + reason,
        "Let the role that it names list, create and revoke grants on the key, or ask with keyAccess \"report\".");
  }

  static Refused noStatementThere(String key, JsonNode wanted) {
    return notEditable("a statement in the policy of the key ", key, toAdd(wanted));
  }

  /**
   * @param wanted one for each who is not let in
   */
  static Refused noGrantThere(String key, List<OurGrant> wanted) {
    return notEditable(
        "a grant on the key ",
        key,
        "Whoever administers the key may make it as well: "
            + wanted.stream().map(each -> each.command(key)).collect(Collectors.joining("; "))
            + ". In Terraform it is an aws_kms_grant of the same name, grantee, operations and constraint; CloudFormation knows none.");
  }

  private static Refused notEditable(String what, String key, String otherwise) {
    return new Refused(
        Code.KMS_KEY_NOT_EDITABLE,
        "The request asks for "
            + what
            + key
            + ", which the parameter EditableKeyArns of this stack does not name, nor a tag of the key this stack.",
        "Have the deployer name it there, or set EditTaggedKeys and have whoever administers the key tag it "
            + KeyTags.NAME
            + " = STACK/REGION, this stack's name and region; or ask with keyAccess \"report\". "
            + otherwise);
  }

  private static String toAdd(JsonNode wanted) {
    return "This statement in the key's policy lets ICA in: " + Json.write(wanted);
  }

  private static Optional<String> who(List<KeyRuling> rulings, Predicate<KeyRuling> which) {
    var those = rulings.stream().filter(which).toList();
    return those.isEmpty() ? Optional.empty() : Optional.of(named(those));
  }

  /** Such as: ICA's user (kms:Decrypt, kms:Encrypt) and ICA's copy role (kms:Decrypt). */
  private static String named(List<KeyRuling> rulings) {
    return rulings.stream()
        .collect(
            Collectors.groupingBy(
                ruling -> ruling.request().principal().label(),
                LinkedHashMap::new,
                Collectors.mapping(ruling -> ruling.request().action(), Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(who -> who.getKey() + " (" + who.getValue() + ")")
        .collect(Collectors.joining(" and "));
  }

  private static Map<Statement, List<KeyRuling>> byStatement(
      List<KeyRuling> rulings, Predicate<KeyRuling> which) {
    return rulings.stream()
        .filter(which)
        .collect(Collectors.groupingBy(KmsFindings::by, LinkedHashMap::new, Collectors.toList()));
  }

  private static Statement by(KeyRuling ruling) {
    return switch (ruling) {
      case KeyRuling.Denied denied -> denied.by();
      case KeyRuling.Depends depends -> depends.by();
      case KeyRuling.Allowed allowed -> allowed.by();
      case KeyRuling.NotAllowed _, KeyRuling.Granted _ ->
          throw new IllegalArgumentException("no statement decides");
    };
  }

  /** The statement that lets the copy role in, where nothing is in its way. */
  private static Optional<Statement> role(List<KeyRuling> rulings) {
    var ofRole =
        rulings.stream()
            .filter(ruling -> ruling.request().principal().ownArn().contains(":role/"))
            .toList();
    return ofRole.stream().allMatch(KeyRuling.Allowed.class::isInstance)
        ? ofRole.stream().findFirst().map(KmsFindings::by)
        : Optional.empty();
  }

  private static String name(Statement statement) {
    return statement
        .sid()
        .map(sid -> "statement \"" + sid + "\"")
        .orElse("statement " + (statement.index() + 1));
  }
}
