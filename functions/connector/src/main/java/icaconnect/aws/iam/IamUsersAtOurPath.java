package icaconnect.aws.iam;

import icaconnect.aws.client.Clients;
import icaconnect.connection.Ours;
import icaconnect.entry.Pages;
import icaconnect.step.Installation;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;

/**
 * The IAM users at this installation's path, where nobody but it makes users, and with earlier
 * connections those right at the path of all installations, where no version makes users any more:
 * nothing says for sure whose they are. What was made or deleted a moment ago IAM may not show yet,
 * or still. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html
 */
public final class IamUsersAtOurPath implements Pages {
  private final IamClient iam;
  private final String path;
  private final boolean hasEarlierConnections;

  public IamUsersAtOurPath(Installation installation, boolean hasEarlierConnections) {
    this(new Clients().here(IamClient.builder()), installation, hasEarlierConnections);
  }

  IamUsersAtOurPath(IamClient iam, Installation installation, boolean hasEarlierConnections) {
    this.iam = iam;
    path = installation.iamPath();
    this.hasEarlierConnections = hasEarlierConnections;
  }

  @Override
  public Page page(Optional<String> after) {
    var answer =
        iam.listUsers(request -> {
          request.pathPrefix(hasEarlierConnections ? Ours.IAM_PATH : path);
          after.ifPresent(request::marker);
        });
    var next = Optional.ofNullable(answer.marker());
    if (Boolean.TRUE.equals(answer.isTruncated()) && next.isEmpty()) {
      throw new IllegalStateException("IAM says that there are more users, and not where to go on");
    }
    var names = answer.users().stream().filter(this::mayBeOurs).map(User::userName);
    return new Page(names.toList(), next);
  }

  private boolean mayBeOurs(User user) {
    return user.path().startsWith(path) || user.path().equals(Ours.IAM_PATH);
  }
}
