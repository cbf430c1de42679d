"""The other commands of `local/`, asked from Python."""

import os
import subprocess
import sys
from pathlib import Path

from icalocal.settings import CHECKOUT

LOCAL = CHECKOUT / "local"


def java_home() -> Path:
    return Path(_ask("find-java"))


def venv(name: str) -> Path:
    return Path(_ask("venv", name))


def _ask(*command: str) -> str:
    asked = subprocess.run([LOCAL / command[0], *command[1:]], stdout=subprocess.PIPE, text=True)
    if asked.returncode:
        sys.exit(asked.returncode)  # the command has said why
    return asked.stdout.strip()


def with_java(home: Path) -> dict[str, str]:
    return os.environ | {"JAVA_HOME": str(home), "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"}
