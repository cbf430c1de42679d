package icaconnect.aws.environment;

import icaconnect.credential.SecretReaders;
import java.util.List;
import java.util.stream.Stream;

/** Who may read the connections' keys, as the environment says: ARNs in SECRET_READERS. */
public final class Readers {
  private Readers() {}

  public static SecretReaders ofEnvironment() {
    List<String> arns =
        Stream.of(System.getenv("SECRET_READERS").split(","))
            .map(String::strip)
            .filter(arn -> !arn.isEmpty())
            .toList();
    return new SecretReaders(arns);
  }
}
