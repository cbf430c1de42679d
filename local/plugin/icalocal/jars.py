"""Jars from Maven Central that no function ships, in a folder named by the content of the pom that lists them."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from icalocal.settings import CHECKOUT, SCRATCH
from icalocal.tools import java_home, with_java


def jars(name: str) -> Path:
    pom = CHECKOUT / "local" / "jars" / name / "pom.xml"
    folder = SCRATCH / "jars" / f"{name}-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with open(folder.with_suffix(".lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                _fetch(pom, folder)
    return folder


def _fetch(pom: Path, folder: Path) -> None:
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    maven = ["mvn", "--quiet", "--batch-mode", "--file", pom, "dependency:copy-dependencies",
             f"-DoutputDirectory={partial}", "-DincludeScope=runtime"]
    fetched = subprocess.run(maven, stdout=sys.stderr, env=with_java(java_home()))
    if fetched.returncode:
        sys.exit(f"Maven could not fetch {pom}")
    os.replace(partial, folder)
