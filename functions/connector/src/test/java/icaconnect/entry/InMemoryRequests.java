package icaconnect.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry of requests that remembers, records its writes, and can break. */
final class InMemoryRequests implements WaitingRequests {
  private final Map<String, WaitingRequest> kept = new HashMap<>();
  private final Map<String, Instant> sending = new HashMap<>();
  private final List<String> writes = new ArrayList<>();
  private Throwable broken;

  InMemoryRequests breakWith(Throwable failure) {
    broken = failure;
    return this;
  }

  List<String> writes() {
    return writes;
  }

  WaitingRequest get(String key) {
    return kept.get(key);
  }

  @Override
  public Optional<WaitingRequest> find(String key) {
    return Optional.ofNullable(kept.get(key));
  }

  @Override
  public void keep(WaitingRequest request, Instant expires) {
    write("keep");
    kept.putIfAbsent(request.id().key(), request);
  }

  @Override
  public Claim claim(String key, String body, Instant now, Instant until) {
    write("claim");
    var request = kept.get(key);
    if (request == null) {
      return new Claim.Send(body);
    }
    if (request.isAnswered()) {
      return new Claim.Answered();
    }
    if (sending.containsKey(key) && !sending.get(key).isBefore(now)) {
      return new Claim.Busy();
    }
    sending.put(key, until);
    var decided = request.decided().orElse(body);
    kept.put(key, with(request, request.responseUrl(), decided));
    return new Claim.Send(decided);
  }

  @Override
  public void answered(String key) {
    write("answered");
    sending.remove(key);
    kept.computeIfPresent(key, (_, request) -> with(request, "", request.decided().orElseThrow()));
  }

  @Override
  public void release(String key) {
    write("release");
    sending.remove(key);
  }

  private void write(String what) {
    writes.add(what);
    InMemoryRequests.<RuntimeException>throwIt(broken);
  }

  private static WaitingRequest with(WaitingRequest old, String url, String decided) {
    return new WaitingRequest(
        old.id(),
        url,
        old.onSuccess(),
        old.onFailure(),
        old.onTraces(),
        old.abandoned(),
        old.workflow(),
        Optional.of(decided));
  }

  /** Throws anything, errors too. */
  @SuppressWarnings("unchecked")
  static <T extends Throwable> void throwIt(Throwable failure) throws T {
    if (failure != null) {
      throw (T) failure;
    }
  }
}
