package icaconnect.secondopinion;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.Fact;
import icaconnect.policy.Known;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.Request;
import icaconnect.policy.Target;
import icaconnect.secondopinion.Question.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that a request may turn out to be, as far as a statement can tell the difference.
 *
 * @param all whether none is missing; else it is a sample
 */
record PossibleWorlds(List<World> worlds, boolean all) {
  /** More than these are sampled. */
  private static final int MOST = 400;

  private static final Object NOTHING = new Object();

  static PossibleWorlds of(Request request, JsonNode statement, Random random) {
    var known = known(request);
    var alike = new LinkedHashMap<String, Set<String>>();
    for (String key : keys(statement)) {
      alike.computeIfAbsent(Known.same(request, key), _ -> new LinkedHashSet<>()).add(key);
    }
    var choices = new LinkedHashMap<Set<String>, List<Object>>();
    alike.forEach((same, keys) -> {
      var values = new LinkedHashSet<Object>();
      for (String key : keys) {
        values.addAll(values(Known.fact(request, same), key, request.target(), statement, known));
      }
      choices.put(keys, List.copyOf(values));
    });
    List<String> resources = resources(request.target(), statement, known);
    double size = resources.size();
    for (var values : choices.values()) {
      size *= values.size();
    }
    return size <= MOST
        ? new PossibleWorlds(every(resources, choices), !oddKeys(statement))
        : new PossibleWorlds(some(resources, choices, random), false);
  }

  /** Object keys with a dollar and braces, which no world here has. */
  private static boolean oddKeys(JsonNode statement) {
    return patterns(statement).stream().anyMatch(pattern -> pattern.contains("${*}"));
  }

  private static Set<String> keys(JsonNode statement) {
    var keys = new TreeSet<String>();
    for (JsonNode block : statement.path("Condition")) {
      for (var line : block.properties()) {
        keys.add(line.getKey().toLowerCase(Locale.ROOT));
        PolicyDocument.listOf(line.getValue())
            .forEach(value -> keys.addAll(PossibleValues.variables(value.asText())));
      }
    }
    patterns(statement).forEach(pattern -> keys.addAll(PossibleValues.variables(pattern)));
    return keys;
  }

  private static List<String> patterns(JsonNode statement) {
    return Stream.of("Resource", "NotResource")
        .flatMap(element -> PolicyDocument.listOf(statement.path(element)).stream())
        .map(JsonNode::asText)
        .toList();
  }

  private static Map<String, String> known(Request request) {
    var known = new HashMap<String, String>();
    for (var facts : List.of(request.principal().facts(), request.ofAction())) {
      facts.forEach((key, fact) -> {
        if (fact instanceof Fact.Known one && one.values().size() == 1) {
          known.put(key, one.values().getFirst());
        }
      });
    }
    return known;
  }

  /** Where the key is missing, {@link #NOTHING}. */
  private static Set<Object> values(
      Fact fact, String key, Target target, JsonNode statement, Map<String, String> known) {
    var values = new LinkedHashSet<Object>();
    switch (fact) {
      case Fact.Absent _ -> values.add(NOTHING);
      case Fact.Known one ->
          values.add(one.values().size() == 1 ? one.values().getFirst() : one.values());
      case Fact.OneOf either ->
          either
              .cases()
              .forEach(each -> values.addAll(values(each, key, target, statement, known)));
      case Fact.Between(Instant from, Instant to) -> {
        values.add(from.toString());
        values.add(to.toString());
        PossibleValues.of(key, statement, text -> PossibleValues.filled(text, known)).stream()
            .filter(value ->
                PossibleValues.date(value)
                    .filter(date -> !date.isBefore(from) && !date.isAfter(to))
                    .isPresent())
            .forEach(values::add);
      }
      case Fact.Unknown unknown -> {
        if (!unknown.present()) {
          values.add(NOTHING);
        }
        var possible =
            PossibleValues.of(key, statement, text -> PossibleValues.filled(text, known));
        if (target instanceof Target.Under(String start)) {
          for (String pattern : patterns(statement)) {
            possible.addAll(PossibleValues.startingLike(pattern, key, start));
          }
        }
        unknown
            .like()
            .ifPresent(form -> {
              possible.addAll(PossibleValues.concrete(form));
              possible.removeIf(value -> !PossibleValues.like(form, value));
            });
        if (PossibleValues.several(key)) {
          possible.forEach(value -> values.add(List.of(value)));
          possible.forEach(value -> values.add(List.of(value, "and-another")));
          values.add(List.copyOf(possible));
        } else {
          values.addAll(possible);
        }
      }
    }
    return values;
  }

  private static List<String> resources(
      Target target, JsonNode statement, Map<String, String> known) {
    if (target instanceof Target.Exact one) {
      return List.of(one.arn());
    }
    String start = ((Target.Under) target).arn();
    var resources = new LinkedHashSet<>(List.of(start + "something-else", start + "1/2.x"));
    for (String text : patterns(statement)) {
      for (String pattern : List.of(PossibleValues.filled(text, known), filledAt(text, start))) {
        resources.addAll(PossibleValues.concrete(pattern));
        int star = pattern.indexOf('*');
        if (star >= 0 && start.startsWith(pattern.substring(0, star))) {
          String rest = start.substring(star) + "x";
          resources.addAll(
              PossibleValues.concrete(
                  pattern.substring(0, star) + rest + pattern.substring(star + 1)));
          resources.add(start + pattern.substring(pattern.lastIndexOf('*') + 1));
        }
      }
    }
    resources.removeIf(
        arn -> !arn.startsWith(start) || arn.length() == start.length() || arn.contains("${"));
    return List.copyOf(resources);
  }

  /** The pattern with the target's own next folder in the place of its variables. */
  private static String filledAt(String pattern, String start) {
    for (String key : PossibleValues.variables(pattern)) {
      for (String value : PossibleValues.startingLike(pattern, key, start)) {
        return PossibleValues.filled(pattern, Map.of(key, value));
      }
    }
    return pattern;
  }

  private static List<World> every(List<String> resources, Map<Set<String>, List<Object>> choices) {
    var worlds = new ArrayList<World>();
    resources.forEach(resource -> worlds.add(new World(resource, Map.of())));
    List<World> grown = worlds;
    for (var choice : choices.entrySet()) {
      var next = new ArrayList<World>();
      for (World world : grown) {
        choice.getValue().forEach(value -> next.add(with(world, choice.getKey(), value)));
      }
      grown = next;
    }
    return grown;
  }

  private static List<World> some(
      List<String> resources, Map<Set<String>, List<Object>> choices, Random random) {
    var worlds = new ArrayList<World>();
    for (int i = 0; i < MOST / 4; i++) {
      World world = new World(resources.get(random.nextInt(resources.size())), Map.of());
      for (var choice : choices.entrySet()) {
        var values = choice.getValue();
        world = with(world, choice.getKey(), values.get(random.nextInt(values.size())));
      }
      worlds.add(world);
    }
    return worlds;
  }

  private static World with(World world, Set<String> alike, Object value) {
    if (value.equals(NOTHING)) {
      return world;
    }
    var keys = new HashMap<>(world.keys());
    alike.forEach(key -> keys.put(key, value));
    return new World(world.resource(), keys);
  }
}
