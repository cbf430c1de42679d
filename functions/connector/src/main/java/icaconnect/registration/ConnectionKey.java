package icaconnect.registration;

import icaconnect.ica.AwsCredentials;
import java.util.Optional;

/**
 * A connection's own key as its secret holds it now; prints without the secret part.
 *
 * @param bucket that the secret's value says it is of
 */
public record ConnectionKey(
    String secretArn, AwsCredentials credentials, Optional<String> bucket) {}
