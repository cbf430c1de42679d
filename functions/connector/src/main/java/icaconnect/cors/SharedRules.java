package icaconnect.cors;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.rewriting.WholeDocument;
import icaconnect.step.OwnedBucket;
import java.util.List;
import java.util.Optional;

/** A bucket's CORS rules as a document that others write too. */
record SharedRules(CorsPort cors, OwnedBucket bucket) implements WholeDocument<List<CorsRule>> {
  @Override
  public String name() {
    return "CORS rules of " + bucket.name();
  }

  @Override
  public List<CorsRule> read() {
    return cors.read(bucket);
  }

  @Override
  public void write(List<CorsRule> rules) {
    cors.write(bucket, rules);
  }

  @Override
  public boolean same(List<CorsRule> one, List<CorsRule> other) {
    return one.equals(other);
  }

  @Override
  public Optional<JsonNode> json(List<CorsRule> rules) {
    return rules.isEmpty() ? Optional.empty() : Optional.of(Json.tree(rules));
  }
}
