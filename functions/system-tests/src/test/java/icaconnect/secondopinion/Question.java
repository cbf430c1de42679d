package icaconnect.secondopinion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What the simulator is asked: what a bucket's policy says to one action of a principal, in worlds.
 *
 * @param principal the ARN of a user or a session
 * @param bounded it has a permissions boundary
 * @param account the bucket's
 */
record Question(
    JsonNode policy,
    String principal,
    boolean bounded,
    String action,
    String account,
    List<World> worlds) {

  /**
   * One way that all may be.
   *
   * @param resource the ARN of the bucket or of one object
   * @param keys condition keys in lower case; a list where AWS has several values for the key
   */
  record World(String resource, Map<String, Object> keys) {}

  /** What the policy alone says. */
  enum Answer {
    DENIED('D'),
    ALLOWED('A'),
    NEITHER('N');

    private final char letter;

    Answer(char letter) {
      this.letter = letter;
    }

    static Answer of(char letter) {
      for (Answer answer : values()) {
        if (answer.letter == letter) {
          return answer;
        }
      }
      throw new IllegalArgumentException("no answer: " + letter);
    }
  }
}
