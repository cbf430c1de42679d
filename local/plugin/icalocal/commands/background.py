"""A LocalStack in the background: known by its port, ended by its pid."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from icalocal.settings import SCRATCH
from icalocal.tools import LOCAL

POLL_SECONDS = 0.1


class Background:
    def __init__(self, port: int) -> None:
        self.port = port
        self.endpoint = f"http://127.0.0.1:{port}"
        self.state = SCRATCH / "state" / str(port)
        self.log = self.state / "localstack.log"
        self._pid_file = self.state / "pid.json"

    def start(self) -> None:
        self.state.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            # A session of its own, or Ctrl-C in this terminal would end it.
            process = subprocess.Popen([LOCAL / "localstack", str(self.port)], stdin=subprocess.DEVNULL, stdout=log,
                                       stderr=subprocess.STDOUT, start_new_session=True)
        self._pid_file.write_text(json.dumps({"pid": process.pid, "born": psutil.Process(process.pid).create_time()}))

    def process(self) -> psutil.Process | None:
        """The server, if it is alive. A pid alone would do after a reboot for some other program."""
        try:
            noted = json.loads(self._pid_file.read_text())
            process = psutil.Process(noted["pid"])
            same = abs(process.create_time() - noted["born"]) < 1 and process.status() != psutil.STATUS_ZOMBIE
            return process if same else None
        except (OSError, ValueError, psutil.Error):
            return None

    def is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.endpoint}/_localstack/health", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def port_is_taken(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def wait_until_healthy(self, seconds: float) -> bool:
        """False when the server has ended or the time is over."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process():
            if self.is_healthy():
                return True
            time.sleep(POLL_SECONDS)
        return False

    def stop(self, seconds: float) -> None:
        process = self.process()
        if process:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(seconds)
            except psutil.TimeoutExpired:
                process.kill()
                process.wait(seconds)
        self._pid_file.unlink(missing_ok=True)

    def end_of_log(self, lines: int = 30) -> str:
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return "(no log)"


def relative(path: Path) -> str:
    return os.path.relpath(path)
