"""Where LocalStack differs from AWS, as local/README.md says it: each thing is covered otherwise, or is not used."""

import re

import pytest

from acceptance import stack
from icalocal.settings import CHECKOUT

README = (CHECKOUT / "local" / "README.md").read_text()
# What a difference begins with, and the row that says what covers it.
ROWS = {
    "**IAM is not enforced.**": "does not enforce IAM",
    "A failed custom resource": "has a wrong stack status after a failed custom resource",
    "Custom resources deploy": "deploys custom resources one after another",
    "`ExpectedBucketOwner`": "checks no bucket owner of a workflow's own tasks",
    "Functions and queues put no metrics": "puts no metrics of functions and queues here, and none of executions and rules",
    "redrive": "has no redrive",
    "failure tolerance": "has no failure tolerance and no result files of maps",
    "EventBridge Scheduler": "has no scheduler, no TTL",
    "expiry by TTL": "has no scheduler, no TTL",
    "Block Public Access": "has no Block Public Access, no point-in-time recovery",
    "point-in-time recovery": "has no Block Public Access, no point-in-time recovery",
    "A template cannot name": "cannot name what SAM generates, reads definitions as JSON only",
    "Errors of tasks": "names task errors as it does",
}
# No difference of LocalStack's alone.
OF_EVERY_EMULATOR = {"asks KMS for no object's key, in MiniStack as in LocalStack"}


def section(title: str) -> str:
    return README.split(f"## {title}\n")[1].split("\n## ")[0]


def differences() -> list[str]:
    bullets = [line.removeprefix("- ") for line in section("Where LocalStack still differs from AWS").splitlines() if line.startswith("- ")]
    listed = next(one for one in bullets if one.startswith("Not emulated: "))
    return [one for one in bullets if one != listed] + re.split(r", ", listed.removeprefix("Not emulated: "))


def rows() -> dict[str, str]:
    table = [line.strip("|").split(" | ") for line in section("What covers where LocalStack differs").splitlines() if line.startswith("| ")]
    return {difference.strip(): covered.strip() for difference, covered in table[2:]}


@pytest.mark.parametrize("difference", differences())
def test_what_differs_has_a_row(difference):
    known = [row for begin, row in ROWS.items() if difference.startswith(begin)]
    assert len(known) == 1
    assert rows()[known[0]]


def test_every_row_is_of_something_that_differs():
    assert set(rows()) == {*ROWS.values()} | OF_EVERY_EMULATOR


def test_every_row_that_is_proven_by_the_acceptance_run_names_a_step_of_it():
    steps = {step for covered in rows().values() for step in re.findall(r"`(stack \w+)`", covered)}
    assert steps == set(stack.EXPECTED)
