package icaconnect.kms;

import icaconnect.failure.TryAgain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Grants that are remembered, with the IAM action of each call that KMS would get. */
final class InMemoryKeyGrants implements KeyGrants {
  private final Map<String, List<KeyGrant>> keys = new HashMap<>();
  private final List<String> actions = new ArrayList<>();
  private final Map<String, RuntimeException> failures = new HashMap<>();
  private GrantsFound found;
  private GrantsFound beginning;
  private boolean losesAnswers;
  private boolean lags;
  private Recalled recalled;
  private int made;

  void put(String key, KeyGrant... grants) {
    keys.put(key, new ArrayList<>(List.of(grants)));
  }

  void add(String key, KeyGrant grant) {
    keys.computeIfAbsent(key, _ -> new ArrayList<>()).add(grant);
  }

  /** What KMS answers to who asks for all of them; the grants themselves if null. */
  void answer(GrantsFound answer) {
    found = answer;
  }

  /** What KMS answers to who asks for the first of them; as to who asks for all if null. */
  void answerBeginning(GrantsFound answer) {
    beginning = answer;
  }

  /** What becomes of such a call on the key from now on. */
  void fail(String action, String key, RuntimeException failure) {
    failures.put(action + key, failure);
  }

  private void called(String action, String key) {
    actions.add(action);
    if (failures.containsKey(action + key)) {
      throw failures.get(action + key);
    }
  }

  /** The next write is done, and its answer lost. */
  void loseAnAnswer() {
    losesAnswers = true;
  }

  /** From now on it lists none, whatever there is. */
  void lag() {
    lags = true;
  }

  /** What becomes of a making that is repeated to learn the id; what KMS says if null. */
  void answerRecall(Recalled answer) {
    recalled = answer;
  }

  List<KeyGrant> all(String key) {
    return List.copyOf(keys.getOrDefault(key, List.of()));
  }

  List<String> writes() {
    return actions.stream().filter(action -> !action.equals("kms:ListGrants")).toList();
  }

  @Override
  public List<KeyGrant> of(String key, String grantee) {
    actions.add("kms:ListGrants");
    return listed(key).stream().filter(each -> each.grantee().equals(grantee)).toList();
  }

  @Override
  public GrantsFound on(String key) {
    called("kms:ListGrants", key);
    return found != null ? found : new GrantsFound.Grants(listed(key));
  }

  @Override
  public GrantsFound beginningOn(String key) {
    return beginning != null ? beginning : on(key);
  }

  private List<KeyGrant> listed(String key) {
    return lags ? List.of() : all(key);
  }

  @Override
  public String make(String key, OurGrant grant) {
    actions.add("kms:CreateGrant");
    String id = create(key, grant);
    answerOrLoseIt();
    return id;
  }

  @Override
  public Recalled recall(String key, OurGrant grant) {
    actions.add("kms:CreateGrant");
    return recalled != null ? recalled : new Recalled.Known(create(key, grant));
  }

  private String create(String key, OurGrant grant) {
    var same =
        new KeyGrant(
            "g-" + ++made,
            grant.name(),
            grant.grantee(),
            Set.copyOf(OurGrant.OPERATIONS),
            grant.context(),
            true);
    // KMS makes one of a name and the same parameters once.
    var there = all(key).stream().filter(each -> same.equals(withId(each, same.id()))).findFirst();
    if (there.isEmpty()) {
      add(key, same);
    }
    return there.orElse(same).id();
  }

  @Override
  public boolean revoke(String key, String id) {
    called("kms:RevokeGrant", key);
    boolean was = keys.getOrDefault(key, List.of()).removeIf(each -> each.id().equals(id));
    answerOrLoseIt();
    return was;
  }

  private void answerOrLoseIt() {
    if (losesAnswers) {
      losesAnswers = false;
      throw new TryAgain("KMS did not answer.");
    }
  }

  private static KeyGrant withId(KeyGrant grant, String id) {
    return new KeyGrant(
        id,
        grant.name(),
        grant.grantee(),
        grant.operations(),
        grant.context(),
        grant.contextEquals());
  }
}
