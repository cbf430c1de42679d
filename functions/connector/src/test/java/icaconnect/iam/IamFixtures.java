package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Mark;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What an account may have under one connection's names. */
final class IamFixtures {
  static final IamNames NAMES = new IamNames(Invocation.INSTALLATION, "lab_ica", "lab-policy");
  static final Mark MARK = Invocation.INSTALLATION.mark("my-lab-data");
  static final Map<String, String> OURS = MARK.tags();
  static final Map<String, String> ANOTHERS = Invocation.INSTALLATION.mark("other-bucket").tags();
  static final JsonNode WISHED =
      Json.parse(
          "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::lab/*\"}]}");
  static final JsonNode OLD = Json.parse("{\"Version\":\"2012-10-17\",\"Statement\":[]}");

  private IamFixtures() {}

  static IamState none() {
    return IamState.of(Optional.empty(), Optional.empty());
  }

  static IamState connected(JsonNode document) {
    return IamState.of(attachedUser(), policy(OURS, document));
  }

  static Optional<IamUser> attachedUser() {
    return Optional.of(new IamUser("lab_ica", NAMES.userArn(), OURS, List.of(NAMES.policyArn())));
  }

  static Optional<IamUser> user(Map<String, String> tags) {
    return Optional.of(
        new IamUser("lab_ica", "arn:aws:iam::111122223333:user/lab_ica", tags, List.of()));
  }

  static Optional<ManagedPolicy> policy(Map<String, String> tags, JsonNode document) {
    return Optional.of(new ManagedPolicy(NAMES.policyArn(), tags, document, 0));
  }

  /** The first is the default: somebody went back to it. */
  static List<PolicyVersion> versions(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number -> new PolicyVersion("v" + number, Instant.ofEpochSecond(number), number == 1))
        .toList();
  }

  static List<String> arns(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "arn:aws:iam::aws:policy/Their" + number)
        .toList();
  }

  static List<String> withOurs(List<String> arns) {
    return Stream.concat(arns.stream(), Stream.of(NAMES.policyArn())).toList();
  }
}
