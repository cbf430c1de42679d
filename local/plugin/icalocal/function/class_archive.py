"""Class-data archives (AppCDS): a JVM with one starts in half the time.

An archive covers a function's libraries and is keyed by their content, so it outlives changes of the function's own
code, which is not in it. The first JVMs with new libraries note the classes that they load; when the first of them is
stopped, the archive is made from all the notes. (Java 25's AOT cache would be a little faster, but it does not notice
that a jar has changed, and runs the old code.)
"""

import fcntl
import hashlib
import logging
import os
import subprocess
import threading
from pathlib import Path

from icalocal.reaper import reaper

# An archive serves JVMs with the same module options only.
MODULE_OPTIONS = ("--enable-native-access=ALL-UNNAMED",)

LOG = logging.getLogger(__name__)
_making = threading.Lock()


class ClassArchive:
    def __init__(self, java: Path, jars: tuple[Path, ...], cache: Path) -> None:
        self._java = java
        self._jars = os.pathsep.join(map(str, jars))
        release = (java.parent.parent / "release").read_text()
        key = hashlib.sha256(f"{release}\n{MODULE_OPTIONS}\n{self._jars}".encode()).hexdigest()[:16]
        self.folder = cache / "class-data" / key
        self.file = self.folder / "classes.jsa"

    def options(self, environment_id: str) -> list[str]:
        if self.file.exists():
            return [f"-XX:SharedArchiveFile={self.file}"]
        self.folder.mkdir(parents=True, exist_ok=True)
        return [f"-XX:DumpLoadedClassList={self.folder / environment_id}.classes"]

    def make(self) -> None:
        with _making, open(self.folder / "lock", "w") as lock:
            # Another LocalStack of this checkout may be about to make it, too.
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.file.exists():
                return
            notes = sorted(self.folder.glob("*.classes"))
            if not notes:
                return
            partial = self.folder / f"{os.getpid()}.jsa"
            listing = partial.with_suffix(".list")
            listing.write_text("".join(_loaded_classes(notes)))
            complaints = _run(
                [self._java, "-Xshare:dump", f"-XX:SharedClassListFile={listing}", f"-XX:SharedArchiveFile={partial}",
                 "-XX:+UseSerialGC", "-Xlog:disable", *MODULE_OPTIONS, "-cp", self._jars])
            if partial.exists():
                partial.replace(self.file)
            else:
                LOG.warning("No class-data archive for %s: %s", self._jars, complaints)
            for leftover in (*notes, listing):
                leftover.unlink(missing_ok=True)


def _run(command: list) -> str:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    reaper().watch(process.pid)
    output, _ = process.communicate()
    reaper().forget(process.pid)
    return output


def _loaded_classes(notes: list[Path]) -> list[str]:
    """Every class once, without the numbers that each JVM gave it and that contradict each other between JVMs.

    Classes of other loaders (`source:`) are not in the libraries. The last line of a JVM that was killed may be cut short.
    """
    lines: dict[str, None] = {}
    for note in notes:
        for line in note.read_text().splitlines(keepends=True):
            if line.endswith("\n") and " source: " not in line:
                lines[line.partition(" id: ")[0].rstrip("\n") + "\n"] = None
    return list(lines)
