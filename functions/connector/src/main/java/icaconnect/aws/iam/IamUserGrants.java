package icaconnect.aws.iam;

import icaconnect.aws.client.Clients;
import icaconnect.iam.GrantedBesides;
import icaconnect.rotation.UserGrants;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** Asks IAM for the policies and groups of a user. */
public record IamUserGrants(IamClient iam) implements UserGrants {
  public IamUserGrants() {
    this(new Clients().here(IamClient.builder()));
  }

  @Override
  public GrantedBesides granted(String userName) {
    return AwsIamFailures.translated(() ->
        new GrantedBesides(
            userName,
            iam
                .listAttachedUserPoliciesPaginator(request -> request.userName(userName))
                .attachedPolicies()
                .stream()
                .map(AttachedPolicy::policyArn)
                .toList(),
            new AwsIamAttachedItems(iam, userName).grants()));
  }
}
