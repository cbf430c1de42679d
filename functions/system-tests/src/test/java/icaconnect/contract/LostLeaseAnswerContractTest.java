package icaconnect.contract;

import static icaconnect.contract.RegistryWalk.FENCE;
import static icaconnect.contract.RegistryWalk.ME;
import static icaconnect.contract.RegistryWalk.OTHER;
import static icaconnect.contract.RegistryWalk.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The write that takes a lease, made and not answered, is sent again by its retrier: whoever has
 * the lease goes on with it as it is, so that who expects the next fence finds it.
 */
class LostLeaseAnswerContractTest {
  private static final String LEASE = "Take the lease";
  private static final String DEAD = "arn:dead";

  @ParameterizedTest
  @CsvSource({
    "connect, free",
    "connect, nested",
    "connect, expired",
    "connect, dead",
    "connect, without end",
    "connect, repair",
    "disconnect, free",
    "disconnect, nested",
    "disconnect, expired",
    "disconnect, dead",
    "disconnect, without end",
    "rotate, free",
    "rotate, expired",
    "rotate, dead",
    "rotate, without end",
    "rotate, dead rotator"
  })
  void the_fence_grows_by_one_however_often_it_is_sent(String workflow, String situation) {
    var walk = new RegistryWalk(workflow, record());
    switch (situation) {
      case "nested" -> {
        walk.item.put("leaseOwner", OTHER);
        walk.with("holder", OTHER).with("restoring", true).with("nested", true);
      }
      case "expired" -> walk.item.putAll(Map.of("leaseOwner", OTHER, "leaseExpires", 1L));
      case "dead" -> {
        walk.item.putAll(Map.of("leaseOwner", DEAD, "leaseExpires", Long.MAX_VALUE));
        assertThat(walk.fails(LEASE, REFUSED)).isEqualTo(LEASE);
      }
      // The attack: steps compare holder and fence, so their roles may write them, but no end.
      case "without end" -> {
        walk.item.put("leaseOwner", OTHER);
        walk.item.remove("leaseExpires");
      }
      case "repair" -> walk.with("knownFence", FENCE);
      case "dead rotator" -> {
        walk.item.put("rotator", DEAD);
        walk.with("rotator", DEAD);
      }
      default -> walk.item.remove("leaseOwner");
    }

    assertThat(walk.writes(LEASE)).isTrue();
    assertThat(walk.takesTheLease()).isIn("Can its record be carried?", "Where to go on?");

    assertThat(walk.item).containsEntry("leaseOwner", ME).containsEntry("fence", FENCE + 1);
    assertThat(walk.variables.get("lease"))
        .isEqualTo(Json.parse("{\"owner\": \"%s\", \"fence\": %d}".formatted(ME, FENCE + 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Record that it is sound", "Record the drift"})
  void an_audit_takes_a_lease_without_an_end_for_none(String state) {
    String condition =
        Definition.of("audit").state(state).at("/Arguments/ConditionExpression").asText();
    Map<String, Object> values = Map.of(":seconds", 2L, ":fence", FENCE);

    var forged = Map.<String, Object>of("leaseOwner", OTHER, "fence", FENCE);
    assertThat(Condition.holds(condition, forged, values)).isTrue();
    var held = Map.<String, Object>of("leaseOwner", OTHER, "fence", FENCE, "leaseExpires", 3L);
    assertThat(Condition.holds(condition, held, values)).isFalse();
  }

  @Test
  void who_takes_it_a_second_time_is_a_new_holder() {
    var walk = new RegistryWalk("rotate", record());
    walk.writes(LEASE);
    walk.takesTheLease();
    walk.item.remove("leaseOwner");

    assertThat(walk.takesTheLease()).isEqualTo("Where to go on?");
    assertThat(walk.item).containsEntry("fence", FENCE + 2);
  }

  /** It began after this one had looked, took the lease, and was stopped. */
  @Test
  void a_rotation_takes_over_from_one_that_died_since_it_looked() {
    var walk = new RegistryWalk("rotate", record());
    walk.item.putAll(Map.of("leaseOwner", DEAD, "leaseExpires", Long.MAX_VALUE, "rotator", DEAD));

    assertThat(walk.takesTheLease()).isEqualTo("Where to go on?");
    assertThat(walk.item).containsEntry("rotator", ME).containsEntry("fence", FENCE + 1);
  }

  /** A connect may have given the bucket another user between the look and the lease. */
  @Test
  void a_rotation_works_on_the_request_that_holds_with_its_lease() {
    var walk = new RegistryWalk("rotate", record());
    walk.with("wish", Json.parse("{\"userName\": \"before\"}"));
    walk.item.put("wish", "{\"userName\": \"since\"}");

    walk.takesTheLease();

    JsonNode wish = walk.variables.get("wish");
    assertThat(wish).isEqualTo(Json.parse("{\"userName\": \"since\"}"));
  }

  private static Map<String, Object> record() {
    var item = new TreeMap<String, Object>();
    item.put("bucket", "lab");
    item.put("fence", FENCE);
    item.put("wish", "{}");
    item.put("history", "[]");
    return item;
  }
}
