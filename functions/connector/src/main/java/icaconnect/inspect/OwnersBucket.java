package icaconnect.inspect;

import icaconnect.addition.Addition;
import icaconnect.addition.AdditionAnswer;
import icaconnect.addition.OwnersDocuments;
import icaconnect.bucketpolicy.OwnersPolicy;
import icaconnect.code.Code;
import icaconnect.cors.OwnersRules;
import icaconnect.report.Finding;
import icaconnect.step.Step;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bucket that is left to its owner: what they have to add, and later to take out. */
record OwnersBucket(OwnersDocuments documents, Clock clock) {
  AdditionAnswer addition(Step step) {
    return AdditionAnswer.of(step.bucket(), Addition.of(step, documents, clock.instant()));
  }

  /**
   * @param key of the bucket's default encryption, whose policy is not read for it
   */
  Finding toTakeOut(Step step, Optional<String> key) {
    var parts = new ArrayList<String>();
    part(
        "of its CORS rules: ",
        OwnersRules.onlyFor(
            documents.rules(step.ownedBucket()), step.connection().allowedOrigins()),
        parts);
    part(
        "of its policy, the statements or what they name of ICA: ",
        OwnersPolicy.naming(step, documents.policy(step.ownedBucket())),
        parts);
    key.ifPresent(
        arn -> parts.add("of the policy of its key " + arn + ", what lets in " + step.userArn()));
    return Finding.info(
        Code.OWNER_TAKES_OUT,
        "Nothing has been taken out of the bucket "
            + step.bucket()
            + ", its policies and its key (verifyOnly)."
            + (parts.isEmpty() ? " There is nothing of ICA's in them." : ""),
        parts.isEmpty()
            ? "Nothing to do."
            : "Have whoever owns the bucket's code take out what nobody else needs: "
                + String.join("; ", parts)
                + ".");
  }

  private static void part(String words, List<String> names, List<String> parts) {
    if (!names.isEmpty()) {
      parts.add(words + String.join(", ", names));
    }
  }
}
