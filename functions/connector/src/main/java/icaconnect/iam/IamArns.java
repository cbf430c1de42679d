package icaconnect.iam;

/**
 * The ARNs of a connection's user and policy: AWS's answers where there are any, else the expected
 * ones.
 */
public record IamArns(String userArn, String policyArn) {
  static IamArns of(IamNames names, IamState now) {
    return new IamArns(
        now.user().map(IamUser::arn).orElseGet(names::userArn),
        now.policy().map(ManagedPolicy::arn).orElseGet(names::policyArn));
  }

  public IamArns withUserArn(String arn) {
    return new IamArns(arn, policyArn);
  }

  public IamArns withPolicyArn(String arn) {
    return new IamArns(userArn, arn);
  }
}
