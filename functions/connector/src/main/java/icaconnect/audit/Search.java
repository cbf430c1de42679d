package icaconnect.audit;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.AwsArn;
import icaconnect.connection.BucketName;
import icaconnect.connection.Connection;
import icaconnect.connection.Ours;
import icaconnect.failure.InvalidRequest;
import icaconnect.step.Installation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Looks through the secrets that carry our mark for connections that no record knows. A secret only
 * says where to look, since many may make and tag one: what is believed is what the user itself
 * says at this installation's path, or for an adopted user the policy there. No secret ends it, nor
 * does a list that AWS does not give.
 */
final class Search {
  private final Installation installation;
  private final Traces traces;
  private final Map<String, KnownUsers> known;
  private final TraceFindings findings;
  private final Map<String, List<Candidate>> candidates = new TreeMap<>();

  Search(
      Installation installation,
      Traces traces,
      Map<String, KnownUsers> known,
      TraceFindings findings) {
    this.installation = installation;
    this.traces = traces;
    this.known = known;
    this.findings = findings;
  }

  private record Candidate(MarkedSecret secret, Trace trace, boolean adopted) {
    boolean hasDerivedName() {
      return KnownUsers.unlessNamed(trace.bucket()).userName().equals(trace.userName());
    }
  }

  SearchResult run(BooleanSupplier timeIsUp) {
    try {
      judgeAll(timeIsUp);
    } catch (NotSeen e) {
      findings.unseen(String.valueOf(e.getMessage()));
    }
    var wishes = new LinkedHashMap<String, JsonNode>();
    candidates.forEach(
        (bucket, users) -> rebuild(users).ifPresent(wish -> wishes.put(bucket, wish)));
    return new SearchResult(wishes, findings.all());
  }

  private void judgeAll(BooleanSupplier timeIsUp) {
    var secrets = traces.secrets();
    while (secrets.hasNext()) {
      if (timeIsUp.getAsBoolean()) {
        findings.unfinished();
        return;
      }
      judge(secrets.next());
    }
  }

  private void judge(MarkedSecret secret) {
    switch (Claim.of(secret, installation)) {
      case Claim.OfAnother _ -> {}
      case Claim.Unclear unclear -> findings.unclear(secret, unclear.why());
      case Claim.OfThisStack claim -> {
        try {
          follow(secret, claim);
        } catch (NotSeen e) {
          findings.unclear(secret, "could not be followed: " + e.getMessage());
        }
      }
    }
  }

  private void follow(MarkedSecret secret, Claim.OfThisStack claim) {
    String said = secret.tags().getOrDefault(Ours.BUCKET_TAG, "");
    if (isKnown(said, claim.userName(), secret)) {
      return;
    }
    boolean valid = BucketName.isValid(said);
    var user = traces.user(claim.userName());
    if (user.isEmpty()) {
      // The list may lag behind a disconnect by minutes.
      if (!valid) {
        findings.unclear(secret, "names no bucket in its tag " + Ours.BUCKET_TAG);
      }
      return;
    }
    if (!user.get().path().startsWith(Ours.IAM_PATH)) {
      adopted(secret, claim, user.get(), said);
    } else if (isMadeHere(user.get(), claim)) {
      made(secret, user.get(), said);
    } else if (isEarlier(user.get(), claim)) {
      findings.earlier(secret, claim.userName());
    } else {
      findings.unclear(secret, "names a user that does not carry this stack's path and tags");
    }
  }

  /** The boundary says nothing here: a stack made anew has another than its users of before. */
  private boolean isMadeHere(TracedUser user, Claim.OfThisStack claim) {
    boolean named =
        installation.iamPath().equals(user.path())
            && installation.name().equals(user.tags().get(Ours.INSTALLATION_TAG));
    return named || (isEarlier(user, claim) && user.bounded());
  }

  private static boolean isEarlier(TracedUser user, Claim.OfThisStack claim) {
    return claim.earlier()
        && user.path().equals(Ours.IAM_PATH)
        && !user.tags().containsKey(Ours.INSTALLATION_TAG);
  }

  private void made(MarkedSecret secret, TracedUser user, String said) {
    String bucket = user.tags().getOrDefault(Ours.BUCKET_TAG, "");
    if (!said.equals(bucket)) {
      findings.unclear(
          secret, "has not the bucket in its tag " + Ours.BUCKET_TAG + " that its user has");
    }
    if (BucketName.isValid(bucket) && !isKnown(bucket, user.name(), secret)) {
      String policyArn = policies(user) + user.path() + KnownUsers.unlessNamed(bucket).policyName();
      var policy = traces.policy(policyArn).map(TracedPolicy::document);
      add(new Candidate(secret, new Trace(bucket, user.name(), policy), false));
    }
  }

  /** People's users carry no tag of ours; the policy that they were given does. */
  private void adopted(
      MarkedSecret secret, Claim.OfThisStack claim, TracedUser user, String bucket) {
    if (!BucketName.isValid(bucket)) {
      findings.unclear(secret, "names no bucket in its tag " + Ours.BUCKET_TAG);
      return;
    }
    if (claim.earlier() && !user.bounded()) {
      findings.earlier(secret, user.name());
      return;
    }
    String path = claim.earlier() ? Ours.IAM_PATH : installation.iamPath();
    var mark = installation.mark(bucket).earlier(claim.earlier());
    var policy =
        traces
            .policy(policies(user) + path + KnownUsers.unlessNamed(bucket).policyName())
            .filter(it -> mark.isOn(it.tags()));
    if (policy.isEmpty()) {
      findings.unclear(
          secret,
          "names the user %s, whom this application has not made, and for the bucket %s there is no policy of this stack's that would show that it adopted it"
              .formatted(user.name(), bucket));
      return;
    }
    add(
        new Candidate(
            secret, new Trace(bucket, user.name(), policy.map(TracedPolicy::document)), true));
  }

  private void add(Candidate candidate) {
    Trace trace = candidate.trace();
    if (known.containsKey(trace.bucket())) {
      findings.withoutRecord(
          candidate.secret(), trace.userName(), trace.bucket(), "whose record names another user");
      return;
    }
    var others = candidates.computeIfAbsent(trace.bucket(), _ -> new ArrayList<>());
    if (others.stream().noneMatch(it -> it.trace().userName().equals(trace.userName()))) {
      others.add(candidate);
    }
  }

  /** Whether its record names the user, or will when what holds it has ended. */
  private boolean isKnown(String bucket, String userName, MarkedSecret secret) {
    return Optional.ofNullable(known.get(bucket))
        .filter(it -> it.users().contains(userName) || (it.busy() && secret.isNew()))
        .isPresent();
  }

  /** A record has one user; of several, the one that this application would have made. */
  private Optional<JsonNode> rebuild(List<Candidate> users) {
    users.sort(
        Comparator.comparing(Candidate::adopted)
            .thenComparing(Candidate::hasDerivedName, Comparator.reverseOrder())
            .thenComparing(it -> it.trace().userName()));
    Optional<JsonNode> rebuilt = Optional.empty();
    for (Candidate each : users) {
      if (rebuilt.isPresent()) {
        findings.withoutRecord(
            each.secret(),
            each.trace().userName(),
            each.trace().bucket(),
            "whose record was lost and is rebuilt for another user");
      } else {
        rebuilt = wish(each);
      }
    }
    return rebuilt;
  }

  private Optional<JsonNode> wish(Candidate candidate) {
    JsonNode wish = RebuiltWish.of(candidate.trace());
    try {
      Connection.parse(wish);
      return Optional.of(wish);
    } catch (InvalidRequest e) {
      findings.unclear(candidate.secret(), "leads to what no request may say: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String policies(TracedUser user) {
    return "arn:"
        + AwsArn.partition(user.arn())
        + ":iam::"
        + AwsArn.account(user.arn())
        + ":policy";
  }
}
