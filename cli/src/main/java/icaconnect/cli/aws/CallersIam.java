package icaconnect.cli.aws;

import icaconnect.cli.bucket.Unread;
import icaconnect.cli.bucket.Unreadable;
import icaconnect.iam.AttachedItem;
import icaconnect.iam.IamAction;
import icaconnect.iam.IamArns;
import icaconnect.iam.IamNames;
import icaconnect.iam.IamPort;
import icaconnect.iam.IamState;
import icaconnect.iam.PolicyVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.model.IamException;

/** IAM as far as the caller may read it. */
record CallersIam(IamPort aws, List<Unread> unread) implements IamPort {
  private static final int FORBIDDEN = 403;

  @Override
  public IamState read(IamNames names) {
    return readable(
        "iam:GetUser, iam:ListAttachedUserPolicies, iam:GetPolicy, iam:GetPolicyVersion",
        () -> aws.read(names));
  }

  @Override
  public List<PolicyVersion> versions(String policyArn) {
    return readable("iam:ListPolicyVersions", () -> aws.versions(policyArn));
  }

  /** Without the lists nobody knows whether a name is taken, and all else can be judged. */
  @Override
  public Optional<String> userNamed(String name) {
    return unless("iam:ListUsers", () -> aws.userNamed(name), Optional.empty());
  }

  @Override
  public Optional<String> policyNamed(String name) {
    return unless("iam:ListPolicies", () -> aws.policyNamed(name), Optional.empty());
  }

  private <T> T unless(String actions, Supplier<T> look, T unknown) {
    try {
      return readable(actions, look);
    } catch (Unreadable e) {
      unread.add(e.unread());
      return unknown;
    }
  }

  @Override
  public List<AttachedItem> attachedItems(String userName) {
    throw new IllegalStateException("only a disconnect asks for these");
  }

  /** Without them nobody knows what else the user may do, and all else can be judged. */
  @Override
  public List<AttachedItem> grants(String userName) {
    return unless(
        "iam:ListUserPolicies, iam:ListGroupsForUser", () -> aws.grants(userName), List.of());
  }

  @Override
  public IamArns apply(List<IamAction> actions, IamArns expected) {
    throw new IllegalStateException("a check writes nothing");
  }

  private static <T> T readable(String actions, Supplier<T> read) {
    try {
      return read.get();
    } catch (IamException e) {
      if (e.statusCode() == FORBIDDEN) {
        throw new Unreadable(new Unread(actions, e.getMessage()), e);
      }
      throw e;
    }
  }
}
