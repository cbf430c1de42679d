"""The patches of local/upstream: each applies to the emulator that is pinned here, and what it is for is so with it and not without it."""

import json
import os
import re
import shutil
import subprocess

import pytest

from icalocal.settings import CHECKOUT
from icalocal.tools import venv

UPSTREAM = CHECKOUT / "local" / "upstream"
TESTS = CHECKOUT / "local" / "tests"

# patch: what is played, and what AWS documents to come of it
MINISTACK = {
    "assign-together": ("assign", [2, 1]),
    "keys-of-conditional-writes": ("conditional write", {"s3:if-none-match": "*"}),
    "max-delay-seconds": ("delay", [2, 5, 5]),
    "no-output-of-a-failed-execution": ("failed", {"status": "FAILED", "output": None, "error": "Refused", "cause": "why"}),
    "start-a-running-execution-again": ("twice", [200, 200, 400]),
}
LOCALSTACK = {
    "kms-policy-name": ("key_policy", "theirs"),
    "s3-cors-star-in-a-header": ("cors", [True, False, True, True]),
    "stepfunctions-names-of-services": ("names", {"errors": "Kms", "service": "events"}),
    "stepfunctions-numbers-as-substitutions": ("numbers", "wait 7"),
}
CASES = [("ministack", *case) for case in MINISTACK.items()] + [("localstack", *case) for case in LOCALSTACK.items()]


def played(emulator: str, patched: str = "") -> dict:
    python = venv(emulator) / "bin" / "python"
    environment = os.environ | {"PYTHONPATH": patched}
    answer = subprocess.run([python, TESTS / f"{emulator}_play.py", "as it is"], env=environment, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout.splitlines()[-1])


def patched_copy(emulator: str, folder) -> str:
    """Links to the emulator's files, but for those that the patches change."""
    [installed] = (venv(emulator) / "lib").glob(f"python3*/site-packages/{emulator}")
    shutil.copytree(installed, folder / emulator, copy_function=os.symlink, ignore=shutil.ignore_patterns("__pycache__"))
    for patch in sorted((UPSTREAM / emulator).glob("*.patch")):
        for line in patch.read_text().splitlines():
            if line.startswith("+++ b/"):
                changed = folder / line.removeprefix("+++ b/")
                text = changed.read_bytes()
                changed.unlink()
                changed.write_bytes(text)
        subprocess.run(["git", "apply", "--unsafe-paths", f"--directory={folder}", patch], cwd=folder, check=True)
    return str(folder)


@pytest.fixture(scope="module")
def before() -> dict:
    return {emulator: played(emulator) for emulator in ("ministack", "localstack")}


@pytest.fixture(scope="module")
def after(tmp_path_factory) -> dict:
    return {emulator: played(emulator, patched_copy(emulator, tmp_path_factory.mktemp(emulator))) for emulator in ("ministack", "localstack")}


@pytest.mark.parametrize(("emulator", "patch", "case"), CASES)
def test_is_as_aws_documents_it_with_the_patch(after, emulator, patch, case):
    play, documented = case
    assert after[emulator][play] == documented


@pytest.mark.parametrize(("emulator", "patch", "case"), CASES)
def test_is_not_so_without_it(before, emulator, patch, case):
    play, documented = case
    assert before[emulator][play] != documented


def test_every_patch_is_played_and_has_a_draft():
    patches = {(patch.parent.name, patch.stem) for patch in UPSTREAM.glob("*/*.patch")}
    assert patches == {(emulator, name) for emulator, name, _ in CASES}
    assert {(draft.parent.name, draft.stem) for draft in UPSTREAM.glob("*/*.md")} == patches


def test_every_repair_is_listed_with_when_it_can_go():
    listed = (UPSTREAM / "README.md").read_text()
    repairs = {file.name for file in (CHECKOUT / "local" / "plugin" / "icalocal" / "repairs").glob("*.py")} - {"__init__.py"}
    assert {name for name in repairs if f"/{name}`" not in listed and f"`{name}`" not in listed} == set()
    named = set(re.findall(r"`(?:plugin/icalocal/)?(?:repairs/)?(\w+\.py)`", listed))
    assert named <= repairs, "gone, and still listed"
