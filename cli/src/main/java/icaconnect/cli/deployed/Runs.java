package icaconnect.cli.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.evidence.Known;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a run over many buckets takes its manifest from and leaves its results. */
public interface Runs {
  /** Puts this file where the workflow takes manifests from, and answers its key. */
  String manifest(Path file);

  /**
   * What the run's buckets have left so far, without what was seen before.
   *
   * @param run the folder of its execution
   * @param seen names of what was; those that are answered are new
   */
  Known<Map<String, JsonNode>> outcomes(String run, Set<String> seen);

  /** The lines of a result file. */
  List<JsonNode> results(String s3Uri);
}
