package icaconnect.cli.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** Where a run over many buckets takes its manifest from and leaves its results. */
public interface Runs {
  /** Puts this file where the workflow takes manifests from, and answers its key. */
  String manifest(Path file);

  /** The lines of a result file. */
  List<JsonNode> results(String s3Uri);
}
