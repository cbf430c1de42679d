package icaconnect.connection;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that the deployer lets requests use: "*" stands for any characters but those that end a
 * part of an ARN. IAM's own "*" crosses a path, so what IAM allows by such a pattern is judged here
 * once more.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
public record NamePattern(String text) {
  /** The pattern of a parameter; empty parameters allow nothing. */
  public static Optional<NamePattern> of(String parameter) {
    return Optional.ofNullable(parameter).filter(text -> !text.isBlank()).map(NamePattern::new);
  }

  public boolean matches(String name) {
    String regex =
        Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/:]*"));
    return Pattern.matches(regex, name);
  }

  @Override
  public String toString() {
    return text;
  }
}
