package icaconnect.credential;

import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.report.Change;
import icaconnect.report.ChangeSubject;

/** Says in from/to terms what happens to access keys and to the secret that holds one. */
public final class KeyChanges {
  private static final String ACCESS_KEY = "access key";

  private KeyChanges() {}

  public static ChangeSubject user(String userName) {
    return new ChangeSubject(ChangeSubject.Kind.IAM_USER, userName);
  }

  public static ChangeSubject secret(String secretName) {
    return new ChangeSubject(ChangeSubject.Kind.SECRET, secretName);
  }

  public static ChangeSubject secretOf(String arn) {
    return secret(SecretNames.ofArn(arn));
  }

  /** IAM chooses its id. */
  public static Change created(String userName) {
    return Change.added(user(userName).part(ACCESS_KEY), TextNode.valueOf("a new key"));
  }

  public static Change deleted(String userName, String accessKeyId) {
    return Change.removed(user(userName).part(ACCESS_KEY), TextNode.valueOf(accessKeyId));
  }
}
