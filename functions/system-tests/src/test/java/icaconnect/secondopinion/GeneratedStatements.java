package icaconnect.secondopinion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Policies of one statement with any element, operator, quantifier and key that matters here. */
record GeneratedStatements(Random random) {
  private static final String BUCKET = "arn:aws:s3:::lab-genomics";
  private static final String ACCOUNT = "111122223333";
  private static final String ROOT = "arn:aws:iam::111122223333:root";
  private static final String USER = "arn:aws:iam::111122223333:user/illumina_ica_admin";
  private static final String OURS =
      "arn:aws:iam::111122223333:user/ica-connect/illumina_ica_admin";
  private static final String SESSION =
      "arn:aws:sts::111122223333:federated-user/illumina_ica_admin";
  private static final String ROLE = "arn:aws:iam::079623148045:role/ica_use1_crossacct";
  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  private static final String KMS_KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private static final List<String> ACTIONS =
      List.of(
          "s3:*",
          "*",
          "s3:Get*",
          "s3:GetObject*",
          "s3:GetObject",
          "s3:PutObject",
          "s3:Put*",
          "s3:Delete*",
          "s3:DeleteObject",
          "s3:DeleteObjectVersion",
          "s3:List*",
          "s3:ListBucket",
          "s3:ListBucketVersions",
          "s3:GetBucketLocation",
          "s3:PutBucketNotification",
          "s3:RestoreObject",
          "s3:AbortMultipartUpload",
          "s3:*MultipartUpload*",
          "s3:*Tagging",
          "s3:putobject",
          "S3:GETOBJECT",
          "s3:?etObject",
          "s3:PutBucketPolicy",
          "s3:*Object",
          "iam:*");
  private static final List<String> RESOURCES =
      List.of(
          BUCKET,
          BUCKET + "/*",
          BUCKET + "*",
          "*",
          "arn:aws:s3:::*",
          "arn:aws:s3:::*/*",
          BUCKET + "/runs/*",
          BUCKET + "/raw/*",
          BUCKET + "/*.bam",
          BUCKET + "/*/private/*",
          BUCKET + "/runs/?/*",
          "arn:aws:s3:::other/*",
          "arn:aws:s3:::lab-*",
          BUCKET + "/${aws:username}/*",
          BUCKET + "/${aws:userid}/*",
          BUCKET + "/${aws:PrincipalTag/team}/*",
          BUCKET + "/${aws:username, 'anybody'}/*",
          BUCKET + "/a${*}b/*");
  private static final List<String> ARNS =
      List.of(
          USER,
          OURS,
          SESSION,
          ROLE,
          ALICE,
          ROOT,
          "arn:aws:iam::111122223333:role/admin",
          "arn:aws:iam::111122223333:user/*",
          "arn:aws:iam::111122223333:*",
          "arn:aws:iam::*:role/*",
          "arn:aws:sts::111122223333:federated-user/*",
          "arn:aws:*::111122223333:*",
          "arn:aws:iam::079623148045:role/ica_*",
          "arn:aws:iam::111122223333:user/${aws:username}",
          "arn:aws:iam::111122223333:user/?llumina_ica_admin");
  private static final List<String> NAMED =
      List.of(ACCOUNT, ROOT, USER, OURS, SESSION, ROLE, ALICE, "999999999999", "079623148045");

  private static final List<String> STRINGS =
      List.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike");
  private static final List<String> OF_ARNS =
      List.of(
          "ArnEquals",
          "ArnNotEquals",
          "ArnLike",
          "ArnNotLike",
          "StringLike",
          "StringNotLike",
          "StringEquals",
          "StringNotEquals");
  private static final List<String> NUMBERS =
      List.of(
          "NumericEquals",
          "NumericNotEquals",
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals");
  private static final List<String> DATES =
      List.of(
          "DateEquals",
          "DateNotEquals",
          "DateLessThan",
          "DateLessThanEquals",
          "DateGreaterThan",
          "DateGreaterThanEquals");
  private static final List<String> ADDRESSES = List.of("IpAddress", "NotIpAddress");
  private static final List<String> BOOLEANS = List.of("Bool", "StringEquals", "StringNotEquals");

  /** A key with the operators that fit it and the values that people write. */
  private record Key(String name, List<String> operators, List<String> values) {}

  private static Key strings(String name, String... values) {
    return new Key(name, STRINGS, List.of(values));
  }

  private static Key truth(String name) {
    return new Key(name, BOOLEANS, List.of("true", "false"));
  }

  private static Key number(String name, String... values) {
    return new Key(name, NUMBERS, List.of(values));
  }

  private static Key date(String name) {
    return new Key(
        name,
        DATES,
        List.of(
            "2020-01-01T00:00:00Z",
            "2026-11-25T12:00:00Z",
            "2026-11-25T10:00:00-02:00",
            "2040-06-30",
            "1600000000",
            "2300000000"));
  }

  private static Key address(String name) {
    return new Key(
        name,
        ADDRESSES,
        List.of(
            "10.0.0.0/8",
            "203.0.113.7",
            "198.51.100.0/24",
            "0.0.0.0/0",
            "::/0",
            "2001:db8::/32",
            "2001:db8::7",
            "10.1.2.3/32"));
  }

  private static Key arns(String name, String... values) {
    return new Key(name, OF_ARNS, List.of(values));
  }

  private static final List<Key> WHO =
      List.of(
          new Key("aws:PrincipalArn", OF_ARNS, ARNS),
          new Key("aws:PrincipalArn", OF_ARNS, ARNS),
          new Key("AWS:principalarn", OF_ARNS, ARNS),
          strings("aws:PrincipalAccount", ACCOUNT, "999999999999", "079623148045", "1111*"),
          strings("aws:PrincipalType", "User", "AssumedRole", "FederatedUser", "Account", "*"),
          strings(
              "aws:userid",
              "AIDAALICEALICEALICE00",
              "AIDA*",
              "AROAADMINADMINADMIN00:*",
              ACCOUNT,
              ACCOUNT + ":*",
              ACCOUNT + ":illumina_ica_admin",
              "${aws:userid}"),
          strings("aws:username", "alice", "illumina_ica_admin", "ILLUMINA_ICA_ADMIN", "ill*"),
          strings("aws:PrincipalTag/team", "genomics", "Genomics", "${aws:ResourceTag/team}"),
          strings("aws:PrincipalOrgID", "o-1", "o-2", "${aws:ResourceOrgID}"),
          strings("aws:PrincipalServiceName", "cloudtrail.amazonaws.com"),
          truth("aws:PrincipalIsAWSService"),
          truth("aws:ViaAWSService"),
          truth("aws:MultiFactorAuthPresent"),
          number("aws:MultiFactorAuthAge", "3600", "0"),
          date("aws:TokenIssueTime"),
          strings("aws:FederatedProvider", "cognito-identity.amazonaws.com"),
          strings("aws:SourceIdentity", "anna", "a*"));

  private static final List<Key> FROM_WHERE =
      List.of(
          strings("aws:SourceVpc", "vpc-1", "vpc-2", "vpc-*"),
          strings("aws:SourceVpce", "vpce-1", "vpce-2"),
          address("aws:SourceIp"),
          address("aws:VpcSourceIp"),
          arns("aws:SourceArn", "arn:aws:s3:::source", "arn:aws:cloudtrail:*:111122223333:trail/*"),
          strings("aws:SourceAccount", ACCOUNT, "999999999999"),
          strings("aws:SourceOrgID", "o-1", "${aws:ResourceOrgID}"),
          arns("ec2:SourceInstanceARN", "arn:aws:ec2:us-east-1:111122223333:instance/*"),
          strings("aws:Ec2InstanceSourceVpc", "${aws:SourceVpc}", "vpc-1"),
          arns("s3:DataAccessPointArn", "arn:aws:s3:us-east-1:111122223333:accesspoint/*"),
          strings("s3:DataAccessPointAccount", ACCOUNT),
          strings("s3:AccessPointNetworkOrigin", "VPC", "Internet"),
          strings("aws:RequestedRegion", "us-east-1", "eu-central-1", "us-*"),
          strings("aws:ResourceAccount", ACCOUNT, "999999999999"),
          strings("aws:ResourceOrgID", "o-1", "${aws:PrincipalOrgID}"),
          strings("aws:UserAgent", "curl*", "ica"),
          strings("aws:Referer", "https://lab.example/*"));

  private static final List<Key> HOW =
      List.of(
          truth("aws:SecureTransport"),
          number("s3:TlsVersion", "1.2", "1.3", "1.25"),
          strings("s3:signatureversion", "AWS4-HMAC-SHA256", "AWS"),
          strings("s3:authType", "REST-HEADER", "REST-QUERY-STRING", "POST"),
          number("s3:signatureAge", "600000"),
          date("aws:CurrentTime"),
          date("aws:EpochTime"),
          strings("s3:x-amz-server-side-encryption", "AES256", "aws:kms", "aws:kms*"),
          arns(
              "s3:x-amz-server-side-encryption-aws-kms-key-id",
              KMS_KEY,
              "arn:aws:kms:us-east-1:111122223333:key/*"),
          strings("s3:x-amz-server-side-encryption-customer-algorithm", "AES256"),
          strings("s3:x-amz-acl", "bucket-owner-full-control", "public-read*"),
          strings("s3:x-amz-storage-class", "STANDARD", "GLACIER"),
          strings("s3:x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
          strings("s3:prefix", "runs/", "runs/*", "", "${aws:username}/*"),
          strings("s3:delimiter", "/"),
          number("s3:max-keys", "10", "1000"),
          strings("s3:ExistingObjectTag/class", "public", "secret"),
          strings("s3:RequestObjectTag/class", "public", "secret"),
          strings("s3:object-lock-mode", "GOVERNANCE"),
          strings("s3:VersionId", "null", "v1"),
          strings("s3:if-none-match", "*"),
          strings("s3:ResourceAccount", ACCOUNT));

  /** AWS has several values for these, and so a quantifier. */
  private static final List<Key> SEVERAL =
      List.of(
          strings("aws:CalledVia", "athena.amazonaws.com", "cloudformation.amazonaws.com"),
          strings("aws:PrincipalOrgPaths", "o-1/r-1/ou-1/*", "o-1/*"),
          strings("aws:PrincipalServiceNamesList", "logging.s3.amazonaws.com"),
          strings("s3:RequestObjectTagKeys", "class", "owner"),
          strings("aws:TagKeys", "class", "owner"));

  JsonNode policy() {
    var policy = Json.MAPPER.createObjectNode();
    policy.put("Version", chance(4) ? "2008-10-17" : "2012-10-17");
    var statement = statement();
    if (chance(50)) {
      policy.set("Statement", statement);
    } else {
      policy.putArray("Statement").add(statement);
    }
    return Json.parse(policy.toString());
  }

  private ObjectNode statement() {
    ObjectNode statement = Json.MAPPER.createObjectNode();
    boolean deny = chance(75);
    statement.put("Effect", deny ? "Deny" : "Allow");
    principal(statement, deny);
    statement.set(chance(85) ? "Action" : "NotAction", some(ACTIONS));
    statement.set(chance(85) ? "Resource" : "NotResource", some(RESOURCES));
    int lines = of(List.of(0, 1, 1, 1, 2, 2, 3));
    if (lines > 0) {
      ObjectNode condition = statement.putObject("Condition");
      var keys = new ArrayList<Key>();
      for (int i = 0; i < lines; i++) {
        // The same key twice is where lines depend on each other.
        keys.add(!keys.isEmpty() && chance(25) ? keys.getLast() : key());
        line(condition, keys.getLast());
      }
    }
    return statement;
  }

  private void principal(ObjectNode statement, boolean deny) {
    switch (random.nextInt(deny ? 9 : 8)) {
      case 0, 1, 2 -> statement.put("Principal", "*");
      case 3, 4 -> statement.putObject("Principal").put("AWS", "*");
      case 5, 6 -> statement.putObject("Principal").set("AWS", some(NAMED));
      case 7 -> {
        if (chance(50)) {
          statement.putObject("Principal").put("Service", "logging.s3.amazonaws.com");
        } else {
          statement.putObject("Principal").put("AWS", of(NAMED)).put("Service", "s3.amazonaws.com");
        }
      }
      default ->
          statement
              .putObject("NotPrincipal")
              .set("AWS", some(List.of(ROOT, ACCOUNT, ALICE, USER, SESSION, ROLE, "079623148045")));
    }
  }

  private Key key() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6 -> of(WHO);
      case 7, 8, 9, 10, 11 -> of(FROM_WHERE);
      case 12 -> of(SEVERAL);
      default -> of(HOW);
    };
  }

  private void line(ObjectNode condition, Key key) {
    if (chance(10)) {
      condition.withObjectProperty("Null").put(key.name(), of(List.of("true", "false")));
      return;
    }
    boolean several = SEVERAL.contains(key);
    String quantifier = several || chance(8) ? of(List.of("ForAllValues:", "ForAnyValue:")) : "";
    String operator = of(key.operators()) + (chance(20) ? "IfExists" : "");
    condition.withObjectProperty(quantifier + operator).set(key.name(), some(key.values()));
  }

  /** One value by itself, or a list of one to three. */
  private JsonNode some(List<String> texts) {
    if (chance(40)) {
      return Json.MAPPER.getNodeFactory().textNode(of(texts));
    }
    var list = Json.MAPPER.createArrayNode();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      String text = of(texts);
      if (list.valueStream().noneMatch(item -> item.asText().equals(text))) {
        list.add(text);
      }
    }
    return list;
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
