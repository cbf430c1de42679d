package icaconnect.aws.cloudformation;

import icaconnect.aws.client.Clients;
import icaconnect.entry.DeclaredResources;
import icaconnect.entry.StackResource;
import icaconnect.failure.TryAgain;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** Stacks of this account and region. */
public final class CloudFormationResources implements DeclaredResources {
  private static final String NOT_THERE = "ValidationError";
  private static final String CLEANS_UP = "_CLEANUP_IN_PROGRESS";

  private final CloudFormationClient cloudFormation =
      new Clients().here(CloudFormationClient.builder());

  @Override
  public Optional<StackResource> find(String stackId, String logicalId) {
    try {
      var detail =
          cloudFormation
              .describeStackResource(
                  request -> request.stackName(stackId).logicalResourceId(logicalId))
              .stackResourceDetail();
      return Optional.of(
          new StackResource(
              detail.resourceType(),
              detail.resourceStatusAsString(),
              Optional.ofNullable(detail.physicalResourceId()).filter(id -> !id.isEmpty())));
    } catch (CloudFormationException e) {
      if (e.awsErrorDetails() != null && NOT_THERE.equals(e.awsErrorDetails().errorCode())) {
        return Optional.empty();
      }
      throw patient(e);
    }
  }

  @Override
  public boolean cleansUp(String stackId) {
    return status(stackId).endsWith(CLEANS_UP);
  }

  /** A stack is described by its ARN even when it is gone. */
  public String status(String stackId) {
    try {
      return cloudFormation
          .describeStacks(request -> request.stackName(stackId))
          .stacks()
          .getFirst()
          .stackStatusAsString();
    } catch (CloudFormationException e) {
      throw patient(e);
    }
  }

  private static RuntimeException patient(CloudFormationException e) {
    return e.isThrottlingException() || e.statusCode() >= 500
        ? new TryAgain("CloudFormation answered with HTTP " + e.statusCode() + ".", e)
        : e;
  }
}
