package icaconnect.ica;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where ICA's REST API lives; TLS is required, except on loopback where tests and the demo listen.
 */
public record BaseUrl(URI uri) {
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  public static final BaseUrl ILLUMINA = of("https://ica.illumina.com/ica/rest");

  public BaseUrl {
    if (uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw new IllegalArgumentException("the ICA base URL must be scheme, host and path only");
    }
    boolean loopback = LOOPBACK.matcher(uri.getHost()).matches();
    if (!"https".equals(uri.getScheme()) && !(loopback && "http".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("the ICA base URL must start with https://");
    }
  }

  public static BaseUrl of(String text) {
    return new BaseUrl(
        URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
  }

  URI resolve(String path) {
    return URI.create(uri + path);
  }
}
