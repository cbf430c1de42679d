"""`sam build`, when the sources have changed since the last one."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from icalocal.settings import CHECKOUT, SCRATCH
from icalocal.tools import java_home, venv, with_java


CODE = re.compile(r"^( +CodeUri: )(\S+)$", re.MULTILINE)
EPOCH = (1980, 1, 1, 0, 0, 0)


def zip_once(template: Path) -> None:
    """`sam build` copies equal code beside each function's name, and `sam deploy` would zip each copy."""
    zipped: dict[str, str] = {}

    def as_zip(found: re.Match) -> str:
        code = template.parent / found[2]
        if not code.is_dir():
            return found[0]
        files = sorted(path for path in code.rglob("*") if path.is_file())
        digest = hashlib.sha256()
        for path in files:
            digest.update(f"{path.relative_to(code)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
        if digest.hexdigest() not in zipped:
            zipped[digest.hexdigest()] = name = f"{found[2]}.zip"
            with zipfile.ZipFile(template.parent / name, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in files:
                    _add(archive, path, str(path.relative_to(code)))
        return found[1] + zipped[digest.hexdigest()]

    template.write_text(CODE.sub(as_zip, template.read_text()))


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = path.stat().st_mode << 16
    archive.writestr(entry, path.read_bytes())


class Build:
    """A SAM project's template, sources and built form."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.folder = SCRATCH / "build" / hashlib.sha256(str(project).encode()).hexdigest()[:12]
        self.template = self.folder / "template.yaml"
        self._mark = self.folder / "built-from"

    def ensure(self) -> None:
        sources = self.fingerprint()
        # Two deployments may want the same build at once: the second waits for the first.
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with open(self.folder.with_suffix(".lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (self._mark.exists() and self._mark.read_text() == sources):
                self._make(sources)

    def _make(self, sources: str) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        # Tests run on their own, not before every deployment.
        environment = with_java(java_home()) | {"MAVEN_OPTS": f"{os.environ.get('MAVEN_OPTS', '')} -DskipTests=true".strip(), "SAM_CLI_TELEMETRY": "0"}
        built = subprocess.run([venv("tools") / "bin" / "sam", "build", "--template-file", "template.yaml", "--build-dir", self.folder],
                               cwd=self.project, stdout=sys.stderr, env=environment)
        if built.returncode:
            sys.exit(built.returncode)
        zip_once(self.template)
        self._mark.write_text(sources)

    def fingerprint(self) -> str:
        digest = hashlib.sha256()
        for path in sorted(self._sources()):
            digest.update(f"{path.relative_to(self.project)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def _sources(self):
        yield self.project / "template.yaml"
        yield from (path for path in self.project.glob("statemachine/**/*") if path.is_file())
        for function in self.project.glob("functions/*"):
            # Tests do not change what is deployed; system tests are never deployed.
            yield from (path for path in (function / "pom.xml", *function.glob("src/main/**/*")) if path.is_file())


if __name__ == "__main__":
    Build(CHECKOUT).ensure()
