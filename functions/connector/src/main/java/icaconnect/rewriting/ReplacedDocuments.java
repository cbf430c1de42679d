package icaconnect.rewriting;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where documents are kept that a write replaces, so that no edit of anybody's is gone for good.
 */
public interface ReplacedDocuments {
  /**
   * Keeps the document under its digest, which reports and the trail name too; keeping it twice is
   * keeping it once.
   *
   * @param step whose document it is
   */
  void keep(String bucket, String step, JsonNode document);
}
