"""NOT ICA: a stand-in for its storage API, which runs on this machine for as long as the demo does."""

import json
import secrets
import subprocess
import time
import urllib.request
from pathlib import Path

from botocore.exceptions import ClientError

from icalocal.commands.ica import ica_port, ica_url
from icalocal.settings import CHECKOUT
from icalocal.tools import java_home
from workbench.stack import Stack

SOURCE = CHECKOUT / "functions/system-tests/src/test/java/icaconnect/ica/StandInIca.java"
SECRET = "ica-api-key-demo"
POLL_SECONDS = 0.05
START_SECONDS = 60
VALIDATION_SECONDS = 30
MEDIA_TYPE = "application/vnd.illumina.v3+json"


class NotStarted(Exception):
    pass


class StandIn:
    """The stand-in as a child process, and its API key in a secret as a person would put it there."""

    def __init__(self, stack: Stack) -> None:
        self.url = ica_url(stack.server.port)
        self.secret_arn = ""
        self._stack = stack
        self.log = stack.server.state / "stand-in-ica.log"
        self._secrets = stack.client("secretsmanager")
        self._api_key = secrets.token_hex(16)

    def __enter__(self) -> "StandIn":
        self.process = self._start(self._stack)
        self.secret_arn = self._store()
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait()
        self._secrets.delete_secret(SecretId=SECRET, ForceDeleteWithoutRecovery=True)

    def mark(self) -> int:
        return len(self._requests())

    def writes(self, mark: int = 0) -> list[str]:
        """What it was asked to change since a mark: everything but reads and signing in."""
        return [request for request in self._requests()[mark:] if not request.startswith("GET") and "/api/tokens " not in request]

    def validate(self, configuration: str) -> dict:
        """Has a configuration validated, as somebody does with a button in ICA; the configuration once that has ended."""
        path = f"/api/storageConfigurations/{configuration}"
        self._ask("POST", f"{path}:validate")
        deadline = time.monotonic() + VALIDATION_SECONDS
        while (found := self._ask("GET", path))["status"] == "INITIALIZING":
            if time.monotonic() > deadline:
                raise TimeoutError(f"The stand-in has not ended a validation in {VALIDATION_SECONDS} s")
            time.sleep(POLL_SECONDS)
        return found

    def _start(self, stack: Stack) -> subprocess.Popen:
        # Java compiles the source in memory, against the functions as they are deployed; -XX: for a short life.
        code = next(path.parent for path in sorted(stack.build.folder.glob("*/lib")))
        command = [java_home() / "bin" / "java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", f"{code}:{code}/lib/*", SOURCE,
                   str(ica_port(stack.server.port)), stack.server.endpoint]
        with self.log.open("wb") as log:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
        # The pipe stays open: the stand-in ends with it, even if this process is killed.
        process.stdin.write(f"{self._api_key}\n".encode())
        process.stdin.flush()
        deadline = time.monotonic() + START_SECONDS
        while "listens at" not in _text(self.log):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                process.wait()
                raise NotStarted(f"The stand-in for ICA did not start at {self.url}. If its port is in use, choose another PORT. It said:\n{_text(self.log)}")
            time.sleep(POLL_SECONDS)
        return process

    def _store(self) -> str:
        try:
            return self._secrets.create_secret(Name=SECRET, SecretString=self._api_key)["ARN"]
        except ClientError as refused:  # of a run that was killed
            if refused.response["Error"]["Code"] != "ResourceExistsException":
                raise
            return self._secrets.put_secret_value(SecretId=SECRET, SecretString=self._api_key)["ARN"]

    def _requests(self) -> list[str]:
        return [line for line in _text(self.log).splitlines() if line.startswith(("GET ", "POST "))]

    def _ask(self, method: str, path: str) -> dict:
        token = self._send("POST", "/api/tokens", {"X-API-Key": self._api_key})["token"]
        return self._send(method, path, {"Authorization": f"Bearer {token}"})

    def _send(self, method: str, path: str, headers: dict[str, str]) -> dict:
        request = urllib.request.Request(self.url + path, method=method, headers={"Accept": MEDIA_TYPE} | headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            body = answer.read()
        return json.loads(body) if body else {}


def _text(log: Path) -> str:
    return log.read_text(errors="replace") if log.exists() else ""
