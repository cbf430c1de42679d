package icaconnect.secondopinion;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.policy.Known;
import icaconnect.policy.Request;
import icaconnect.secondopinion.Question.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One statement's questions to the simulator, as few as its reading allows. */
final class Questions {
  private Questions() {}

  /**
   * Worlds in which the simulator must read the statement alike are asked about together; those in
   * which it says nothing are not asked about.
   *
   * @param variables whether the policy's version has them
   * @param asked gets, for each question, the places of its worlds
   */
  static void about(
      JsonNode statement,
      boolean variables,
      Request request,
      List<World> worlds,
      List<Question> questions,
      List<List<Integer>> asked) {
    var who = request.principal();
    Map<JsonNode, List<Integer>> alike = new LinkedHashMap<>();
    for (int w = 0; w < worlds.size(); w++) {
      JsonNode read = SimulatorDiffers.all(statement, who, worlds.get(w), variables);
      if (read != null) {
        alike.computeIfAbsent(read, _ -> new ArrayList<>()).add(w);
      }
    }
    alike.forEach((read, places) -> {
      var policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
      policy.putArray("Statement").add(read);
      questions.add(
          new Question(
              policy,
              caller(who.arn()),
              request.action(),
              Known.ACCOUNT,
              places.stream()
                  .map(place -> SimulatorDiffers.world(read, worlds.get(place)))
                  .toList()));
      asked.add(places);
    });
  }

  /** A role calls by a session. */
  private static String caller(String arn) {
    return arn.contains(":role/")
        ? arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/session"
        : arn;
  }
}
