package icaconnect.entry;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** CloudFormation's side: the answers that arrived, and refusals to come. */
final class Answers implements ResponseUrl {
  private final List<JsonNode> arrived = new ArrayList<>();
  private final Deque<Undelivered> refusals = new ArrayDeque<>();

  Answers refuseOnce(String why, boolean lasting) {
    refusals.add(new Undelivered(why, lasting));
    return this;
  }

  JsonNode only() {
    if (arrived.size() != 1) {
      throw new AssertionError("not one answer: " + arrived);
    }
    return arrived.getFirst();
  }

  List<JsonNode> all() {
    return arrived;
  }

  @Override
  public boolean accepts(String url) {
    return new ResponseHosts("us-east-1", "amazonaws.com", true).accept(url);
  }

  @Override
  public void put(String url, String body) throws Undelivered {
    if (!refusals.isEmpty()) {
      throw refusals.pop();
    }
    arrived.add(Json.parse(body));
  }
}
