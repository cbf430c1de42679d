package icaconnect.kms;

import static icaconnect.policy.Fact.ABSENT;
import static icaconnect.policy.Fact.known;
import static icaconnect.policy.Fact.oneOf;

import icaconnect.policy.Fact;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Principal;
import icaconnect.policy.Request;
import icaconnect.policy.Target;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What S3 asks of KMS in the name of ICA's principals, and what is known about it. The keys:
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
final class KeyRequests {
  /** A key policy that allows only some names would refuse one of these. */
  private static final List<String> OBJECTS = List.of("a", "run-1/reads.fastq.gz");

  /** Keys of grants, of enclaves and of changing a key: none of these three actions has them. */
  private static final List<String> OF_OTHER_REQUESTS =
      List.of(
          "kms:grantconstrainttype",
          "kms:grantisforawsresource",
          "kms:grantoperations",
          "kms:granteeprincipal",
          "kms:retiringprincipal",
          "kms:reencryptonsamekey",
          "kms:bypasspolicylockoutsafetycheck",
          "kms:policyname",
          "kms:recipientattestation:imagesha384",
          "kms:recipientattestation:pcr0");

  private KeyRequests() {}

  static List<Request> of(Step step, String keyArn, Instant now) {
    var key = new Target.Exact(keyArn);
    var requests = new ArrayList<Request>();
    for (Principal principal : IcaRequests.of(step, now).principals()) {
      for (String action : KeyStatement.ACTIONS) {
        requests.add(Request.of(principal, action, key, facts(step, keyArn, principal, action)));
      }
    }
    return List.copyOf(requests);
  }

  static String viaService(Step step) {
    return "s3." + step.facts().region() + "." + step.account().urlSuffix();
  }

  static String bucketArn(Step step) {
    return "arn:" + step.account().partition() + ":s3:::" + step.bucket();
  }

  static String objectsArn(Step step) {
    return bucketArn(step) + "/" + step.connection().prefix().value();
  }

  private static Map<String, Fact> facts(
      Step step, String keyArn, Principal principal, String action) {
    var facts = new HashMap<String, Fact>();
    OF_OTHER_REQUESTS.forEach(key -> facts.put(key, ABSENT));
    facts.put("kms:viaservice", known(viaService(step)));
    facts.put("kms:calleraccount", known(principal.ownArn().split(":", 6)[4]));
    facts.put("kms:encryptioncontext:aws:s3:arn", context(step));
    facts.put("kms:encryptioncontextkeys", known("aws:s3:arn"));
    facts.put("kms:keyspec", known("SYMMETRIC_DEFAULT"));
    facts.put("kms:keyusage", known("ENCRYPT_DECRYPT"));
    facts.put(
        "kms:encryptionalgorithm",
        action.equals("kms:GenerateDataKey") ? ABSENT : known("SYMMETRIC_DEFAULT"));
    facts.put("aws:viaawsservice", known("true"));
    facts.put("aws:resourceaccount", known(keyArn.split(":", 6)[4]));
    return Map.copyOf(facts);
  }

  private static Fact context(Step step) {
    return step.facts().bucketKey()
        ? known(bucketArn(step))
        : oneOf(OBJECTS.stream().map(name -> known(objectsArn(step) + name)).toArray(Fact[]::new));
  }
}
