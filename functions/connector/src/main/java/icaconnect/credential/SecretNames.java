package icaconnect.credential;

import icaconnect.connection.Ours;

/** What a connection's secret is called. */
public final class SecretNames {
  private SecretNames() {}

  public static String of(String userName) {
    return Ours.SECRET_PREFIX + userName;
  }
}
