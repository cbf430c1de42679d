package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A role of the template in MiniStack: its policies as they are declared, trusted by this test
 * instead of by Lambda.
 */
final class Role {
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%s:root"}, "Action": "sts:AssumeRole"}]}
      """
          .formatted(Template.ACCOUNT);

  private final IamClient iam;
  private final String name;
  private final Map<String, JsonNode> inline = new LinkedHashMap<>();
  private final Map<String, JsonNode> managed = new LinkedHashMap<>();
  private final AwsSessionCredentials credentials;

  private Role(MiniStack miniStack, Template template, String logicalId) {
    iam = miniStack.root(IamClient.builder());
    name = template.name(logicalId);
    JsonNode properties = template.properties(logicalId);
    properties
        .path("Policies")
        .forEach(policy ->
            inline.put(policy.path("PolicyName").asText(), policy.path("PolicyDocument")));
    iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST));
    inline.forEach(this::put);
    properties.path("ManagedPolicyArns").forEach(arn -> attach(arn.asText(), template));
    credentials = session(miniStack, template.arn(logicalId));
  }

  static Role deploy(MiniStack miniStack, Template template, String logicalId) {
    return new Role(miniStack, template, logicalId);
  }

  AwsSessionCredentials credentials() {
    return credentials;
  }

  List<Permission> permissions() {
    var all = new ArrayList<Permission>();
    inline.forEach((policy, document) -> all.addAll(Permission.in(policy, document)));
    managed.forEach((policy, document) -> all.addAll(Permission.in(policy, document)));
    return all;
  }

  /** Does something while the role lacks a permission of its own. */
  void without(Permission permission, Runnable action) {
    JsonNode declared = inline.get(permission.policy());
    put(permission.policy(), permission.removedFrom(declared));
    try {
      action.run();
    } finally {
      put(permission.policy(), declared);
    }
  }

  private void put(String policy, JsonNode document) {
    iam.putRolePolicy(
        r -> r.roleName(name).policyName(policy).policyDocument(Json.write(document)));
  }

  private void attach(String arn, Template template) {
    iam.attachRolePolicy(r -> r.roleName(name).policyArn(arn));
    template
        .resources("AWS::IAM::ManagedPolicy")
        .filter(id -> template.arn(id).equals(arn))
        .forEach(id -> managed.put(id, template.properties(id).path("PolicyDocument")));
  }

  private AwsSessionCredentials session(MiniStack miniStack, String arn) {
    var issued =
        miniStack
            .root(StsClient.builder())
            .assumeRole(r -> r.roleArn(arn).roleSessionName(name))
            .credentials();
    return AwsSessionCredentials.create(
        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
  }
}
