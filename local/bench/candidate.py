"""What is started: a handler, its code, and the JVM options that it runs with."""

import functools
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from icalocal.function.class_archive import ClassArchive
from icalocal.function.class_path import ClassPath, class_path
from icalocal.function.java_command import MAIN_CLASS, NATIVE_CLIENT_PROPERTY, java_command
from icalocal.jars import jars
from icalocal.settings import SCRATCH
from icalocal.tools import java_home

CACHE = SCRATCH / "bench"
"""Not LocalStack's: an archive that this run makes must not be one that a running server is about to replace."""


@dataclass(frozen=True)
class Candidate:
    name: str
    handler: str
    code: Path
    memory_mb: int
    variables: dict[str, str] = field(default_factory=dict)
    """The environment that the function declares."""

    @property
    def classes(self) -> ClassPath:
        return class_path(self.code, jars("runtime-client"), CACHE)

    def tuned(self, with_archive: bool) -> list[str]:
        """As the local executor starts a function: C1, serial collector, and a class-data archive of its libraries."""
        chosen = self.variables.get("JAVA_TOOL_OPTIONS", "") + ("" if with_archive else " -Xshare:auto")
        return java_command(java=java(), memory_mb=self.memory_mb, handler=self.handler, classes=self.classes, archive=self.archive,
                            environment_id="bench", scratch=CACHE, tool_options=chosen)

    def plain(self) -> list[str]:
        """The JVM as it comes, with no more than the size of its heap."""
        return [str(java()), f"-XX:MaxHeapSize={self.memory_mb * 1024 * 8 // 10}k",
                f"-D{NATIVE_CLIENT_PROPERTY}={self.classes.native_client}", "-cp", str(self.classes), MAIN_CLASS, self.handler]

    @property
    def archive(self) -> ClassArchive:
        return ClassArchive(java(), self.classes.jars, CACHE)


def noting_classes(command: list[str], file: Path) -> list[str]:
    """The same command, and every class that it loads written down."""
    at = command.index("-cp")
    return command[:at] + [f"-Xlog:class+load=info:file={file}"] + command[at:]


def loaded_classes(file: Path) -> tuple[int, int]:
    """How many, and how many of them from an archive, the JDK's own included."""
    loaded = [line for line in file.read_text().splitlines() if " source: " in line]
    return len(loaded), sum("source: shared objects file" in line for line in loaded)


def by_origin(file: Path) -> list[tuple[str, int, int]]:
    """Who brings them: name, classes, and those of them that do not come from an archive; most first."""
    loaded, parsed = Counter(), Counter()
    for line in file.read_text().splitlines():
        if " source: " in line:
            name, source = line.rsplit("] ", 1)[-1].split(" source: ", 1)
            origin = _origin(name)
            loaded[origin] += 1
            parsed[origin] += not source.startswith("shared objects file")
    return [(origin, count, parsed[origin]) for origin, count in loaded.most_common()]


def _origin(name: str) -> str:
    owner = next((owner for owner, packages in OWNERS.items() if name.startswith(packages)), "others")
    if "$$Lambda" in name or "LambdaForm" in name:
        return f"lambdas of {owner}"
    return f"{owner}: {name.split('.')[4]}" if owner == SERVICES else owner


SERVICES = "AWS SDK, service"
OWNERS = {
    SERVICES: "software.amazon.awssdk.services.",
    "AWS SDK, regions": "software.amazon.awssdk.regions.",
    "AWS SDK, all else": "software.amazon.awssdk.",
    "Jackson": "com.fasterxml.jackson.",
    "the JDK": ("java.", "javax.", "jdk.", "sun.", "com.sun."),
    "this application": "icaconnect.",
}
"""The first that fits."""


@functools.cache
def java() -> Path:
    return java_home() / "bin" / "java"
