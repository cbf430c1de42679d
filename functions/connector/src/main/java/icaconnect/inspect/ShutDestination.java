package icaconnect.inspect;

import icaconnect.code.Code;
import icaconnect.report.Finding;

/**
 * A queue, topic or function that keeps S3 out, and the command that lets it in.
 *
 * @param arn as the notification names it, of a shape that was asked for
 * @param service sqs, sns or lambda
 */
record ShutDestination(
    String arn, String service, String region, String account, String name, String bucketArn) {
  static ShutDestination of(String arn, String bucket, String account) {
    var parts = arn.split(":", 6);
    return new ShutDestination(
        arn, parts[2], parts[3], account, parts[5], "arn:" + parts[1] + ":s3:::" + bucket);
  }

  Finding finding(DestinationFound.Shut found) {
    return Finding.warning(
        Code.NOTIFICATION_DESTINATION_SHUT,
        "Event notifications of the bucket go to "
            + arn
            + ", which keeps S3 out: "
            + found.reason()
            + ". What S3 sends there is lost. S3 validates every destination when one is added, so ICA's PutBucketNotification will be refused, and ICA does not hear of objects that others write.",
        remedy(found) + " Or take the notification out, if nobody needs it.");
  }

  private String remedy(DestinationFound.Shut found) {
    return switch (found.cause()) {
      case NOT_ALLOWED -> "Let S3 in: " + allow() + ".";
      case DENIED -> "Have that statement spare s3.amazonaws.com: " + show() + " shows it.";
      case AWS_MANAGED_KEY ->
          "Encrypt it with a customer managed key whose policy lets s3.amazonaws.com use kms:GenerateDataKey and kms:Decrypt: "
              + encrypt()
              + ".";
      case KEY_NOT_ALLOWED -> "Let S3 use the key: " + allow(found.keyArn().orElseThrow()) + ".";
      case KEY_DENIED ->
          "Have that statement of the key's policy spare s3.amazonaws.com: "
              + show(found.keyArn().orElseThrow())
              + " shows it.";
      case KEY_UNUSABLE ->
          "Make the key usable again, or encrypt with another customer managed key, whose policy lets s3.amazonaws.com use kms:GenerateDataKey and kms:Decrypt: "
              + encrypt()
              + ".";
    };
  }

  /**
   * The statement of AWS's own page, which has no condition.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
   */
  private String allow(String key) {
    return show(key)
        + " | jq '.Statement |= ((if type == \"array\" then . else [.] end) + [{Effect:\"Allow\",Principal:{Service:\"s3.amazonaws.com\"},Action:[\"kms:GenerateDataKey\",\"kms:Decrypt\"],Resource:\"*\"}])' > key-policy.json && aws kms put-key-policy --region "
        + region
        + " --key-id "
        + key
        + " --policy-name default --policy file://key-policy.json";
  }

  private String show(String key) {
    return "aws kms get-key-policy --region "
        + region
        + " --key-id "
        + key
        + " --policy-name default --query Policy --output text";
  }

  private String allow() {
    return switch (service) {
      case "lambda" ->
          "aws lambda add-permission --region "
              + region
              + " --function-name "
              + inShell()
              + " --statement-id s3-events --action lambda:InvokeFunction --principal s3.amazonaws.com --source-arn "
              + bucketArn
              + " --source-account "
              + account;
      case "sqs" ->
          show()
              + " | jq -s '{Policy: (.[0].Attributes.Policy"
              + added("sqs:SendMessage")
              + " | tojson)}' > attributes.json && aws sqs set-queue-attributes --region "
              + region
              + " --queue-url "
              + url()
              + " --attributes file://attributes.json";
      default ->
          show()
              + " | jq -s '.[0].Attributes.Policy"
              + added("sns:Publish")
              + "' > policy.json && aws sns set-topic-attributes --region "
              + region
              + " --topic-arn "
              + arn
              + " --attribute-name Policy --attribute-value file://policy.json";
    };
  }

  /** A queue may have no policy, and a policy one statement that is no list. */
  private String added(String action) {
    return " // \"{\\\"Version\\\":\\\"2012-10-17\\\"}\" | fromjson | .Statement |= ((if . == null then [] elif type == \"array\" then . else [.] end) + [{Effect:\"Allow\",Principal:{Service:\"s3.amazonaws.com\"},Action:\"%s\",Resource:\"%s\",Condition:{ArnLike:{\"aws:SourceArn\":\"%s\"},StringEquals:{\"aws:SourceAccount\":\"%s\"}}}])"
        .formatted(action, arn, bucketArn, account);
  }

  /** A qualifier may be $LATEST, which a shell would take for a variable. */
  private String inShell() {
    return arn.contains("$") ? "'" + arn + "'" : arn;
  }

  private String show() {
    return switch (service) {
      case "lambda" -> "aws lambda get-policy --region " + region + " --function-name " + inShell();
      case "sqs" ->
          "aws sqs get-queue-attributes --region "
              + region
              + " --queue-url "
              + url()
              + " --attribute-names Policy";
      default -> "aws sns get-topic-attributes --region " + region + " --topic-arn " + arn;
    };
  }

  private String encrypt() {
    return service.equals("sqs")
        ? "aws sqs set-queue-attributes --region "
            + region
            + " --queue-url "
            + url()
            + " --attributes KmsMasterKeyId=KEY"
        : "aws sns set-topic-attributes --region "
            + region
            + " --topic-arn "
            + arn
            + " --attribute-name KmsMasterKeyId --attribute-value KEY";
  }

  private String url() {
    return "https://sqs."
        + region
        + (region.startsWith("cn-") ? ".amazonaws.com.cn/" : ".amazonaws.com/")
        + account
        + "/"
        + name;
  }
}
