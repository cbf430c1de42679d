"""Ends the JVMs of a server that was killed before it could end them itself.

Runs as a process of its own, told on standard input of every JVM that starts (`+PID`) and ends (`-PID`).
The input closes when the server dies, however it dies. (Linux's PR_SET_PDEATHSIG is no substitute: it fires when
the *thread* that started a child ends, and LocalStack starts environments from short-lived threads.)
"""

import functools
import os
import signal
import subprocess
import sys
import threading


@functools.cache
def reaper() -> "Reaper":
    return Reaper()


class Reaper:
    """The server's end of the pipe."""

    def __init__(self) -> None:
        # A session of its own, or Ctrl-C in the server's terminal would end the reaper first.
        self._process = subprocess.Popen([sys.executable, "-I", "-S", __file__], stdin=subprocess.PIPE, text=True, start_new_session=True)
        self._lock = threading.Lock()

    def watch(self, pid: int) -> None:
        self._tell(f"+{pid}")

    def forget(self, pid: int) -> None:
        self._tell(f"-{pid}")

    def _tell(self, line: str) -> None:
        with self._lock:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()


def main() -> None:
    alive: set[int] = set()
    for line in sys.stdin:
        pid = int(line[1:])
        if line[0] == "+":
            alive.add(pid)
        else:
            alive.discard(pid)
    for pid in alive:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


if __name__ == "__main__":
    main()
