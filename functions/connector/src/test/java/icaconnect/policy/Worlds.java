package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.NaiveEvaluator.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Requests in which all that is unknown has happened to be something. */
final class Worlds {
  private static final Map<String, String> STRANGE =
      Map.of(
          "s3:tlsversion", "1.2",
          "aws:sourceip", "198.51.100.1",
          "aws:currenttime", "2027-01-01T00:00:00Z",
          "aws:userid", "AROAROLEROLEROLEROLE0:session");
  private static final List<String> KEYS =
      List.of("runs/1.bam", "raw/2.fastq", "illumina_ica_admin/3", "4.vcf", "x");

  private Worlds() {}

  /**
   * One possible world of this request; the values that the statement speaks of are likely in it.
   */
  static World of(Request request, JsonNode statement, Random random) {
    var keys = new HashMap<String, List<String>>();
    var asked = new HashSet<>(Set.of("aws:username"));
    for (var block : statement.path("Condition").properties()) {
      block
          .getValue()
          .fieldNames()
          .forEachRemaining(key -> asked.add(key.toLowerCase(Locale.ROOT)));
    }
    for (String key : asked) {
      List<String> values = choose(request.fact(key), key, statement, random);
      if (values != null) {
        keys.put(key, values);
      }
    }
    return new World(
        request.principal(), request.action(), resource(request.target(), random), keys);
  }

  private static String resource(Target target, Random random) {
    return switch (target) {
      case Target.Exact one -> one.arn();
      case Target.Under many -> many.arn() + KEYS.get(random.nextInt(KEYS.size()));
    };
  }

  private static List<String> choose(Fact fact, String key, JsonNode statement, Random random) {
    return switch (fact) {
      case Fact.Absent _ -> null;
      case Fact.Known known -> known.values();
      case Fact.OneOf either ->
          choose(either.cases().get(random.nextInt(either.cases().size())), key, statement, random);
      case Fact.Between between ->
          List.of((random.nextBoolean() ? between.from() : between.to()).toString());
      case Fact.Unknown unknown -> {
        var possible = new ArrayList<>(spokenOf(key, statement));
        possible.add(STRANGE.getOrDefault(key, "something else"));
        if (!unknown.present() && random.nextInt(4) == 0) {
          yield null;
        }
        yield List.of(possible.get(random.nextInt(possible.size())));
      }
    };
  }

  private static List<String> spokenOf(String key, JsonNode statement) {
    var values = new ArrayList<String>();
    for (var block : statement.path("Condition").properties()) {
      for (var line : block.getValue().properties()) {
        if (line.getKey().equalsIgnoreCase(key) && !block.getKey().equals("Null")) {
          PolicyDocument.listOf(line.getValue())
              .forEach(value -> values.add(concrete(value.asText())));
        }
      }
    }
    return values;
  }

  private static String concrete(String value) {
    return switch (value) {
      case "10.0.0.0/8" -> "10.1.2.3";
      case "2001:db8::/32" -> "2001:db8::7";
      default -> value.replace("*", "x").replace("?", "y");
    };
  }
}
