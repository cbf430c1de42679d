"""How long the command line takes to start, beside the AWS CLI."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from icalocal.settings import CHECKOUT
from workbench.stack import NAME, Stack

BUILT = CHECKOUT / "cli" / "target" / "ica-connect"


def measure(stack: Stack, aws: Path, rounds: int, progress: Callable[[str], None]) -> list[tuple[str, float, float]]:
    """Each command with the medians of its seconds and its processor seconds."""
    there = ["--region", "us-east-1", "--endpoint-url", stack.server.endpoint]
    commands: dict[str, list] = {
        "ica-connect --help": [BUILT, "--help"],
        "ica-connect list": [BUILT, "list", "--stack", NAME, *there],
        "aws --version": [aws, "--version"],
        "aws cloudformation describe-stacks": [aws, "cloudformation", "describe-stacks", "--stack-name", NAME, *there],
    }
    environment = os.environ | {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for number in range(rounds):
        progress(f"command lines, {number + 1} of {rounds}")
        for name, command in commands.items():
            taken[name].append(_run(command, environment))
    return [(name, *(median(each) for each in zip(*times, strict=True))) for name, times in taken.items()]


def _run(command: list, environment: dict[str, str]) -> tuple[float, float]:
    begin, before = time.perf_counter(), os.times()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    after = os.times()
    return time.perf_counter() - begin, after.children_user + after.children_system - before.children_user - before.children_system
