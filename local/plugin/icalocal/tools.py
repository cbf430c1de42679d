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


def keep_to_this_machine() -> None:
    """Neither the user's AWS settings nor a proxy may lead this process, or one that it starts, to anywhere else."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ |= {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1", "localhost"]))


def with_java(home: Path) -> dict[str, str]:
    return os.environ | {"JAVA_HOME": str(home), "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"}
