package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;

/**
 * Where MiniStack 1.5.33 reads a policy otherwise than AWS documents it. Each rewrites a statement
 * so that, read as AWS reads it, it says what MiniStack makes of the original; null when that is
 * nothing.
 */
enum KnownDifference {
  /**
   * MiniStack never applies a statement with NotPrincipal; AWS denies all who are not listed.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
   */
  NOT_PRINCIPAL_IS_IGNORED {
    @Override
    JsonNode rewrite(JsonNode statement) {
      return statement.has("NotPrincipal") ? null : statement;
    }
  },

  /**
   * MiniStack takes policy variables for plain text; AWS puts the request's values in.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
   */
  VARIABLES_ARE_PLAIN_TEXT {
    @Override
    JsonNode rewrite(JsonNode statement) {
      return Json.parse(statement.toString().replace("${", "${$}{"));
    }
  },

  /**
   * MiniStack matches a Principal that is a user's ARN with that user only. A federated session has
   * what its user has at most, so what AWS denies the user it denies the session.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
   */
  A_USER_IS_NOT_ITS_SESSIONS {
    @Override
    JsonNode rewrite(JsonNode statement) {
      JsonNode named = statement.path("Principal").path("AWS");
      if (!statement.has("Principal") || statement.toString().contains("\"AWS\":\"*\"")) {
        return statement;
      }
      ObjectNode edited = statement.deepCopy();
      ArrayNode others = Json.MAPPER.createArrayNode();
      for (JsonNode one : PolicyDocument.listOf(named)) {
        if (!one.asText().contains(":user/" + EnforcedPoliciesTest.USER_NAME)) {
          others.add(one);
        }
      }
      if (statement.path("Principal").isObject() && !named.isMissingNode()) {
        ((ObjectNode) edited.get("Principal")).set("AWS", others);
      }
      return edited;
    }

    @Override
    boolean concerns(boolean session) {
      return session;
    }
  };

  abstract JsonNode rewrite(JsonNode statement);

  /** Whether it bears on requests of the user's sessions only. */
  boolean concerns(boolean session) {
    return true;
  }
}
