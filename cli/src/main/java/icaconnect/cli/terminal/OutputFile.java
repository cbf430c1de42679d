package icaconnect.cli.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A file that is there whole, or as it was: written beside its place and moved there at once. What
 * is no file, such as {@code /dev/stdout}, is written to directly.
 */
public final class OutputFile implements AutoCloseable {
  private final Path named;
  private final Path part;
  private final Path target;

  private OutputFile(Path named, Path part, Path target) {
    this.named = named;
    this.part = part;
    this.target = target;
  }

  /**
   * Writes the text, with the permissions that a file in its place has.
   *
   * @throws UsageError where it cannot be written; what was there is as it was
   */
  public static void write(Path file, String text) {
    try (var staged = staged(file, text)) {
      staged.keep();
    }
  }

  /** Written, and not in its place yet. */
  public static OutputFile staged(Path file, String text) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : linked(file).toAbsolutePath();
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        Files.writeString(target, text);
        return new OutputFile(file, target, target);
      }
      if (Files.exists(target) && !Files.isWritable(target)) {
        throw new IOException("it is there, and you may not write it");
      }
      Path part = target.resolveSibling(".ica-connect-" + UUID.randomUUID());
      // Whoever breaks off while it is written leaves none either.
      part.toFile().deleteOnExit();
      var staged = new OutputFile(file, part, target);
      try {
        staged.fill(text);
      } catch (IOException e) {
        staged.close();
        throw e;
      }
      return staged;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private void fill(String text) throws IOException {
    var permissions = permissions();
    FileAttribute<?>[] attributes =
        permissions
            .map(PosixFilePermissions::asFileAttribute)
            .map(one -> new FileAttribute<?>[] {one})
            .orElse(new FileAttribute<?>[0]);
    try (var channel =
        FileChannel.open(
            part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    // A umask takes from those of a new file, and not from these.
    if (permissions.isPresent()) {
      Files.setPosixFilePermissions(part, permissions.get());
    }
  }

  /** Of the file that is there; absent where there is none, or the system has none. */
  private Optional<Set<PosixFilePermission>> permissions() throws IOException {
    boolean posix = part.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix && Files.exists(target)
        ? Optional.of(Files.getPosixFilePermissions(target))
        : Optional.empty();
  }

  /** Puts it in its place. */
  public void keep() {
    if (!part.equals(target)) {
      try {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw unwritable(named, e);
      }
    }
  }

  /** What was not kept is gone. */
  @Override
  public void close() {
    if (!part.equals(target)) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        throw unwritable(named, e);
      }
    }
  }

  /** Where a link points that leads nowhere yet. */
  private static Path linked(Path file) throws IOException {
    return Files.isSymbolicLink(file)
        ? file.toAbsolutePath().resolveSibling(Files.readSymbolicLink(file))
        : file;
  }

  private static UsageError unwritable(Path file, IOException e) {
    return new UsageError(file + ": cannot be written (" + e.getMessage() + ").");
  }
}
