package icaconnect.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item of the registry must have. */
final class Items {
  private Items() {}

  /**
   * @throws IllegalStateException where the item has no such attribute: it is not one of ours
   */
  static String text(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("an item of the registry has no attribute " + name);
    }
    return value.s();
  }
}
