package icaconnect.ica;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** What the stand-in says, or that it says nothing and closes the connection. */
record StandInAnswer(int status, Map<String, String> headers, String body) {
  static final int NO_ANSWER = 0;
  static final StandInAnswer NOT_FOUND = problem(404, "Not Found", "Stand-in: no such thing");

  static StandInAnswer of(int status, JsonNode body) {
    return new StandInAnswer(status, Map.of("Content-Type", IcaShapes.MEDIA_TYPE), body.toString());
  }

  static StandInAnswer problem(int status, String title, String detail) {
    String body = IcaShapes.problem(status, title, detail).toString();
    return new StandInAnswer(status, Map.of("Content-Type", IcaShapes.PROBLEM_TYPE), body);
  }

  static StandInAnswer done() {
    return new StandInAnswer(204, Map.of(), "");
  }

  static StandInAnswer doneIf(boolean found) {
    return found ? done() : NOT_FOUND;
  }

  static StandInAnswer none() {
    return new StandInAnswer(NO_ANSWER, Map.of(), "");
  }

  StandInAnswer with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new StandInAnswer(status, more, body);
  }
}
