package icaconnect.enforced;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every situation played once with the roles as declared: what IAM was asked, and how long it took.
 */
record Recording(Map<Situation, Played> situations) {
  record Played(Duration time, List<MiniStack.Judgement> judgements) {}

  static Recording of(MiniStack miniStack, Laboratory lab) {
    var situations = new EnumMap<Situation, Played>(Situation.class);
    Arrays.stream(Situation.values())
        .forEach(situation -> situations.put(situation, play(miniStack, lab, situation)));
    return new Recording(situations);
  }

  private static Played play(MiniStack miniStack, Laboratory lab, Situation situation) {
    int mark = miniStack.mark();
    var start = Instant.now();
    situation.play(lab);
    return new Played(
        Duration.between(start, Instant.now()), miniStack.judgementsSince(mark).toList());
  }

  Stream<MiniStack.Judgement> judgementsBut(Situation one) {
    return situations.entrySet().stream()
        .filter(entry -> entry.getKey() != one)
        .flatMap(entry -> entry.getValue().judgements().stream());
  }

  Stream<MiniStack.Judgement> judgementsOf(Situation situation) {
    return situations.get(situation).judgements().stream();
  }

  /** The situations in which a function asked for what a permission allows, the quickest first. */
  List<Situation> using(Function function, Permission permission) {
    return situations.entrySet().stream()
        .filter(entry ->
            entry.getValue().judgements().stream()
                .anyMatch(judgement -> function.made(judgement) && permission.covers(judgement)))
        .sorted(Comparator.comparing(entry -> entry.getValue().time()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
