package icaconnect.iam;

import icaconnect.connection.Ours;
import java.util.List;
import java.util.Map;

/** An IAM user as far as this step looks at it. */
public record IamUser(
    String name, String arn, Map<String, String> tags, List<String> attachedPolicyArns) {
  public IamUser {
    tags = Map.copyOf(tags);
    attachedPolicyArns = List.copyOf(attachedPolicyArns);
  }

  boolean isOursFor(String bucket) {
    return bucket.equals(tags.get(Ours.BUCKET_TAG));
  }

  boolean has(String policyArn) {
    return attachedPolicyArns.contains(policyArn);
  }
}
