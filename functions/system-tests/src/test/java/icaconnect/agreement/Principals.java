package icaconnect.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.localstack.LocalStack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Makes the users and roles that a bucket policy lets in or out: S3 takes it only if they exist.
 */
final class Principals implements AutoCloseable {
  private static final Pattern USER_OR_ROLE =
      Pattern.compile("arn:aws:iam::" + LocalStack.ACCOUNT + ":(user|role)(/(?:.+/)?)([^/]+)");
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}
      """;

  private final IamClient iam;
  private final Set<String> seen = new HashSet<>();
  private final List<Runnable> removals = new ArrayList<>();

  Principals(IamClient iam) {
    this.iam = iam;
    for (String name : List.of("illumina_ica_admin", "illumina_ica_bound")) {
      seen.add("arn:aws:iam::" + LocalStack.ACCOUNT + ":user/" + name);
    }
  }

  synchronized void make(JsonNode policy) {
    JsonNode statements = policy.path("Statement");
    (statements.isObject() ? Stream.of(statements) : statements.valueStream())
        .flatMap(one -> Stream.of(one.path("Principal"), one.path("NotPrincipal")))
        .map(principal -> principal.path("AWS"))
        .flatMap(aws -> aws.isArray() ? aws.valueStream() : Stream.of(aws))
        .map(JsonNode::asText)
        .filter(seen::add)
        .map(USER_OR_ROLE::matcher)
        .filter(Matcher::matches)
        .forEach(this::make);
  }

  private void make(Matcher arn) {
    if (arn.group(1).equals("user")) {
      iam.createUser(r -> r.path(arn.group(2)).userName(arn.group(3)));
      removals.add(() -> iam.deleteUser(r -> r.userName(arn.group(3))));
    } else {
      iam.createRole(
          r -> r.path(arn.group(2)).roleName(arn.group(3)).assumeRolePolicyDocument(TRUST));
      removals.add(() -> iam.deleteRole(r -> r.roleName(arn.group(3))));
    }
  }

  @Override
  public void close() {
    removals.forEach(Runnable::run);
  }
}
