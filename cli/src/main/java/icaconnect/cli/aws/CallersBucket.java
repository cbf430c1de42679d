package icaconnect.cli.aws;

import icaconnect.aws.client.Clients;
import icaconnect.aws.iam.AwsIam;
import icaconnect.aws.inspect.AwsInspect;
import icaconnect.aws.kms.KmsKeyGrants;
import icaconnect.aws.kms.KmsKeyPolicies;
import icaconnect.aws.s3.S3BucketPolicy;
import icaconnect.aws.s3.S3Cors;
import icaconnect.cli.bucket.Looked;
import icaconnect.cli.bucket.Unread;
import icaconnect.inspect.AccountInspection;
import icaconnect.inspect.BucketFound;
import icaconnect.inspect.DestinationFound;
import icaconnect.inspect.FoundUser;
import icaconnect.inspect.InspectPort;
import icaconnect.inspect.KeyFound;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.preview.Preview;
import icaconnect.step.OwnedBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.IamException;

/** A bucket as AWS shows it to the caller, by the adapters that the functions read with. */
public final class CallersBucket {
  private static final int FORBIDDEN = 403;

  private CallersBucket() {}

  public static Looked looked(Caller caller) {
    Clients clients = caller.clients();
    var unread = new ArrayList<Unread>();
    var keys = new KmsKeyPolicies(clients);
    return new Looked(
        "AWS",
        caller.account(),
        new Preview(
            new Inspecting(
                new AwsInspect(
                    clients,
                    (action, reason) -> {
                      note(unread, action, reason);
                      return true;
                    }),
                unread),
            new S3Cors(clients)::read,
            new S3BucketPolicy(clients)::read,
            new CallersIam(new AwsIam(clients), unread),
            key -> noted(keys.read(key), unread),
            new KmsKeyGrants(clients)),
        List.of(),
        unread);
  }

  private static KeyPolicyFound noted(KeyPolicyFound found, List<Unread> unread) {
    if (found instanceof KeyPolicyFound.Denied(var reason)) {
      note(unread, "kms:GetKeyPolicy", reason);
    }
    return found;
  }

  private static void note(List<Unread> unread, String action, String reason) {
    unread.add(new Unread(action, reason));
  }

  /** The inspection, with what the caller may not see noted instead of ending it. */
  private record Inspecting(AwsInspect aws, List<Unread> unread) implements InspectPort {
    @Override
    public BucketFound bucket(String name, String account) {
      BucketFound found = AwsFailure.said(() -> aws.bucket(name, account));
      if (found instanceof BucketFound.Denied denied) {
        note(unread, "s3:ListBucket", denied.denial().cause());
      }
      return found;
    }

    @Override
    public KeyFound key(String name, String region) {
      KeyFound found = AwsFailure.said(() -> aws.key(name, region));
      if (found instanceof KeyFound.Denied(var reason)) {
        note(unread, "kms:DescribeKey", reason);
      }
      return found;
    }

    @Override
    public AccountInspection account(String userArn) {
      return AwsFailure.said(() -> aws.account(userArn));
    }

    @Override
    public Map<String, DestinationFound> destinations(List<String> arns, OwnedBucket bucket) {
      return aws.destinations(arns, bucket);
    }

    @Override
    public Optional<FoundUser> user(String userName) {
      try {
        return aws.user(userName);
      } catch (IamException e) {
        if (e.statusCode() != FORBIDDEN) {
          throw e;
        }
        note(unread, "iam:GetUser", e.getMessage());
        return Optional.empty();
      }
    }
  }
}
