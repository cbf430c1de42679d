package icaconnect.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
public final class Checkout {
  private static final Path ROOT = find(Path.of("").toAbsolutePath());

  private Checkout() {}

  public static Path file(String relative) {
    return ROOT.resolve(relative);
  }

  /** Where a server of this run keeps its state: no two of them share a folder. */
  public static Path state(String name) {
    return file(".local/state")
        .resolve(name + "-" + System.getProperty("icaconnect.fork", "alone"));
  }

  public static String text(String relative) {
    try {
      return Files.readString(file(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path find(Path folder) {
    if (folder == null) {
      throw new IllegalStateException("the tests must run inside the checkout");
    }
    return Files.exists(folder.resolve("template.yaml")) ? folder : find(folder.getParent());
  }
}
