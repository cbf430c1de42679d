package icaconnect.aws.iam;

import icaconnect.aws.client.Clients;
import icaconnect.entry.Pages;
import icaconnect.step.Installation;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;

/**
 * The IAM users at this installation's path, where nobody but it makes users. What was made or
 * deleted a moment ago IAM may not show yet, or still.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html
 */
public final class IamUsersAtOurPath implements Pages {
  private final IamClient iam;
  private final String path;

  public IamUsersAtOurPath(Installation installation) {
    this(new Clients().here(IamClient.builder()), installation.iamPath());
  }

  IamUsersAtOurPath(IamClient iam, String path) {
    this.iam = iam;
    this.path = path;
  }

  @Override
  public Page page(Optional<String> after) {
    var answer =
        iam.listUsers(request -> {
          request.pathPrefix(path);
          after.ifPresent(request::marker);
        });
    var next = Optional.ofNullable(answer.marker());
    if (Boolean.TRUE.equals(answer.isTruncated()) && next.isEmpty()) {
      throw new IllegalStateException("IAM says that there are more users, and not where to go on");
    }
    return new Page(answer.users().stream().map(User::userName).toList(), next);
  }
}
