package icaconnect.aws.iam;

import icaconnect.aws.client.Clients;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.code.Code;
import icaconnect.connection.Mark;
import icaconnect.connection.Ours;
import icaconnect.failure.Denial;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.iam.AttachedItem;
import icaconnect.iam.IamAction;
import icaconnect.iam.IamArns;
import icaconnect.iam.IamNames;
import icaconnect.iam.IamPort;
import icaconnect.iam.IamState;
import icaconnect.iam.PolicyJson;
import icaconnect.iam.PolicyVersion;
import icaconnect.iam.StillInUse;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/**
 * Users and managed policies in IAM. New users are born inside the permissions boundary, if there
 * is one.
 */
public final class AwsIam implements IamPort {
  private static final int FORBIDDEN = 403;

  private final IamClient iam;
  private final IamClient once;
  private final AwsIamReads reads;
  private final Optional<String> boundaryArn;

  public AwsIam() {
    this(
        new Clients().here(IamClient.builder()),
        new Clients().once(IamClient.builder()),
        Optional.ofNullable(System.getenv("PERMISSIONS_BOUNDARY_ARN"))
            .filter(arn -> !arn.isBlank()));
  }

  /** Without a stack, and so without its permissions boundary. */
  public AwsIam(Clients clients) {
    this(clients.here(IamClient.builder()), clients.once(IamClient.builder()), Optional.empty());
  }

  /**
   * @param once sends each call once
   */
  AwsIam(IamClient iam, IamClient once, Optional<String> boundaryArn) {
    this.iam = iam;
    this.once = once;
    this.reads = new AwsIamReads(iam, boundaryArn);
    this.boundaryArn = boundaryArn;
  }

  @Override
  public IamState read(IamNames names) {
    return AwsIamFailures.translated(() -> reads.state(names, names.policyArns().subList(0, 1)));
  }

  @Override
  public IamState readNew(IamNames names) {
    return AwsIamFailures.translated(() -> reads.state(names, names.policyArns()));
  }

  @Override
  public List<PolicyVersion> versions(String policyArn) {
    return AwsIamFailures.translated(() -> reads.versions(policyArn));
  }

  @Override
  public Optional<String> userNamed(String name) {
    return AwsIamFailures.translated(() ->
        iam.listUsersPaginator().users().stream()
            .filter(user -> user.userName().equalsIgnoreCase(name))
            .map(User::arn)
            .findFirst());
  }

  @Override
  public Optional<String> policyNamed(String name) {
    return AwsIamFailures.translated(() ->
        iam
            .listPoliciesPaginator(request -> request.scope(PolicyScopeType.LOCAL))
            .policies()
            .stream()
            .filter(policy -> policy.policyName().equalsIgnoreCase(name))
            .map(Policy::arn)
            .findFirst());
  }

  @Override
  public List<AttachedItem> attachedItems(String userName) {
    return AwsIamFailures.translated(() -> new AwsIamAttachedItems(iam, userName).all());
  }

  @Override
  public List<AttachedItem> grants(String userName) {
    return AwsIamFailures.translated(() -> new AwsIamAttachedItems(iam, userName).grants());
  }

  @Override
  public IamArns apply(List<IamAction> actions, IamArns expected) {
    IamArns arns = expected;
    for (IamAction action : actions) {
      IamArns known = arns;
      arns = AwsIamFailures.translated(() -> apply(action, known));
    }
    return arns;
  }

  private IamArns apply(IamAction action, IamArns known) {
    return switch (action) {
      case IamAction.CreatePolicy it -> known.withPolicyArn(create(it));
      case IamAction.CreateUser it -> known.withUserArn(create(it));
      case IamAction.ReplacePolicy it -> replace(it, known);
      case IamAction.AttachUserPolicy it -> {
        attach(it, known);
        yield known;
      }
      case IamAction.DetachUserPolicy it ->
          forgiving(
              known,
              () ->
                  iam.detachUserPolicy(
                      request -> request.userName(it.userName()).policyArn(it.policyArn())));
      case IamAction.DeleteUser it ->
          deleted(it, known, () -> iam.deleteUser(request -> request.userName(it.name())));
      case IamAction.DeletePolicyVersion it ->
          forgiving(
              known,
              () ->
                  iam.deletePolicyVersion(
                      request -> request.policyArn(it.policyArn()).versionId(it.versionId())));
      case IamAction.DeletePolicy it ->
          deleted(it, known, () -> iam.deletePolicy(request -> request.policyArn(it.policyArn())));
    };
  }

  private IamArns replace(IamAction.ReplacePolicy it, IamArns known) {
    IamArns arns = known;
    for (IamAction part : it.parts()) {
      arns = apply(part, arns);
    }
    return arns;
  }

  /**
   * This function may attach policies only to users inside the boundary, which somebody else's user
   * need not be.
   */
  private void attach(IamAction.AttachUserPolicy action, IamArns known) {
    try {
      iam.attachUserPolicy(
          request -> request.userName(action.userName()).policyArn(action.policyArn()));
    } catch (IamException e) {
      throw e.statusCode() == FORBIDDEN && boundaryArn.isPresent() && mayBeOurCondition(e)
          ? unbounded(action, known, e)
          : e;
    }
  }

  /**
   * Our role's policy allows it on condition of the boundary: who lacks that is allowed by none.
   * Whatever denies explicitly, and other layers, know nothing of it.
   */
  private static boolean mayBeOurCondition(IamException e) {
    var denial = AwsFailure.denial(e);
    return !denial.explicit()
        && (!denial.named() || denial.layer() == Denial.Layer.IDENTITY_POLICY);
  }

  private RuntimeException unbounded(
      IamAction.AttachUserPolicy action, IamArns known, IamException denial) {
    if (known.userArn().contains(Ours.IAM_PATH)) {
      return new TryAgain(
          "IAM does not know the boundary of the new user "
              + action.userName()
              + " everywhere yet.",
          denial);
    }
    // Else it is the name, the path or another condition that our role's policy does not take.
    if (reads.isBounded(action.userName())) {
      return denial;
    }
    return new Refused(
        Code.USER_WITHOUT_BOUNDARY,
        "The user "
            + action.userName()
            + " is outside this application's permissions boundary, so it gets no policy from it.",
        "Run: aws iam put-user-permissions-boundary --user-name "
            + action.userName()
            + " --permissions-boundary "
            + boundaryArn.orElseThrow()
            + ". Then connect again.");
  }

  private String create(IamAction.CreatePolicy action) {
    return unlessTaken(
        action.arn(),
        "policyName",
        () ->
            once.createPolicy(request ->
                    request
                        .policyName(action.name())
                        .path(path(action.arn()))
                        .policyDocument(PolicyJson.of(action.document()))
                        .tags(tags(action.mark())))
                .policy()
                .arn());
  }

  private String create(IamAction.CreateUser action) {
    return unlessTaken(
        action.arn(),
        "userName",
        () ->
            once.createUser(request ->
                    request
                        .userName(action.name())
                        .path(path(action.arn()))
                        .permissionsBoundary(boundaryArn.orElse(null))
                        .tags(tags(action.mark())))
                .user()
                .arn());
  }

  /**
   * Names are unique in an account without regard to path and case, and IAM finds a policy by its
   * whole ARN only. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
   */
  private static String unlessTaken(String arn, String field, Supplier<String> creation) {
    try {
      return creation.get();
    } catch (EntityAlreadyExistsException e) {
      throw new TryAgain(
          "IAM has the name of "
              + arn
              + " already and does not show it there: either it has just been made, which waiting cures, or it is at another path, or spelled in other letters' case. Remedy: where this lasts, give another "
              + field
              + ", or delete the other.",
          e);
    }
  }

  /** What stands between the kind and the name in the ARN that the plan expects. */
  private static String path(String arn) {
    return arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
  }

  private static List<Tag> tags(Mark mark) {
    return mark.tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static IamArns deleted(IamAction action, IamArns known, Runnable removal) {
    try {
      return forgiving(known, removal);
    } catch (DeleteConflictException e) {
      throw new StillInUse(action, e);
    }
  }

  private static IamArns forgiving(IamArns known, Runnable removal) {
    try {
      removal.run();
    } catch (NoSuchEntityException e) {
      // It is gone, which is all that was wanted.
    }
    return known;
  }
}
