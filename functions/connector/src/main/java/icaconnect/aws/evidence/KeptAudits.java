package icaconnect.aws.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The summaries that audits have left, the latest first. Of many only those are read that are
 * shown: the name of a run's folder begins with its start.
 */
final class KeptAudits {
  private static final int SHOWN = 10;

  /** As audit.asl.json names it; before 0.2 it was the execution's name alone. */
  private static final Pattern BY_START = Pattern.compile("audit/\\d{8}T\\d{6}Z-[^/]+/");

  private final S3Client s3;
  private final String bucket;
  private final String owner;

  KeptAudits(S3Client s3, String bucket, String owner) {
    this.s3 = s3;
    this.bucket = bucket;
    this.owner = owner;
  }

  List<JsonNode> latest() {
    List<String> folders = folders().toList();
    Stream<String> byStart =
        folders.stream().filter(BY_START.asMatchPredicate()).sorted(Comparator.reverseOrder());
    // A stream of one, so that nothing is asked of them where there are enough without.
    Stream<String> before =
        Stream.of(folders.stream().filter(BY_START.asMatchPredicate().negate()).toList())
            .flatMap(this::byTheirSummaries);
    return Stream.concat(byStart, before).flatMap(this::audit).limit(SHOWN).toList();
  }

  /** Asked run by run: below each lie as many outcomes as there are connections. */
  private Stream<String> folders() {
    return s3
        .listObjectsV2Paginator(
            r -> r.bucket(bucket).prefix("audit/").delimiter("/").expectedBucketOwner(owner))
        .commonPrefixes()
        .stream()
        .map(CommonPrefix::prefix);
  }

  private Stream<String> byTheirSummaries(List<String> runs) {
    return runs.stream()
        .flatMap(run -> summaryOf(run).stream())
        .sorted(Comparator.comparing(S3Object::lastModified).reversed())
        .map(summary -> summary.key().substring(0, summary.key().lastIndexOf('/') + 1));
  }

  private List<S3Object> summaryOf(String run) {
    return s3.listObjectsV2(
            r -> r.bucket(bucket).prefix(run + "summary.json").expectedBucketOwner(owner))
        .contents();
  }

  private Stream<JsonNode> audit(String run) {
    try {
      var summary =
          s3.getObjectAsBytes(
              r -> r.bucket(bucket).key(run + "summary.json").expectedBucketOwner(owner));
      ObjectNode audit =
          Json.MAPPER
              .createObjectNode()
              .put("at", summary.response().lastModified().toString())
              .put("run", run.substring(0, run.length() - 1));
      audit.set("summary", Json.parse(summary.asUtf8String()));
      return Stream.of(audit);
    } catch (NoSuchKeyException e) {
      // An audit that is at work, or failed before its summary, is none that can be told.
      return Stream.empty();
    }
  }
}
