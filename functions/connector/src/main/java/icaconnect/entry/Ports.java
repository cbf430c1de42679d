package icaconnect.entry;

/** What the door reaches in the account. */
public record Ports(WaitingRequests requests, Workflows workflows, Claims claims) {
  /** For Reply, which takes no requests. */
  public Ports(WaitingRequests requests, Workflows workflows) {
    this(
        requests,
        workflows,
        _ -> {
          throw new IllegalStateException("requests are taken by the custom resource function");
        });
  }
}
