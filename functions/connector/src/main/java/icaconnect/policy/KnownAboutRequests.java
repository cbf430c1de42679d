package icaconnect.policy;

import static icaconnect.policy.Fact.ABSENT;
import static icaconnect.policy.Fact.known;
import static icaconnect.policy.Fact.oneOf;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known about any request that somebody with credentials of IAM's sends to S3 over the
 * internet, and not through a service, an access point or an instance. Which request carries which
 * key: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
final class KnownAboutRequests {
  /** Keys that only credentials bring along which AWS delivers to an instance or a build. */
  static final List<String> OF_INSTANCES =
      List.of(
          "ec2:SourceInstanceARN",
          "ec2:RoleDelivery",
          "aws:Ec2InstanceSourceVpc",
          "aws:Ec2InstanceSourcePrivateIPv4",
          "codebuild:BuildArn",
          "codebuild:ProjectArn",
          "ssm:SourceInstanceArn");

  /** Keys of who has signed in with somebody else than AWS, or through a chat. */
  static final List<String> OF_WEB_IDENTITIES =
      List.of(
          "aws:FederatedProvider",
          "aws:ChatbotSourceArn",
          "aws:AssumedRoot",
          "identitystore:UserId",
          "glue:CredentialIssuingService",
          "glue:RoleAssumedBy",
          "saml:aud",
          "saml:iss",
          "saml:sub",
          "saml:sub_type",
          "saml:namequalifier",
          "cognito-identity.amazonaws.com:aud",
          "cognito-identity.amazonaws.com:amr",
          "cognito-identity.amazonaws.com:sub",
          "accounts.google.com:aud",
          "accounts.google.com:sub",
          "graph.facebook.com:app_id",
          "graph.facebook.com:id",
          "www.amazon.com:app_id",
          "www.amazon.com:user_id");

  private KnownAboutRequests() {}

  /** Facts by key as AWS spells it. */
  static Map<String, Fact> byNobodyElse() {
    var facts = new LinkedHashMap<String, Fact>();
    facts.put("aws:PrincipalIsAWSService", known("false"));
    facts.put("aws:ViaAWSService", known("false"));
    facts.put("aws:ViaAWSMCPService", oneOf(ABSENT, known("false")));
    for (String key :
        List.of(
            "aws:PrincipalServiceName",
            "aws:PrincipalServiceNamesList",
            "aws:CalledVia",
            "aws:CalledViaFirst",
            "aws:CalledViaLast",
            "aws:CalledViaAWSMCP",
            "aws:IsMcpServiceAction",
            "aws:SignInSessionArn",
            "aws:SourceArn",
            "aws:SourceAccount",
            "aws:SourceOwner",
            "aws:SourceOrgID",
            "aws:SourceOrgPaths",
            "aws:MultiFactorAuthAge",
            "s3:DataAccessPointArn",
            "s3:DataAccessPointAccount",
            "s3:AccessPointNetworkOrigin",
            "s3:AccessGrantsInstanceArn")) {
      facts.put(key, ABSENT);
    }
    OF_WEB_IDENTITIES.forEach(key -> facts.put(key, ABSENT));
    facts.put("aws:SecureTransport", known("true"));
    facts.put("s3:signatureversion", known("AWS4-HMAC-SHA256"));
    facts.put("s3:TlsVersion", oneOf(known("1.2"), known("1.3")));
    return facts;
  }

  /**
   * The time as requests carry it.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
   */
  static Map<String, Fact> at(Instant now) {
    return Map.of(
        "aws:CurrentTime", known(now.toString()),
        "aws:EpochTime", known(Long.toString(now.getEpochSecond())));
  }
}
