"""Builds one virtual environment of the checkout from its pinned and hashed requirements.

Only the standard library is used: this runs before anything is installed.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

LOCAL = Path(__file__).resolve().parents[1]
REQUIREMENTS = LOCAL / "requirements"
VENVS = LOCAL.parent / ".local" / "venvs"

# LocalStack finds our plugin by its installed entry points, so the plugin is installed beside it.
PLUGIN = LOCAL / "plugin"
HOLDS_PLUGIN = "localstack"


class Venv:
    """A virtual environment, and the fingerprint of what it was built from."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.requirements = REQUIREMENTS / f"{name}.txt"
        self.folder = VENVS / name
        self.python = self.folder / "bin" / "python"
        self._mark = self.folder / "built-from"

    def fingerprint(self) -> str:
        digest = hashlib.sha256(sys.version.encode())
        sources = [self.requirements]
        if self.name == HOLDS_PLUGIN:
            sources.append(PLUGIN / "pyproject.toml")
        for source in sources:
            digest.update(source.read_bytes())
        return digest.hexdigest()

    def is_current(self) -> bool:
        # The interpreter can go away under the environment, for instance when pyenv removes a version.
        return self.python.exists() and self._mark.exists() and self._mark.read_text() == self.fingerprint()

    def mark(self) -> None:
        self._mark.write_text(self.fingerprint())


@contextmanager
def only_builder(name: str):
    """Two commands may want the same environment at once: the second waits for the first."""
    VENVS.mkdir(parents=True, exist_ok=True)
    with open(VENVS / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure(name: str, fill) -> Venv:
    venv = Venv(name)
    if venv.is_current():
        return venv
    with only_builder(name):
        if venv.is_current():
            return venv
        begin = time.monotonic()
        shutil.rmtree(venv.folder, ignore_errors=True)
        fill(venv)
        venv.mark()
        print(f"Built {venv.folder} in {time.monotonic() - begin:.1f} s", file=sys.stderr)
    return venv


def fill_by_pip(venv: Venv) -> None:
    run(sys.executable, "-m", "venv", venv.folder)
    run(venv.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--require-hashes", "--requirement", venv.requirements)


def fill_by_uv(venv: Venv) -> None:
    uv = ensure("uv", fill_by_pip).folder / "bin" / "uv"  # pip takes 50 s where uv takes 3 s
    run(uv, "venv", "--quiet", "--python", sys.executable, venv.folder)
    run(uv, "pip", "install", "--quiet", "--python", venv.python, "--require-hashes", "--requirements", venv.requirements)
    if venv.name == HOLDS_PLUGIN:
        run(uv, "pip", "install", "--quiet", "--python", venv.python, "--no-deps", "--offline", "--editable", PLUGIN)


def run(*command: object) -> None:
    # An active environment or a settings file of the user's must not redirect what is installed here.
    environment = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")}
    subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr, env=environment | {"UV_NO_CONFIG": "1"})


def main() -> None:
    parser = argparse.ArgumentParser(prog="local/venv", description=__doc__)
    parser.add_argument("name", choices=sorted(path.stem for path in REQUIREMENTS.glob("*.txt")))
    name = parser.parse_args().name
    try:
        print(ensure(name, fill_by_pip if name == "uv" else fill_by_uv).folder)
    except subprocess.CalledProcessError as failure:
        sys.exit(f"Could not build the environment: {' '.join(failure.cmd)} ended with {failure.returncode}")


if __name__ == "__main__":
    main()
