"""The command line as a person uses it: what it prints is the demo."""

import json
import os
import subprocess
from pathlib import Path

from icalocal.settings import CHECKOUT
from workbench.calls import Calls, configuration_writes
from workbench.stack import NAME, Stack

BUILT = CHECKOUT / "cli" / "target" / "ica-connect"


class Failed(Exception):
    """A command failed, and the story cannot go on."""


class CommandLine:
    def __init__(self, stack: Stack) -> None:
        self._there = ["--stack", NAME, "--region", "us-east-1", "--endpoint-url", stack.server.endpoint]
        self._environment = os.environ | {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
        self._log = stack.server.state / "requests.jsonl"

    def shown(self, *arguments: str | Path) -> list[str]:
        """Runs a command for everybody to see, and answers what it has AWS write."""
        calls = Calls(self._log)
        print(f"   $ ica-connect {' '.join(map(str, arguments))}\n", flush=True)
        ended = subprocess.run([BUILT, *arguments, *self._there], env=self._environment)
        if ended.returncode:
            raise Failed(f"ica-connect {arguments[0]} ended with {ended.returncode}")
        return configuration_writes(calls.since_the_mark())

    def record(self, bucket: str) -> dict:
        """What the registry says of a connection."""
        shown = subprocess.run([BUILT, "show", bucket, "--output", "json", *self._there], env=self._environment, check=True, capture_output=True)
        return json.loads(shown.stdout)
