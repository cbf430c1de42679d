package icaconnect.verify;

import java.util.Arrays;
import java.util.Optional;

/** What S3 answered to a browser's CORS preflight. */
public record Preflight(
    int status, Optional<String> allowedOrigin, Optional<String> allowedMethods) {
  boolean allows(String origin, String method) {
    return status == 200
        && allowedOrigin
            .filter(allowed -> allowed.equals(origin) || allowed.equals("*"))
            .isPresent()
        && allowedMethods
            .filter(methods ->
                Arrays.stream(methods.split(",")).map(String::trim).anyMatch(method::equals))
            .isPresent();
  }
}
