package icaconnect.preview;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.addition.OwnersDocuments;
import icaconnect.bucketpolicy.BucketPolicyPort;
import icaconnect.cors.CorsPort;
import icaconnect.cors.CorsRule;
import icaconnect.iam.AttachedItem;
import icaconnect.iam.IamAction;
import icaconnect.iam.IamArns;
import icaconnect.iam.IamNames;
import icaconnect.iam.IamPort;
import icaconnect.iam.IamState;
import icaconnect.iam.PolicyVersion;
import icaconnect.kms.GrantsFound;
import icaconnect.kms.KeyGrant;
import icaconnect.kms.KeyGrants;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.kms.KeyPolicyPort;
import icaconnect.kms.OurGrant;
import icaconnect.step.OwnedBucket;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Ports that read and cannot write, whatever a step would do. */
final class ReadOnly {
  private ReadOnly() {}

  static IllegalStateException refusal() {
    return new IllegalStateException("a preview writes nothing");
  }

  static OwnersDocuments documents(
      Function<OwnedBucket, List<CorsRule>> rules,
      Function<OwnedBucket, Optional<JsonNode>> policy,
      Function<String, KeyPolicyFound> keys) {
    return new OwnersDocuments() {
      @Override
      public List<CorsRule> rules(OwnedBucket bucket) {
        return rules.apply(bucket);
      }

      @Override
      public Optional<JsonNode> policy(OwnedBucket bucket) {
        return policy.apply(bucket);
      }

      @Override
      public KeyPolicyFound keyPolicy(String keyArn) {
        return keys.apply(keyArn);
      }
    };
  }

  static CorsPort cors(Function<OwnedBucket, List<CorsRule>> rules) {
    return new CorsPort() {
      @Override
      public List<CorsRule> read(OwnedBucket bucket) {
        return rules.apply(bucket);
      }

      @Override
      public void write(OwnedBucket bucket, List<CorsRule> written) {
        throw refusal();
      }
    };
  }

  static BucketPolicyPort policies(Function<OwnedBucket, Optional<JsonNode>> policy) {
    return new BucketPolicyPort() {
      @Override
      public Optional<JsonNode> read(OwnedBucket bucket) {
        return policy.apply(bucket);
      }

      @Override
      public void write(OwnedBucket bucket, Optional<JsonNode> written) {
        throw refusal();
      }
    };
  }

  static KeyPolicyPort keys(Function<String, KeyPolicyFound> policy) {
    return new KeyPolicyPort() {
      @Override
      public KeyPolicyFound read(String keyArn) {
        return policy.apply(keyArn);
      }

      @Override
      public void write(String keyArn, JsonNode written) {
        throw refusal();
      }
    };
  }

  static KeyGrants grants(KeyGrants grants) {
    return new KeyGrants() {
      @Override
      public List<KeyGrant> of(String keyArn, String granteeArn) {
        return grants.of(keyArn, granteeArn);
      }

      @Override
      public GrantsFound on(String keyArn) {
        return grants.on(keyArn);
      }

      @Override
      public String make(String keyArn, OurGrant grant) {
        throw refusal();
      }

      @Override
      public Recalled recall(String keyArn, OurGrant grant) {
        throw refusal();
      }

      @Override
      public boolean revoke(String keyArn, String grantId) {
        throw refusal();
      }
    };
  }

  static IamPort iam(IamPort port) {
    return new IamPort() {
      @Override
      public IamState read(IamNames names) {
        return port.read(names);
      }

      @Override
      public List<PolicyVersion> versions(String policyArn) {
        return port.versions(policyArn);
      }

      @Override
      public Optional<String> userNamed(String name) {
        return port.userNamed(name);
      }

      @Override
      public Optional<String> policyNamed(String name) {
        return port.policyNamed(name);
      }

      @Override
      public List<AttachedItem> attachedItems(String userName) {
        return port.attachedItems(userName);
      }

      @Override
      public List<AttachedItem> grants(String userName) {
        return port.grants(userName);
      }

      @Override
      public IamArns apply(List<IamAction> actions, IamArns expected) {
        throw refusal();
      }
    };
  }
}
