package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of one request is never said of another. */
class ApplicabilityTest {
  private static final Principal ONE = principal("one");
  private static final Principal OTHER = principal("other");
  private static final Target OBJECT = new Target.Exact(Requests.OBJECT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':'*','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:username':'one'}}",
        "'Principal':{'AWS':'one'},'Action':'*','Resource':'*'",
        "'Principal':'*','Action':'s3:GetObject','Resource':'*'",
        "'Principal':'*','Action':'*','Resource':'*','Condition':{'Null':{'s3:x-amz-acl':'true'}}",
        "'Principal':'*','Action':'*','Resource':'*','Condition':{'StringEquals':{'s3:prefix':'runs/'}}",
        "'Principal':'*','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:SourceVpc':'v'}}",
        "'Principal':'*','Action':'*','Resource':'arn:aws:s3:::*/${aws:username}'",
        "'Principal':'*','Action':'*','Resource':'arn:aws:s3:::lab/one'",
      })
  void each_request_is_answered_as_if_it_were_the_first(String elements) {
    var statement = statement(elements);
    var remembering = new Applicability(statement);
    Map<String, Fact> nothing = Map.of();
    Map<String, Fact> prefix = Map.of("s3:prefix", Fact.known("runs/"));
    Map<String, Fact> network = Map.of("aws:sourcevpc", Fact.known("v"));
    for (Request request :
        new Request[] {
          Request.of(ONE, "s3:GetObject", OBJECT, nothing),
          Request.of(ONE, "s3:PutObject", OBJECT, nothing),
          Request.of(ONE, "s3:GetObject", OBJECT, nothing),
          Request.of(OTHER, "s3:GetObject", OBJECT, nothing),
          Request.of(ONE, "s3:GetObject", OBJECT, nothing),
          Request.of(ONE, "s3:GetObject", OBJECT, network),
          Request.of(ONE, "s3:GetObject", OBJECT, nothing),
          Request.of(ONE, "s3:ListBucket", OBJECT, prefix),
          Request.of(ONE, "s3:ListBucket", OBJECT, nothing),
          Request.of(ONE, "s3:ListBucket", new Target.Exact("arn:aws:s3:::lab/one"), nothing),
          Request.of(OTHER, "s3:ListBucket", new Target.Exact("arn:aws:s3:::lab/one"), nothing),
          Request.of(OTHER, "s3:ListBucket", OBJECT, network),
        }) {
      assertThat(remembering.to(request))
          .describedAs("%s of %s", request.action(), request.principal().label())
          .isEqualTo(new Applicability(statement).to(request));
    }
  }

  private static Principal principal(String name) {
    var names = Set.of(name);
    return new Principal(name, name, names, names, false, Map.of("aws:username", Fact.known(name)));
  }

  private static Statement statement(String elements) {
    String policy = "{'Version':'2012-10-17','Statement':{'Effect':'Deny'," + elements + "}}";
    return Statement.read(Json.parse(policy.replace('\'', '"'))).getFirst();
  }
}
