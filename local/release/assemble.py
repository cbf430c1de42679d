"""assemble.py SOURCE OUT: puts what Maven has built in a checkout into the files of a release.

The same commit gives the same bytes: no clock, no name of this machine, no order of a folder gets into them.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from template import for_stack_sets, released

THEN = (2026, 1, 1, 0, 0, 0)  # as project.build.outputTimestamp in the poms
REPOSITORY = "ica-bucket-connect"
BUILD_TYPE = f"{REPOSITORY}/local/release/build@1"


def assemble(source: Path, out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    version = version_of(source)
    artefact = _functions(source, out, version)
    template = released(source, artefact)
    (out / "template.yaml").write_text(template)
    (out / "template-stackset.yaml").write_text(for_stack_sets(template))
    for name in ("hub", "member"):
        shutil.copyfile(source / f"organisation/{name}.yaml", out / f"organisation-{name}.yaml")
    shutil.copy(source / "cli/target/ica-connect", out)
    shutil.copyfile(source / "cli/target/ica-connect-linux.tar.gz", out / "ica-connect-linux-x64.tar.gz")
    for name in ("LICENSE", "NOTICE", "CHANGELOG.md"):
        shutil.copyfile(source / name, out / name)
    for module, name in (("functions/connector", "functions"), ("cli", "ica-connect")):
        shutil.copyfile(source / module / "target/classes/META-INF/THIRD-PARTY.txt", out / f"{name}-THIRD-PARTY.txt")
        _write(out / f"{name}.cdx.json", _materials(json.loads((source / module / "target/bom.json").read_text())))
    _write(out / "provenance.intoto.json", _provenance(source, out, version))
    sums = [f"{_digest(file)}  {file.name}\n" for file in sorted(out.iterdir())]
    (out / "SHA256SUMS").write_text("".join(sums))


def version_of(source: Path) -> str:
    return re.search(r"(?s)</modelVersion>.*?<version>([^<]+)</version>", (source / "pom.xml").read_text())[1]


def _functions(source: Path, out: Path, version: str) -> str:
    """As `sam build` lays a Maven project out: classes at the top, what they need in lib."""
    target = source / "functions/connector/target"
    entries = {str(file.relative_to(target / "classes")): file for file in (target / "classes").rglob("*") if file.is_file()}
    entries |= {f"lib/{file.name}": file for file in (target / "dependency").glob("*.jar")}
    whole = out / "functions.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, THEN)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".jar") else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, entries[name].read_bytes())
    # The name changes with the bytes: CloudFormation looks at the name only, and would keep the code of before.
    return whole.rename(out / f"functions-{version}-{_digest(whole)[:12]}.zip").name


def _materials(bom: dict) -> dict:
    """The bill without what differs from one build to the next."""
    bom.pop("serialNumber", None)
    bom.get("metadata", {}).pop("timestamp", None)
    return bom


def _provenance(source: Path, out: Path, version: str) -> dict:
    """https://slsa.dev/spec/v1.0/provenance in https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md"""
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=source, check=True, capture_output=True, text=True).stdout.strip()
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": file.name, "digest": {"sha256": _digest(file)}} for file in sorted(out.iterdir())],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": {"version": version, "commit": commit},
                "resolvedDependencies": [{"uri": f"git+{REPOSITORY}", "digest": {"gitCommit": commit}}],
            },
            "runDetails": {"builder": {"id": BUILD_TYPE}},
        },
    }


def _write(file: Path, document: dict) -> None:
    file.write_text(json.dumps(document, indent=2, sort_keys=True) + "\n")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    assemble(Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute())
