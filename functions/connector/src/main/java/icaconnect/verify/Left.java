package icaconnect.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a try of the proof could not take away again. The next try takes it away first, and writes
 * nothing before it has.
 *
 * @param versions ids of versions and delete markers, oldest first
 * @param there whether the object itself is there, and not a delete marker only
 * @param uploadId of a multipart upload that was started and not aborted; null for an object
 */
public record Left(String key, List<String> versions, boolean there, @Nullable String uploadId) {}
