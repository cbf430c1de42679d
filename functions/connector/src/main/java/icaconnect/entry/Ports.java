package icaconnect.entry;

/** What the door reaches in the account. */
public record Ports(WaitingRequests requests, Workflows workflows) {}
