package icaconnect.kms;

import icaconnect.report.Finding;
import icaconnect.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What of ours stays after a disconnect with {@code verifyOnly}, which only looks: on the keys that
 * the record names, and on those that the deployer does, since every step can write the record.
 */
record OursLeft(EditableKeys editable, KeyPolicyPort policies, KeyGrants grants) {
  List<Finding> findings(Step step) {
    var journal = JournalEntry.read(step);
    var keys = new TreeSet<>(journal.arns());
    keys.addAll(editable.arns());
    var findings = new ArrayList<Finding>();
    for (String key : keys) {
      statement(step, key, findings);
      grants(step, key, journal.grantees(key), findings);
    }
    return findings;
  }

  private void statement(Step step, String key, List<Finding> findings) {
    String sid = KeyStatement.sid(step);
    switch (KeyPolicyFound.orDenied(() -> policies.read(key))) {
      case KeyPolicyFound.Policy(var policy) -> {
        if (!KeyPolicyDraft.oursIn(policy, step).isEmpty()) {
          findings.add(KmsLeftFindings.statementStays(key, sid));
        }
      }
      case KeyPolicyFound.Gone() -> {
        // Its policy went with it.
      }
      case KeyPolicyFound.Denied(var reason) ->
          findings.add(KmsLeftFindings.mayBeLeft(key, sid, reason));
    }
  }

  /** KMS may not list a new one yet: what the journal knows of stays until somebody says else. */
  private void grants(Step step, String key, List<String> journalled, List<Finding> findings) {
    String name = KeyStatement.sid(step);
    GrantsFound found = GrantsFound.orDenied(() -> grants.beginningOn(key));
    boolean known = !journalled.isEmpty() && !(found instanceof GrantsFound.Gone);
    var listed =
        switch (found) {
          case GrantsFound.Grants(var all) -> all;
          case GrantsFound.Beginning(var some) -> some;
          case GrantsFound.Gone _, GrantsFound.Denied _ -> List.<KeyGrant>of();
        };
    // Whomever it lets in: a role that nobody remembers is the owner's to judge.
    if (known || listed.stream().anyMatch(each -> OurGrant.hasForm(each, step))) {
      findings.add(KmsLeftFindings.grantsStay(key, name));
    } else if (found instanceof GrantsFound.Denied(var reason)) {
      findings.add(KmsLeftFindings.mayBeGranted(key, name, reason));
    } else if (found instanceof GrantsFound.Beginning(var some)) {
      findings.add(
          KmsLeftFindings.mayBeGranted(key, name, KmsLeftFindings.onlyTheFirst(some.size())));
    }
  }
}
