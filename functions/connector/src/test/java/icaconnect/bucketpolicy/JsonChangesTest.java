package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.json;
import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.report.Change;
import icaconnect.report.ChangeSubject;
import org.junit.jupiter.api.Test;

class JsonChangesTest {
  private static final ChangeSubject SUBJECT =
      new ChangeSubject(ChangeSubject.Kind.POLICY_STATEMENT, "One");

  @Test
  void every_difference_stands_at_its_place() {
    var changes =
        JsonChanges.between(
            SUBJECT,
            json("{'Effect':'Deny','Gone':1,'Condition':{'a/b':{'k':'x'}}}"),
            json("{'Effect':'Deny','New':2,'Condition':{'a/b':{'k':'y'}}}"));

    assertThat(changes)
        .containsExactlyInAnyOrder(
            Change.removed(SUBJECT.part("/Gone"), json("1")),
            Change.added(SUBJECT.part("/New"), json("2")),
            Change.edited(SUBJECT.part("/Condition/a~1b/k"), json("'x'"), json("'y'")));
  }

  @Test
  void a_statement_that_comes_or_goes_is_one_change() {
    var whole = json("{'Effect':'Deny'}");

    assertThat(JsonChanges.between(SUBJECT, null, whole))
        .containsExactly(Change.added(SUBJECT.whole(), whole));
    assertThat(JsonChanges.between(SUBJECT, whole, null))
        .containsExactly(Change.removed(SUBJECT.whole(), whole));
    assertThat(JsonChanges.between(SUBJECT, whole, whole)).isEmpty();
  }
}
