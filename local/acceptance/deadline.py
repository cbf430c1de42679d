"""When a run ends by itself."""

import contextlib
import signal
from collections.abc import Iterator


class Overdue(BaseException):
    """No Exception: whoever tries again after those would try again after this."""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _overdue)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _overdue(*_) -> None:
    raise Overdue
