package icaconnect.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import icaconnect.localstack.Checkout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What somebody deploys without SAM.
 *
 * @param template as CloudFormation gets it
 * @param artefact the name that the template looks for in its bucket
 * @param code the functions, as Lambda gets them
 */
record Release(String template, String artefact, byte[] code) {
  private static final Pattern ARTEFACT = Pattern.compile("functions-[0-9.]+-[0-9a-f]{12}\\.zip");

  /** The release of this commit, which {@code make upgrade} has built. */
  static Release present() {
    Path folder = Checkout.file(".local/release");
    try {
      String template = Files.readString(folder.resolve("template.yaml"));
      String artefact = artefact(template);
      return new Release(template, artefact, Files.readAllBytes(folder.resolve(artefact)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An earlier one, as {@code local/release/keep} has kept it: its template, and its own classes.
   * What others wrote is taken from the present release.
   */
  static Release kept(String version, Release present) {
    String folder = "functions/system-tests/src/test/resources/released/" + version + "/";
    var template = new String(unpacked(folder + "template.yaml.gz"));
    byte[] classes = unpacked(folder + "classes.zip.gz");
    try (Stream<String> sums = Files.lines(Checkout.file(folder + "SHA256SUMS"))) {
      var digests = sums.map(line -> line.split(" +")[0]).toList();
      if (!digests.contains(sha256(classes)) || !digests.contains(sha256(template.getBytes()))) {
        throw new AssertionError("what is kept of " + version + " is not what was released");
      }
      var code = new ByteArrayOutputStream();
      try (var zip = new ZipOutputStream(code)) {
        copy(classes, _ -> true, zip);
        copy(present.code, name -> name.startsWith("lib/"), zip);
      }
      return new Release(template, artefact(template), code.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parameters that its template knows. */
  Set<String> parameters() {
    try {
      var names = new TreeSet<String>();
      new ObjectMapper(new YAMLFactory())
          .readTree(template)
          .path("Parameters")
          .fieldNames()
          .forEachRemaining(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String artefact(String template) {
    return ARTEFACT.matcher(template).results().findFirst().orElseThrow().group();
  }

  private static byte[] unpacked(String file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(Checkout.file(file)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(byte[] archive, Predicate<String> wanted, ZipOutputStream to)
      throws IOException {
    try (var from = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        if (!entry.isDirectory() && wanted.test(entry.getName())) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          from.transferTo(to);
        }
      }
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
