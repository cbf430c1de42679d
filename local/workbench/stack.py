"""The application on LocalStack: started, built and deployed where that is not so yet."""

import subprocess
import sys
import time
from pathlib import Path

from botocore.exceptions import ClientError

from icalocal.commands.background import Background
from icalocal.commands.build import Build
from icalocal.commands.deploy import client, outputs
from icalocal.settings import CHECKOUT
from icalocal.tools import LOCAL
from workbench.terminal import Terminal

NAME = "ica-connect"
BUILT_FROM = "built-from"
"""Tag of the stack: what it was built from. An unchanged application is not deployed again."""
NEVER_CREATED = ("CREATE_FAILED", "ROLLBACK_FAILED", "ROLLBACK_COMPLETE", "DELETE_FAILED")
"""Such a stack can only be deleted."""
SETTLE_SECONDS = 120


class Stack:
    def __init__(self, port: int) -> None:
        self.server = Background(port)
        self.build = Build(CHECKOUT)
        self._clients = {}

    def ensure(self, terminal: Terminal) -> None:
        if not self.server.is_healthy():
            self._run(terminal, "Starting LocalStack", "up")
        else:
            terminal.say(f"   LocalStack is up at {self.server.endpoint}")
        fingerprint, deployed = self.build.fingerprint(), self._settled(terminal)
        if deployed.get("status") in ("CREATE_COMPLETE", "UPDATE_COMPLETE") and deployed.get(BUILT_FROM) == fingerprint:
            terminal.say(f"   The stack {NAME} is deployed, and the sources have not changed since")
            return
        if deployed.get("status") in NEVER_CREATED:
            self.client("cloudformation").delete_stack(StackName=NAME)
            self._settled(terminal)
        self._run(terminal, "Building and deploying the application", "deploy", "--stack", NAME, "--", "--tags", f"{BUILT_FROM}={fingerprint}")

    def client(self, service: str):
        if service not in self._clients:
            self._clients[service] = client(self.server.endpoint, service)
        return self._clients[service]

    def account(self) -> str:
        return self.client("sts").get_caller_identity()["Account"]

    def outputs(self) -> dict[str, str]:
        return outputs(self.server.endpoint, NAME)

    def _described(self) -> dict[str, str]:
        try:
            stack = self.client("cloudformation").describe_stacks(StackName=NAME)["Stacks"][0]
        except ClientError:
            return {}
        return {"status": stack["StackStatus"]} | {tag["Key"]: tag["Value"] for tag in stack.get("Tags", [])}

    def _settled(self, terminal: Terminal) -> dict[str, str]:
        """A deployment goes on in LocalStack when its starter was broken off."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while (status := (described := self._described()).get("status", "")).endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
            if time.monotonic() > deadline:
                sys.exit(f"The stack {NAME} has been {status} for {SETTLE_SECONDS} s. Start anew: local/down --port {self.server.port}")
            terminal.status(f"   The stack {NAME} is {status}")
            time.sleep(0.3)
        return described

    def _run(self, terminal: Terminal, what: str, command: str, *arguments: str) -> None:
        """Runs a command of local/ quietly; what it said is shown when it fails."""
        self.server.state.mkdir(parents=True, exist_ok=True)
        log = self.server.state / f"{command}.log"
        begin = time.monotonic()
        with log.open("wb") as output:
            process = subprocess.Popen([LOCAL / command, "--port", str(self.server.port), *arguments], stdout=output, stderr=output)
            try:
                while process.poll() is None:
                    terminal.status(f"   {what} … {time.monotonic() - begin:.0f} s")
                    time.sleep(0.2)
            except BaseException:
                process.terminate()
                process.wait()
                raise
        if process.returncode:
            sys.exit(f"{what} failed:\n{_end_of(log)}\nTo start anew: make down PORT={self.server.port}")
        terminal.say(f"   {what}: {time.monotonic() - begin:.1f} s")


def _end_of(log: Path, lines: int = 40) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
