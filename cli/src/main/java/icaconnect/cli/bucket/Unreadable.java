package icaconnect.cli.bucket;

/** The caller may not read what a step goes by: that step cannot be judged. */
public final class Unreadable extends RuntimeException {
  private final transient Unread unread;

  public Unreadable(Unread unread, Throwable cause) {
    super(unread.reason(), cause);
    this.unread = unread;
  }

  public Unread unread() {
    return unread;
  }
}
