package icaconnect.cli.bucket;

import icaconnect.cli.terminal.UsageError;
import icaconnect.connection.Ours;
import icaconnect.iam.AttachedItem;
import icaconnect.iam.IamAction;
import icaconnect.iam.IamArns;
import icaconnect.iam.IamNames;
import icaconnect.iam.IamPort;
import icaconnect.iam.IamState;
import icaconnect.iam.IamUser;
import icaconnect.iam.PolicyVersion;
import icaconnect.inspect.FoundUser;
import icaconnect.step.AwsAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IAM as far as the options tell: perhaps a user, and no policy.
 *
 * @param bucket whose user it is, where it lies at our path
 */
record DescribedUser(Optional<String> arn, String bucket) implements IamPort {
  /** An installation's name and region, and then the user's name. */
  private static final Pattern OUR_PATH =
      Pattern.compile(":user" + Ours.IAM_PATH + "([^/]+/[^/]+)/[^/]+$");

  /** What the options say; empty where there is no user yet. */
  static Optional<FoundUser> found(AwsAccount owner, String arn, String id, boolean bounded) {
    if (arn == null && (id != null || bounded)) {
      throw new UsageError("--user-id and --user-boundary need --user-arn.");
    }
    if (arn != null && !arn.matches("arn:[a-z-]+:iam::" + owner.id() + ":user/.+")) {
      throw new UsageError("--user-arn must be a user of account " + owner.id() + ".");
    }
    return Optional.ofNullable(arn)
        .map(known ->
            new FoundUser(
                known,
                Optional.ofNullable(id),
                Optional.empty(),
                bounded || OUR_PATH.matcher(known).find()));
  }

  @Override
  public IamState read(IamNames names) {
    return IamState.of(arn.map(known -> user(names, known)), Optional.empty());
  }

  private IamUser user(IamNames names, String known) {
    Matcher path = OUR_PATH.matcher(known);
    Map<String, String> tags =
        path.find()
            ? Map.of(Ours.BUCKET_TAG, bucket, Ours.INSTALLATION_TAG, path.group(1))
            : Map.of();
    return new IamUser(names.userName(), known, tags, List.of());
  }

  @Override
  public List<PolicyVersion> versions(String policyArn) {
    return List.of();
  }

  @Override
  public Optional<String> userNamed(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<String> policyNamed(String name) {
    return Optional.empty();
  }

  @Override
  public List<AttachedItem> attachedItems(String userName) {
    return List.of();
  }

  @Override
  public List<AttachedItem> grants(String userName) {
    return List.of();
  }

  @Override
  public IamArns apply(List<IamAction> actions, IamArns expected) {
    throw new IllegalStateException("files have no IAM to write to");
  }
}
