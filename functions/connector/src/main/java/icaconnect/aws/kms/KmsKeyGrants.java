package icaconnect.aws.kms;

import icaconnect.aws.client.Clients;
import icaconnect.kms.KeyGrant;
import icaconnect.kms.KeyGrants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Grants in KMS. A connect can do without: whoever may not see them judges by the policy alone.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html
 */
public final class KmsKeyGrants implements KeyGrants {
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
          .in(key.split(":", 6)[3])
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

  /** S3 names none when it acts for a user. */
  private static boolean forAResource(GrantListEntry grant) {
    return grant.constraints() != null && grant.constraints().sourceArn() != null;
  }

  private static KeyGrant grant(GrantListEntry entry) {
    return new KeyGrant(
        entry.grantId(),
        entry.granteePrincipal(),
        entry.operationsAsStrings().stream().collect(Collectors.toSet()),
        context(Optional.ofNullable(entry.constraints())));
  }

  private static Map<String, String> context(Optional<GrantConstraints> constraints) {
    var context = new HashMap<String, String>();
    constraints.ifPresent(each -> {
      context.putAll(each.encryptionContextEquals());
      context.putAll(each.encryptionContextSubset());
    });
    return context;
  }
}
