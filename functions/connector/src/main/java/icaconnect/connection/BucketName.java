package icaconnect.connection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A general purpose S3 bucket's name. Rules:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
public record BucketName(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final List<String> RESERVED_STARTS = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_ENDS =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  public BucketName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a bucket name");
    }
  }

  /** What a name is instead, where it is that of something like a bucket. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "--x-s3", "a directory bucket's (S3 Express One Zone)",
          "-s3alias", "an access point's alias: give the bucket behind it",
          "--ol-s3", "an Object Lambda access point's alias: give the bucket behind it",
          ".mrap", "a multi-Region access point's alias: give a bucket behind it",
          "--table-s3", "a table bucket's");

  /** Why this is no name of a bucket that ICA can use. */
  static Optional<String> problem(String name) {
    if (isValid(name)) {
      return Optional.empty();
    }
    if (name.startsWith("arn:")) {
      return Optional.of(
          name.contains(":accesspoint/")
              ? "is an access point's ARN: give the name of the bucket behind it"
              : "is an ARN: give the bucket's name alone");
    }
    if (name.startsWith("s3://")) {
      return Optional.of("is an address: give the bucket's name alone, and the folder as prefix");
    }
    return Optional.of(
        OTHERS.entrySet().stream()
            .filter(other -> name.endsWith(other.getKey()))
            .map(other -> "is not the name of a general purpose bucket, but " + other.getValue())
            .findFirst()
            .orElse("is not a valid bucket name"));
  }

  public static boolean isValid(String name) {
    return SHAPE.matcher(name).matches()
        && !name.contains("..")
        && !IP_ADDRESS.matcher(name).matches()
        && RESERVED_STARTS.stream().noneMatch(name::startsWith)
        && RESERVED_ENDS.stream().noneMatch(name::endsWith);
  }

  @Override
  public String toString() {
    return value;
  }
}
