package icaconnect.verify;

import icaconnect.traffic.Encryption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts a multipart upload, lists its parts and aborts it: no object ever comes of it. */
final class MultipartProbe {
  static final String CHECK = "multipart-upload";

  private final IcaSession session;
  private final String key;
  private @Nullable String uploadId;

  MultipartProbe(IcaSession session, String key, List<Left> earlier) {
    this.session = session;
    this.key = key;
    earlier.stream()
        .filter(one -> one.key().equals(key) && one.uploadId() != null)
        .forEach(one -> uploadId = one.uploadId());
  }

  void run(Encryption encryption) {
    abort();
    uploadId = session.startMultipart(key, encryption);
    session.listParts(key, uploadId);
    abort();
  }

  private void abort() {
    if (uploadId != null) {
      session.abortMultipart(key, uploadId);
      uploadId = null;
    }
  }

  Optional<Left> left() {
    return Optional.ofNullable(uploadId).map(id -> new Left(key, List.of(), false, id));
  }
}
