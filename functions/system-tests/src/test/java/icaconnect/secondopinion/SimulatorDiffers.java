package icaconnect.secondopinion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.Principal;
import icaconnect.secondopinion.Question.World;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Where version 0.1.173 of the simulator reads a policy otherwise than AWS documents it. Each
 * rewrites a statement so that the simulator makes of it what AWS makes of the original; null when
 * that is nothing.
 */
enum SimulatorDiffers {
  /**
   * The simulator spares whom NotPrincipal names in any way. AWS wants the principal and its
   * account listed, and never spares who has a permissions boundary.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
   */
  NOT_PRINCIPAL_NAMES_BOTH {
    @Override
    JsonNode rewrite(JsonNode statement, Principal who, World world, boolean variables) {
      if (!statement.has("NotPrincipal")) {
        return statement;
      }
      var listed = new java.util.HashSet<String>();
      PolicyDocument.listOf(statement.path("NotPrincipal").path("AWS"))
          .forEach(
              each -> listed.add(each.asText().replaceFirst("^arn:aws:iam::(\\d+):root$", "$1")));
      boolean session = who.arn().contains(":federated-user/");
      boolean role = who.arn().contains(":role/");
      boolean spared =
          !who.bounded()
              && !role
              && listed.contains(who.arn().split(":")[4])
              && listed.contains(who.arn())
              && (!session
                  || listed.contains(
                      who.arn().replace(":sts:", ":iam:").replace(":federated-user/", ":user/")));
      if (spared) {
        return null;
      }
      ObjectNode edited = statement.deepCopy();
      edited.remove("NotPrincipal");
      return edited.put("Principal", "*");
    }
  },

  /**
   * The simulator finds a federated session's user by name and without a path.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
   */
  SESSIONS_OF_USERS_WITH_A_PATH {
    @Override
    JsonNode rewrite(JsonNode statement, Principal who, World world, boolean variables) {
      if (!who.arn().contains(":federated-user/") || !statement.path("Principal").isObject()) {
        return statement;
      }
      ObjectNode edited = statement.deepCopy();
      var named = edited.withObject("/Principal");
      ArrayNode spelled = Json.MAPPER.createArrayNode();
      for (JsonNode each : PolicyDocument.listOf(named.path("AWS"))) {
        boolean user = each.asText().contains(":user/");
        boolean own = who.names().contains(each.asText());
        spelled.add(user ? own ? who.arn() : SOMEBODY_ELSE : each.asText());
      }
      if (!spelled.isEmpty()) {
        named.set("AWS", spelled);
      } else {
        named.remove("AWS");
      }
      return edited;
    }
  },

  /**
   * The simulator fills variables whatever the policy's version; AWS has them since 2012-10-17.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
   */
  NO_VARIABLES_BEFORE_2012 {
    @Override
    JsonNode rewrite(JsonNode statement, Principal who, World world, boolean variables) {
      return variables ? statement : Json.parse(statement.toString().replace("${", "${$}{"));
    }
  },

  /**
   * A variable without a value makes the simulator's negated operators and NotResource false. AWS:
   * "there is no equal or like value", and negated operators match.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
   */
  NOTHING_EQUALS_NO_VALUE {
    @Override
    JsonNode rewrite(JsonNode statement, Principal who, World world, boolean variables) {
      if (!variables || !statement.toString().contains("${")) {
        return statement;
      }
      ObjectNode edited = statement.deepCopy();
      editValues(
          edited, (_, value) -> valueless(value, world) ? "arn:aws:no:value::equals/this" : value);
      if (edited.has("NotResource")) {
        edited.set(
            "NotResource",
            each(
                edited.get("NotResource"),
                value -> valueless(value, world) ? "arn:aws:s3:::no-value-equals-this" : value));
      }
      return edited;
    }
  },

  /**
   * The simulator compares seconds since 1970 with milliseconds.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
   */
  SECONDS_ARE_NOT_MILLISECONDS {
    @Override
    JsonNode rewrite(JsonNode statement, Principal who, World world, boolean variables) {
      ObjectNode edited = statement.deepCopy();
      editValues(
          edited,
          (operator, value) ->
              operator.contains("date")
                  ? PossibleValues.date(value).map(Object::toString).orElse(value)
                  : value);
      return edited;
    }
  },

  /**
   * The simulator compares addresses without a mask as texts, and has an address of the other
   * family outside and inside at once. AWS takes it for one of /32 or /128.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
   */
  AN_ADDRESS_IS_A_RANGE {
    @Override
    JsonNode rewrite(JsonNode statement, Principal who, World world, boolean variables) {
      ObjectNode edited = statement.deepCopy();
      editValues(
          edited,
          (operator, value) ->
              operator.contains("ipaddress") && !value.contains("/")
                  ? value + (value.contains(":") ? "/128" : "/32")
                  : value);
      return edited;
    }
  },

  /**
   * The simulator shifts by 32 bits, which JavaScript takes for none, and so has nothing within
   * 0.0.0.0/0 but that one address.
   */
  ALL_ADDRESSES_ARE_ALL {
    @Override
    JsonNode rewrite(JsonNode statement, Principal who, World world, boolean variables) {
      return Json.parse(
          statement.toString().replace("\"0.0.0.0/0\"", "\"0.0.0.0/1\",\"128.0.0.0/1\""));
    }
  };

  private static final String SOMEBODY_ELSE = "arn:aws:iam::111122223333:user/somebody-else";

  abstract JsonNode rewrite(JsonNode statement, Principal who, World world, boolean variables);

  /** As the simulator must read it in this world, or null for no statement at all. */
  static JsonNode all(JsonNode statement, Principal who, World world, boolean variables) {
    JsonNode edited = statement;
    for (SimulatorDiffers each : values()) {
      edited = edited == null ? null : each.rewrite(edited, who, world, variables);
    }
    return edited;
  }

  /** The world with moments as this statement's operators have the simulator read them. */
  static World world(JsonNode statement, World world) {
    Object seconds = world.keys().get("aws:epochtime");
    boolean dates =
        statement.path("Condition").properties().stream()
            .anyMatch(block -> block.getKey().toLowerCase(Locale.ROOT).contains("date"));
    if (seconds == null || !dates) {
      return world;
    }
    Map<String, Object> keys = new HashMap<>(world.keys());
    keys.put("aws:epochtime", PossibleValues.date((String) seconds).orElseThrow().toString());
    return new World(world.resource(), keys);
  }

  private static boolean valueless(String value, World world) {
    return java.util.regex.Pattern.compile("\\$\\{([^}]*)}")
        .matcher(value)
        .results()
        .map(found -> found.group(1))
        .filter(inside -> !inside.contains(",") && !inside.matches("[*?$]"))
        .anyMatch(inside ->
            !(world.keys().get(inside.strip().toLowerCase(Locale.ROOT)) instanceof String));
  }

  private static void editValues(ObjectNode statement, BiFunction<String, String, String> edit) {
    for (var block : statement.path("Condition").properties()) {
      String operator = block.getKey().toLowerCase(Locale.ROOT);
      for (var line : block.getValue().properties()) {
        line.setValue(each(line.getValue(), value -> edit.apply(operator, value)));
      }
    }
  }

  private static JsonNode each(JsonNode list, java.util.function.UnaryOperator<String> edit) {
    ArrayNode edited = Json.MAPPER.createArrayNode();
    PolicyDocument.listOf(list).forEach(value -> edited.add(edit.apply(value.asText())));
    return edited;
  }
}
