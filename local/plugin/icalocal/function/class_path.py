"""The class path of a function: its libraries, the runtime client, then its own classes.

Jars are copied to a path named by their content, with a fixed time: a class-data archive is valid only for jars of the
same path, size and time, and LocalStack unzips every deployment into a new folder.
"""

import functools
import hashlib
import os
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

FIXED_TIME = 1_000_000_000
RUNTIME_CLIENT = "aws-lambda-java-runtime-interface-client"


@dataclass(frozen=True)
class ClassPath:
    jars: tuple[Path, ...]
    own_classes: Path
    """Last, unlike in Lambda, because the archive covers a leading part of the path and takes no folders."""

    def __str__(self) -> str:
        return os.pathsep.join(str(entry) for entry in (*self.jars, self.own_classes))

    @property
    def native_client(self) -> Path:
        """The runtime client's native library, unpacked once.

        Left alone, every JVM unpacks it over one file in the temporary folder, under the feet of those that have
        it mapped: they die of SIGBUS.
        """
        jar = next(jar for jar in self.jars if jar.name.startswith(RUNTIME_CLIENT))
        library = jar.with_suffix(".so")
        if not library.exists():
            machine = "x86_64" if os.uname().machine == "x86_64" else "aarch_64"
            with zipfile.ZipFile(jar) as archive:
                _write_once(library, archive.read(f"jni/libaws-lambda-jni.linux-{machine}.so"))
        return library


def class_path(code: Path, runtime_client: Path, cache: Path) -> ClassPath:
    own = [*sorted(code.glob("lib/*.jar")), *sorted(code.glob("*.jar"))]
    shipped = {artifact(jar) for jar in own}
    brought = [jar for jar in sorted(runtime_client.glob("*.jar")) if artifact(jar) not in shipped]
    return ClassPath(tuple(_by_content(jar, cache) for jar in own + brought), code)


def artifact(jar: Path) -> str:
    """`annotations` for both `annotations-2.34.0.jar` and SAM's `software.amazon.awssdk.annotations-2.40.2.jar`."""
    name = jar.stem.rpartition("-")[0] or jar.stem
    for group in ("software.amazon.awssdk.", "com.amazonaws."):
        name = name.removeprefix(group)
    return name


def _by_content(jar: Path, cache: Path) -> Path:
    status = jar.stat()
    copy = cache / "jars" / _digest(jar, status.st_mtime_ns, status.st_size) / jar.name
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        partial = copy.with_name(f"{copy.name}.{os.getpid()}.{os.urandom(4).hex()}")
        shutil.copyfile(jar, partial)
        os.utime(partial, (FIXED_TIME, FIXED_TIME))
        partial.replace(copy)
    return copy


@functools.cache
def _digest(jar: Path, time_ns: int, size: int) -> str:
    with jar.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:16]


def _write_once(path: Path, content: bytes) -> None:
    partial = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    partial.write_bytes(content)
    partial.replace(path)
