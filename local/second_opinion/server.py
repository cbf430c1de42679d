"""A MiniStack of this run's own, on a port that nobody listens on."""

import contextlib
import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from icalocal.settings import CHECKOUT, SCRATCH

START_SECONDS = 60
END_SECONDS = 30
JUDGEMENTS = SCRATCH / "state" / "second-opinion" / "judgements.jsonl"


@contextlib.contextmanager
def ministack(auth: bool) -> Iterator[str]:
    """Its endpoint. The log is .local/state/second-opinion/ministack.log."""
    port = free_port()
    log = SCRATCH / "state" / "second-opinion" / "ministack.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    JUDGEMENTS.unlink(missing_ok=True)
    with log.open("w") as output:
        command = [CHECKOUT / "local" / "ministack", str(port), *(["--auth"] if auth else [])]
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=os.environ | {"JUDGEMENTS": str(JUDGEMENTS)})
    try:
        endpoint = f"http://127.0.0.1:{port}"
        wait_until_ready(endpoint, server, log)
        yield endpoint
    finally:
        server.terminate()
        try:
            server.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()


def denied() -> list[str]:
    """What IAM refused since the server began, one line each."""
    if not JUDGEMENTS.exists():
        return []
    lines = map(json.loads, JUDGEMENTS.read_text().splitlines())
    return sorted({f"{line['action']} on {line['resource']}" for line in lines if not line["allowed"]})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(endpoint: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{endpoint}/_ministack/health", timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"MiniStack does not answer; its log: {log}")
