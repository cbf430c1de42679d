package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Statements and policies as people write them, and some as nobody should. */
public final class GeneratedPolicies {
  private static final String ACCOUNT = "111122223333";
  private static final String USER = "arn:aws:iam::111122223333:user/illumina_ica_admin";
  private static final String SESSION =
      "arn:aws:sts::111122223333:federated-user/illumina_ica_admin";
  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  private static final String ROOT = "arn:aws:iam::111122223333:root";
  private static final String BUCKET = "arn:aws:s3:::lab-genomics";
  private static final List<String> ACTIONS =
      List.of(
          "s3:*",
          "*",
          "s3:GetObject",
          "s3:Put*",
          "s3:DeleteObject*",
          "s3:ListBucket",
          "S3:get*",
          "s3:?etObject",
          "s3:RestoreObject",
          "s3:GetBucketLocation",
          "s3:PutBucketNotification",
          "s3:PutBucketPolicy");
  private static final List<String> RESOURCES =
      List.of(
          BUCKET,
          BUCKET + "/*",
          BUCKET + "*",
          "*",
          BUCKET + "/runs/*",
          BUCKET + "/raw/*",
          BUCKET + "/*.bam",
          "arn:aws:s3:::other/*",
          BUCKET + "/${aws:username}/*");
  private static final List<String> ARNS =
      List.of(
          USER,
          SESSION,
          ALICE,
          ROOT,
          "arn:aws:iam::111122223333:role/admin",
          "arn:aws:iam::111122223333:user/*",
          "arn:aws:iam::*:role/*",
          "arn:aws:sts::111122223333:federated-user/*",
          "arn:aws:iam::999999999999:user/eve",
          "arn:aws:iam::111122223333:user/${aws:username}");

  private GeneratedPolicies() {}

  /** Policies of up to four statements. */
  public static Arbitrary<JsonNode> policies() {
    return statements().list().ofMinSize(1).ofMaxSize(4).map(GeneratedPolicies::policy);
  }

  public static Arbitrary<JsonNode> statements() {
    return Arbitraries.randomValue(GeneratedPolicies::statement);
  }

  public static JsonNode statement(Random random) {
    // Through text, so that numbers are nodes of the kind that S3's answers become.
    return Json.parse(new Draw(random).statement().toString());
  }

  static JsonNode policy(List<JsonNode> statements) {
    ObjectNode policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    if (statements.size() == 1 && statements.getFirst().path("Sid").asText().equals("Lone")) {
      return policy.set("Statement", statements.getFirst());
    }
    policy.putArray("Statement").addAll(statements);
    return policy;
  }

  private record Draw(Random random) {
    JsonNode statement() {
      ObjectNode statement = Json.MAPPER.createObjectNode();
      if (chance(60)) {
        statement.put("Sid", of("Lone", "A", "B", "C", "DenyAll", "Perimeter"));
      }
      statement.put("Effect", chance(80) ? "Deny" : "Allow");
      principal(statement);
      statement.set(chance(85) ? "Action" : "NotAction", some(ACTIONS));
      statement.set(chance(90) ? "Resource" : "NotResource", some(RESOURCES));
      int lines = random.nextInt(4);
      if (lines > 0) {
        ObjectNode condition = statement.putObject("Condition");
        for (int i = 0; i < lines; i++) {
          line(condition);
        }
      }
      return statement;
    }

    private void principal(ObjectNode statement) {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> statement.put("Principal", "*");
        case 3, 4 -> statement.putObject("Principal").put("AWS", "*");
        case 5 ->
            statement
                .putObject("Principal")
                .put("AWS", of(ACCOUNT, ROOT, USER, ALICE, "999999999999"));
        case 6 ->
            statement
                .putObject("Principal")
                .set("AWS", some(List.of(ROOT, USER, ALICE, SESSION, "*")));
        case 7 -> statement.putObject("Principal").put("Service", "logging.s3.amazonaws.com");
        default -> notPrincipal(statement);
      }
    }

    /** AWS supports it with Deny only. */
    private void notPrincipal(ObjectNode statement) {
      statement.put("Effect", "Deny");
      ObjectNode spared = statement.putObject("NotPrincipal");
      if (chance(20)) {
        spared.put("Service", "logging.s3.amazonaws.com");
      } else {
        spared.set(
            "AWS",
            some(
                List.of(
                    ROOT, ACCOUNT, ALICE, USER, SESSION, "arn:aws:iam::999999999999:user/eve")));
      }
    }

    private void line(ObjectNode condition) {
      switch (random.nextInt(17)) {
        case 0, 1, 2, 3 ->
            put(
                condition,
                of(
                    "ArnNotLike",
                    "ArnNotEquals",
                    "StringNotLike",
                    "StringNotEquals",
                    "ArnNotLikeIfExists",
                    "ForAllValues:StringNotLike",
                    "StringNotEqualsIfExists"),
                "aws:PrincipalArn",
                some(ARNS));
        case 4 ->
            put(
                condition,
                of("ArnLike", "StringLike", "ArnEqualsIfExists"),
                "AWS:principalArn",
                some(ARNS));
        case 5 ->
            put(
                condition,
                of("StringNotLike", "StringNotEquals", "StringLike"),
                "aws:userid",
                some(
                    List.of(
                        "AIDAALICEALICEALICE00",
                        "AROAADMINADMINADMIN00:*",
                        "AIDA*",
                        ACCOUNT + ":*")));
        case 6 ->
            put(
                condition,
                of("StringEquals", "StringNotEquals"),
                "aws:username",
                some(List.of("alice", "illumina_ica_admin", "bob")));
        case 7 ->
            put(
                condition,
                of("StringNotEquals", "StringEquals"),
                "aws:PrincipalAccount",
                some(List.of(ACCOUNT, "999999999999")));
        case 8 ->
            condition
                .withObjectProperty(of("Bool", "BoolIfExists"))
                .put("aws:SecureTransport", chance(20));
        case 9 ->
            put(
                condition,
                of("StringNotEquals", "StringEquals", "StringNotEqualsIfExists"),
                "aws:SourceVpce",
                some(List.of("vpce-1", "vpce-2")));
        case 10 ->
            put(
                condition,
                of("NotIpAddress", "IpAddress", "NotIpAddressIfExists"),
                "aws:SourceIp",
                some(List.of("10.0.0.0/8", "203.0.113.7", "2001:db8::/32")));
        case 11 ->
            put(
                condition,
                of("StringNotEquals", "ForAnyValue:StringEquals"),
                "aws:PrincipalOrgID",
                some(List.of("o-1", "o-2")));
        case 12 ->
            condition
                .withObjectProperty(of("Bool", "BoolIfExists"))
                .put("aws:MultiFactorAuthPresent", of("false", "true"));
        case 13 ->
            put(
                condition,
                of("StringNotEquals", "StringNotEqualsIfExists", "StringEquals"),
                "s3:x-amz-server-side-encryption",
                some(List.of("aws:kms", "AES256")));
        case 14 ->
            condition
                .withObjectProperty("Null")
                .put(
                    of(
                        "s3:x-amz-server-side-encryption",
                        "aws:PrincipalArn",
                        "aws:SourceVpc",
                        "aws:TokenIssueTime"),
                    chance(50));
        case 15 ->
            condition
                .withObjectProperty(
                    of("NumericLessThan", "NumericGreaterThanEquals", "NumericNotEquals"))
                .put("s3:TlsVersion", Double.parseDouble(of("1.2", "1.25", "1.3")));
        default ->
            put(
                condition,
                of("DateGreaterThan", "DateLessThan"),
                "aws:CurrentTime",
                some(List.of("2026-06-01T00:00:00Z", "2030-01-01")));
      }
    }

    private static void put(ObjectNode condition, String operator, String key, JsonNode values) {
      condition.withObjectProperty(operator).set(key, values);
    }

    /** One value by itself, or a list of one to three. */
    private JsonNode some(List<String> texts) {
      if (chance(40)) {
        return Json.MAPPER.getNodeFactory().textNode(of(texts));
      }
      var list = Json.MAPPER.createArrayNode();
      for (int left = 1 + random.nextInt(3); left > 0; left--) {
        String text = of(texts);
        if (!list.toString().contains("\"" + text + "\"")) {
          list.add(text);
        }
      }
      return list;
    }

    private String of(String... texts) {
      return of(List.of(texts));
    }

    private String of(List<String> texts) {
      return texts.get(random.nextInt(texts.size()));
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }
  }
}
