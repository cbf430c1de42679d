package icaconnect.aws.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.kms.KeyPolicyPort;
import icaconnect.lambda.Json;
import icaconnect.policy.NamedPrincipals;
import java.util.Locale;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Key policies in KMS, which has no conditional write. The lockout safety check stays on.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
 */
public final class KmsKeyPolicies implements KeyPolicyPort {
  /** A key has this one policy. */
  private static final String NAME = "default";

  private final RegionalKms kms;

  public KmsKeyPolicies() {
    this(new Clients());
  }

  public KmsKeyPolicies(Clients clients) {
    kms = new RegionalKms(clients);
  }

  @Override
  public KeyPolicyFound read(String key) {
    try {
      String policy = kms.in(region(key)).getKeyPolicy(r -> r.keyId(key).policyName(NAME)).policy();
      return new KeyPolicyFound.Policy(Json.parse(policy));
    } catch (IllegalArgumentException e) {
      throw new Refused(
          Code.KMS_POLICY_UNREADABLE,
          "The policy of the key "
              + key
              + " cannot be read as one JSON document: "
              + e.getMessage(),
          "Put it back without elements that occur twice, then send the request again.");
    } catch (NotFoundException e) {
      return new KeyPolicyFound.Gone();
    } catch (KmsException e) {
      if (KmsFailure.isDenied(e)) {
        return new KeyPolicyFound.Denied(KmsFailure.reason(e));
      }
      throw KmsFailure.of(e, key);
    }
  }

  @Override
  public void write(String key, JsonNode policy) {
    try {
      kms.once(region(key))
          .putKeyPolicy(r -> r.keyId(key).policyName(NAME).policy(Json.write(policy)));
    } catch (MalformedPolicyDocumentException e) {
      throw malformed(e, key, policy);
    } catch (KmsException e) {
      throw KmsFailure.of(e, key);
    } catch (SdkClientException e) {
      throw new TryAgain("KMS did not answer a write of the policy of " + key + ".", e);
    }
  }

  /** A user takes seconds to become known to KMS after it was created. */
  private static RuntimeException malformed(KmsException e, String key, JsonNode policy) {
    return KmsFailure.reason(e).toLowerCase(Locale.ROOT).contains("principal")
        ? new TryAgain(
            "KMS does not know a principal in the policy of "
                + key
                + ", or not yet: one that has just been made takes seconds."
                + NamedPrincipals.whereItLasts(policy),
            e)
        : KmsFailure.of(e, key);
  }

  private static String region(String keyArn) {
    return keyArn.split(":", 6)[3];
  }
}
