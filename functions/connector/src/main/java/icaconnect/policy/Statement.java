package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One statement, read once for many questions. Its JSON stays what it is.
 *
 * @param index the statement's place in the document, from 0
 */
public record Statement(
    int index,
    JsonNode json,
    String effect,
    PrincipalElement principal,
    boolean notAction,
    List<String> actions,
    boolean notResource,
    List<PolicyValue> resources,
    List<Condition> conditions,
    boolean variables) {

  /** Where new exceptions go when a statement has none. */
  private static final String NEW_EXCEPTIONS = "/Condition/ArnNotLike/aws:PrincipalArn";

  /** Only this version has policy variables. */
  private static final String VERSION_WITH_VARIABLES = "2012-10-17";

  public static List<Statement> read(JsonNode policy) {
    boolean variables = VERSION_WITH_VARIABLES.equals(policy.path("Version").textValue());
    var statements = new ArrayList<Statement>();
    for (JsonNode json : PolicyDocument.statementsOf(policy)) {
      statements.add(read(statements.size(), json, variables));
    }
    return statements;
  }

  static Statement read(int index, JsonNode json, boolean variables) {
    boolean notAction = json.has("NotAction");
    boolean notResource = json.has("NotResource");
    return new Statement(
        index,
        json,
        json.path("Effect").asText(),
        PrincipalElement.read(json),
        notAction,
        texts(json.path(notAction ? "NotAction" : "Action")).stream()
            .map(action -> PolicyValue.of(action.toLowerCase(Locale.ROOT), false).fixed())
            .toList(),
        notResource,
        texts(json.path(notResource ? "NotResource" : "Resource")).stream()
            .map(resource -> PolicyValue.of(resource, variables))
            .toList(),
        Condition.read(json.path("Condition"), variables),
        variables);
  }

  /** The statement in its place with other JSON. */
  public Statement with(JsonNode edited) {
    return read(index, edited, variables);
  }

  public Optional<String> sid() {
    return PolicyDocument.sidOf(json);
  }

  public boolean denies() {
    return effect.equals("Deny");
  }

  public boolean allows() {
    return effect.equals("Allow");
  }

  public boolean hasConditions() {
    return !conditions.isEmpty();
  }

  /** Whether its Principal is everybody, and neither some nor all but some. */
  public boolean meansEverybody() {
    return principal.everyone() && !principal.negated();
  }

  /** Whether its Principal names some, and is not everybody. */
  boolean namesPrincipals() {
    return !principal.everyone() && !principal.negated();
  }

  /** Whether it is about one account, and not about everybody. */
  public boolean isAboutAnAccount() {
    return Meaning.isAboutAnAccount(this);
  }

  /**
   * JSON pointer, from the statement, to the ARNs that its condition spares: there, or to be made.
   */
  public String exceptionsPointer() {
    return exceptionsPointer(false);
  }

  /**
   * The same for an ARN that may be a pattern, which only some operators match as one.
   *
   * @param pattern whether it is one
   */
  String exceptionsPointer(boolean pattern) {
    return conditions.stream()
        .filter(condition -> condition.lowerKey().equals("aws:principalarn"))
        .filter(condition -> condition.operator().filter(Operator::sparesListedArns).isPresent())
        .filter(condition -> !pattern || condition.operator().get().matchesPatterns())
        .map(condition ->
            "/Condition/" + escaped(condition.spelling()) + "/" + escaped(condition.key()))
        .findFirst()
        .orElse(NEW_EXCEPTIONS);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /**
   * Whether it keeps everybody, or everybody of the account, but these from deleting objects or
   * versions of them.
   *
   * @param account the number of the bucket's
   */
  public boolean deniesDeletingAllBut(Set<String> arns, String account) {
    return denies()
        && (covers("s3:deleteobjectversion") || covers("s3:deleteobject"))
        && Meaning.deniesAllBut(this, arns, account);
  }

  /** Whether it applies to the request: every element must fit. */
  public Verdict appliesTo(Request request) {
    return new Applicability(this).to(request);
  }

  /** Whether a condition or a condition's variable asks for what only some actions send. */
  boolean asksForKeysOfActions() {
    return conditions.stream()
        .anyMatch(condition ->
            KeysOfActions.differ(condition.lowerKey())
                || condition.hasVariable(KeysOfActions::differ));
  }

  /**
   * Whether all its conditions hold for the request. Lines about the same key are judged together,
   * since one value must make all of them hold; different keys are independent of each other.
   */
  Verdict holds(Request request) {
    Verdict verdict = Verdict.APPLIES;
    for (List<Condition> aboutOneKey : byKey(request)) {
      verdict = verdict.and(Correlation.holds(aboutOneKey, request));
      if (verdict.doesNotApply()) {
        break;
      }
    }
    return verdict;
  }

  private Collection<List<Condition>> byKey(Request request) {
    if (conditions.size() < 2) {
      return conditions.isEmpty() ? List.of() : List.of(conditions);
    }
    var groups = new LinkedHashMap<String, List<Condition>>();
    for (Condition condition : conditions) {
      groups
          .computeIfAbsent(request.sameAs(condition.lowerKey()), _ -> new ArrayList<>())
          .add(condition);
    }
    return groups.values();
  }

  /**
   * @param action in lower case
   */
  boolean covers(String action) {
    for (String pattern : actions) {
      if (Wildcard.matches(pattern, action)) {
        return !notAction;
      }
    }
    return notAction;
  }

  Verdict covers(Target target, Request request) {
    Verdict listed = Verdict.DOES_NOT_APPLY;
    for (PolicyValue resource : resources) {
      listed = listed.or(covers(resource, target, request));
      if (listed.applies()) {
        break;
      }
    }
    return notResource ? listed.not() : listed;
  }

  private static Verdict covers(PolicyValue resource, Target target, Request request) {
    if (resource.fixed() != null) {
      return covers(resource.fixed(), target);
    }
    return switch (resource.resolve(request::fact)) {
      case PolicyValue.Pattern text -> covers(text.pattern(), target);
      case PolicyValue.NoValue _ -> Verdict.DOES_NOT_APPLY;
      case PolicyValue.Undecided undecided ->
          covers(resource.widest(request::fact), target).doesNotApply()
              ? Verdict.DOES_NOT_APPLY
              : Verdict.dependsOn(undecided.key());
    };
  }

  private static Verdict covers(String pattern, Target target) {
    return switch (target) {
      case Target.Exact one -> Verdict.of(Wildcard.matches(pattern, one.arn()));
      case Target.Under many ->
          switch (many.ofWholeBucket()
              ? Wildcard.coverageBeyond(pattern, many.arn())
              : Wildcard.coverage(pattern, many.arn())) {
            case ALL -> Verdict.APPLIES;
            case NONE -> Verdict.DOES_NOT_APPLY;
            case SOME -> Verdict.dependsOn(Target.OBJECT_KEY);
          };
    };
  }

  private static List<String> texts(JsonNode value) {
    return PolicyDocument.listOf(value).stream().map(JsonNode::asText).toList();
  }
}
