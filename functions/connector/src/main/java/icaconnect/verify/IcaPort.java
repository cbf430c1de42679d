package icaconnect.verify;

import icaconnect.step.OwnedBucket;
import java.util.Optional;

/** Acts as ICA will: with the connection's own access key. */
public interface IcaPort {
  /** Reads the key from the connection's secret. */
  Key key(String secretName);

  /** What a browser on this origin is answered before it sends a request. */
  Preflight preflight(OwnedBucket bucket, String objectKey, String origin, String method);

  /** The connection's access key, ready to use. */
  interface Key {
    /** The bucket that the secret says the key is of; empty where it names none. */
    Optional<String> bucket();

    /** The ARN that AWS knows the key's holder by. */
    String callerArn();

    /**
     * A session as ICA opens it.
     *
     * @param sessionPolicy what it is limited to
     */
    IcaSession federate(String userName, OwnedBucket bucket, String sessionPolicy);
  }
}
