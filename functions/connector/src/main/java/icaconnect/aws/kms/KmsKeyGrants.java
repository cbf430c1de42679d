package icaconnect.aws.kms;

import icaconnect.aws.client.Clients;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.kms.GrantsFound;
import icaconnect.kms.KeyGrant;
import icaconnect.kms.KeyGrants;
import icaconnect.kms.OurGrant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.InvalidGrantIdException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Grants in KMS. Whoever may not see those of others judges by the policy alone.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html
 */
public final class KmsKeyGrants implements KeyGrants {
  /** Of fifty grants each, as KMS has them unless it is asked for another number. */
  private static final int PAGES_OF_A_BEGINNING = 20;

  private final RegionalKms kms;

  public KmsKeyGrants() {
    this(new Clients());
  }

  public KmsKeyGrants(Clients clients) {
    kms = new RegionalKms(clients);
  }

  @Override
  public List<KeyGrant> of(String key, String grantee) {
    try {
      return kms
          .in(region(key))
          .listGrantsPaginator(r -> r.keyId(key).granteePrincipal(grantee))
          .stream()
          .flatMap(page -> page.grants().stream())
          .filter(grant -> grantee.equals(grant.granteePrincipal()) && !forAResource(grant))
          .map(KmsKeyGrants::grant)
          .toList();
    } catch (NotFoundException e) {
      return List.of();
    } catch (KmsException e) {
      if (KmsFailure.isDenied(e)) {
        return List.of();
      }
      throw KmsFailure.of(e, key);
    }
  }

  @Override
  public GrantsFound on(String key) {
    return on(key, Integer.MAX_VALUE);
  }

  @Override
  public GrantsFound beginningOn(String key) {
    return on(key, PAGES_OF_A_BEGINNING);
  }

  private GrantsFound on(String key, int most) {
    try {
      var pages =
          kms.in(region(key)).listGrantsPaginator(r -> r.keyId(key)).stream().limit(most).toList();
      var grants =
          pages.stream().flatMap(page -> page.grants().stream()).map(KmsKeyGrants::grant).toList();
      return Boolean.TRUE.equals(pages.getLast().truncated())
          ? new GrantsFound.Beginning(grants)
          : new GrantsFound.Grants(grants);
    } catch (NotFoundException e) {
      return new GrantsFound.Gone();
    } catch (KmsException e) {
      if (KmsFailure.isDenied(e)) {
        return new GrantsFound.Denied(KmsFailure.reason(e));
      }
      throw KmsFailure.of(e, key);
    }
  }

  /** What KMS does not know, it calls an invalid ARN: a user takes seconds to become known. */
  @Override
  public String make(String key, OurGrant grant) {
    try {
      return create(key, grant);
    } catch (InvalidArnException e) {
      throw new TryAgain(
          "KMS does not know "
              + grant.grantee()
              + ", or not yet: one that has just been made takes seconds.",
          e);
    } catch (LimitExceededException e) {
      throw new Refused(
          Code.KMS_REFUSES,
          "The key " + key + " has as many grants as KMS lets it have (50,000).",
          "Retire grants that nobody needs, or ask with keyAccess \"statement\".");
    } catch (KmsException e) {
      throw KmsFailure.of(e, key);
    } catch (SdkClientException e) {
      throw new TryAgain("KMS did not answer whether it has made a grant on " + key + ".", e);
    }
  }

  /**
   * Sent again where its answer is lost: "you can retry a CreateGrant request with identical
   * parameters; if the grant already exists, the original GrantId is returned without creating a
   * new grant", where the grant has a name.
   * https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html
   */
  private String create(String key, OurGrant grant) {
    return kms.in(region(key))
        .createGrant(r ->
            r.keyId(key)
                .name(grant.name())
                .granteePrincipal(grant.grantee())
                .operationsWithStrings(OurGrant.OPERATIONS)
                .constraints(c -> c.encryptionContextEquals(grant.context())))
        .grantId();
  }

  @Override
  public Recalled recall(String key, OurGrant grant) {
    try {
      return new Recalled.Known(create(key, grant));
    } catch (InvalidArnException | NotFoundException e) {
      return new Recalled.None();
    } catch (DisabledException | KmsInvalidStateException | LimitExceededException e) {
      return new Recalled.Unknown(KmsFailure.reason(e));
    } catch (KmsException e) {
      if (KmsFailure.isDenied(e)) {
        return new Recalled.Unknown(KmsFailure.reason(e));
      }
      throw KmsFailure.of(e, key);
    } catch (SdkClientException e) {
      throw new TryAgain("KMS did not answer which grant it has made on " + key + ".", e);
    }
  }

  @Override
  public boolean revoke(String key, String id) {
    try {
      kms.in(region(key)).revokeGrant(r -> r.keyId(key).grantId(id));
      return true;
    } catch (NotFoundException | InvalidGrantIdException e) {
      // It is gone, or the key is, and its grants went with it; or a record has made it up.
      return false;
    } catch (KmsException e) {
      throw KmsFailure.of(e, key);
    } catch (SdkClientException e) {
      throw new TryAgain("KMS did not answer whether it has ended a grant on " + key + ".", e);
    }
  }

  private static String region(String keyArn) {
    return keyArn.split(":", 6)[3];
  }

  /** S3 names none when it acts for a user. */
  private static boolean forAResource(GrantListEntry grant) {
    return grant.constraints() != null && grant.constraints().sourceArn() != null;
  }

  private static KeyGrant grant(GrantListEntry entry) {
    var constraints = Optional.ofNullable(entry.constraints());
    return new KeyGrant(
        entry.grantId(),
        Optional.ofNullable(entry.name()).orElse(""),
        // A grant to an AWS service has another field.
        Optional.ofNullable(entry.granteePrincipal()).orElse(""),
        entry.operationsAsStrings().stream().collect(Collectors.toSet()),
        context(constraints),
        constraints
                .filter(each -> each.hasEncryptionContextEquals() && !forAResource(entry))
                .isPresent()
            && !constraints.get().hasEncryptionContextSubset());
  }

  /**
   * Their names are compared whatever their case.
   * https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html
   */
  private static Map<String, String> context(Optional<GrantConstraints> constraints) {
    var context = new HashMap<String, String>();
    constraints.ifPresent(each -> {
      lowerCase(each.encryptionContextEquals(), context);
      lowerCase(each.encryptionContextSubset(), context);
    });
    return context;
  }

  private static void lowerCase(Map<String, String> pairs, Map<String, String> into) {
    pairs.forEach((name, value) -> into.put(name.toLowerCase(Locale.ROOT), value));
  }
}
