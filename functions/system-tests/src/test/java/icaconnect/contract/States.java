package icaconnect.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The states of a definition, those inside branches and maps included. */
public final class States {
  public record Named(String name, JsonNode state) {
    public boolean isTask() {
      return state.path("Type").asText().equals("Task");
    }
  }

  private States() {}

  public static List<Named> of(JsonNode definition) {
    var all = new ArrayList<Named>();
    definition
        .path("States")
        .properties()
        .forEach(entry -> {
          all.add(new Named(entry.getKey(), entry.getValue()));
          entry.getValue().path("Branches").forEach(branch -> all.addAll(of(branch)));
          all.addAll(of(entry.getValue().path("ItemProcessor")));
        });
    return all;
  }
}
