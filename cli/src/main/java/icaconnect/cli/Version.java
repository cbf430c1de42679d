package icaconnect.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven built. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"ica-connect " + number() + " (Java " + Runtime.version() + ")"};
  }

  static String number() {
    var properties = new Properties();
    try (var in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
