package icaconnect.kms;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys whose policies the deployer lets this stack edit; none unless the deployer names some.
 */
public record EditableKeys(List<String> arns) {
  public EditableKeys {
    arns = List.copyOf(arns);
  }

  /** Reads ARNs with commas between them. */
  public static EditableKeys of(String list) {
    return new EditableKeys(
        Arrays.stream(list.split(",")).map(String::strip).filter(arn -> !arn.isEmpty()).toList());
  }

  EditableKeys with(String arn) {
    return new EditableKeys(Stream.concat(arns.stream(), Stream.of(arn)).toList());
  }

  boolean include(String arn) {
    return arns.contains(arn);
  }
}
