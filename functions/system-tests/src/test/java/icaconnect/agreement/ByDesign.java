package icaconnect.agreement;

import com.fasterxml.jackson.databind.JsonNode;

/** What a stack says and a check without a stack cannot know. Nothing else may differ. */
enum ByDesign {
  /** The roles that its functions act as: a Deny may keep the application itself out. */
  WHO_THE_APPLICATION_IS {
    @Override
    boolean isFinding(JsonNode finding) {
      return finding.path("code").asText().equals("POLICY_BLOCKS_APPLICATION");
    }

    @Override
    boolean isFailure(JsonNode failure) {
      return failure.path("message").asText().startsWith("POLICY_BLOCKS_APPLICATION: ");
    }
  };

  abstract boolean isFinding(JsonNode finding);

  abstract boolean isFailure(JsonNode failure);
}
