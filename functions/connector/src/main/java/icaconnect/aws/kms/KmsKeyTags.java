package icaconnect.aws.kms;

import icaconnect.aws.client.Clients;
import icaconnect.kms.KeyTags;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Tags of keys in KMS. The role's own permission asks for the same tag, so that what is read here
 * only says beforehand what KMS will decide.
 * https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html
 *
 * @param stack whose name the tag's value must be; empty where tags decide nothing
 */
public record KmsKeyTags(Clients clients, String stack) implements KeyTags {
  @Override
  public boolean name(String key) {
    return !stack.isEmpty() && tagged(key);
  }

  private boolean tagged(String key) {
    try {
      return new RegionalKms(clients)
          .in(key.split(":", 6)[3]).listResourceTagsPaginator(r -> r.keyId(key)).stream()
              .flatMap(page -> page.tags().stream())
              .anyMatch(tag -> tag.tagKey().equals(NAME) && tag.tagValue().equals(stack));
    } catch (NotFoundException e) {
      return false;
    } catch (KmsException e) {
      if (KmsFailure.isDenied(e)) {
        return false;
      }
      throw KmsFailure.of(e, key);
    }
  }
}
