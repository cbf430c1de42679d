package icaconnect.preview;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyHandler;
import icaconnect.bucketpolicy.OwnRoles;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.cors.CorsHandler;
import icaconnect.cors.CorsRule;
import icaconnect.iam.IamHandler;
import icaconnect.iam.IamPort;
import icaconnect.inspect.InspectHandler;
import icaconnect.inspect.InspectPort;
import icaconnect.kms.EditableKeys;
import icaconnect.kms.KeyGrants;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.kms.KeyTags;
import icaconnect.kms.KmsHandler;
import icaconnect.lambda.JsonHandler;
import icaconnect.reading.Reads;
import icaconnect.rewriting.Rewriting;
import icaconnect.rewriting.Settling;
import icaconnect.step.OwnedBucket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The steps of a connect that plan from what is read alone, without a stack: what its deployer
 * allows is not known here, and so not judged. Each is given the name of the stack whose names
 * would be given.
 */
public record Preview(
    InspectPort inspection,
    Function<OwnedBucket, List<CorsRule>> rules,
    Function<OwnedBucket, Optional<JsonNode>> policy,
    IamPort users,
    Function<String, KeyPolicyFound> keys,
    KeyGrants grants) {

  private static final Limits UNKNOWN =
      new Limits(NamePattern.of("arn:*:iam::*:role/*"), NamePattern.of("*"), NamePattern.of("*"));

  private static final KeyTags ANY_KEY = key -> true;

  private static final Rewriting NOTHING =
      new Rewriting(
          Settling.of(Duration.ZERO),
          (bucket, step, document) -> {
            throw ReadOnly.refusal();
          });

  public JsonHandler inspect(String stack, Clock clock) {
    return new InspectHandler(
        stack,
        inspection,
        UNKNOWN,
        "",
        step -> {},
        ReadOnly.documents(rules, policy, keys),
        clock,
        Reads::inTurn);
  }

  public JsonHandler cors(String stack) {
    return new CorsHandler(stack, ReadOnly.cors(rules), new NoJournal(), UNKNOWN, NOTHING);
  }

  public JsonHandler bucketPolicy(String stack, Clock clock) {
    return new BucketPolicyHandler(
        stack,
        ReadOnly.policies(policy),
        new NoJournal(),
        UNKNOWN,
        OwnRoles.UNKNOWN,
        NOTHING,
        clock);
  }

  public JsonHandler iam(String stack) {
    return new IamHandler(stack, ReadOnly.iam(users), new NoJournal(), UNKNOWN);
  }

  public JsonHandler kms(String stack, Clock clock) {
    return new KmsHandler(
        stack,
        new EditableKeys(List.of()),
        ANY_KEY,
        ReadOnly.keys(keys),
        ReadOnly.grants(grants),
        UNKNOWN,
        new NoJournal(),
        NOTHING,
        clock);
  }
}
