"""`sam build`, when the sources have changed since the last one."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from icalocal.settings import SCRATCH
from icalocal.tools import java_home, venv, with_java


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
