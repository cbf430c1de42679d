"""What MiniStack does otherwise than AWS documents, and that its repairs mend it: each case fails without its repair."""

import json
import subprocess

import pytest

from icalocal.settings import CHECKOUT
from icalocal.tools import venv

# The page that decides each stands at the head of its repair.
AWS = {
    "succeed": {"was": 7},
    "assign": [2, 1],
    "parallel": {"both": [["argument", "a", "o"], ["argument", "b", "o"]], "count": 2, "inner": False},
    "children": {"n": 2, "results": [
        {"given": {"value": "a", "run": "r1"}, "sees": False, "own": True},
        {"given": {"value": "b", "run": "r1"}, "sees": False, "own": True},
    ]},
    "timeout": "States.Timeout",
    "nested": {"error": "States.TaskFailed", "Error": "Refused", "Cause": '{"failure": 1}', "Status": "FAILED", "announced": ["RUNNING", "FAILED"]},
    "failed": {"status": "FAILED", "output": None, "error": "Refused", "cause": "why"},
    "twice": [200, 200, 400],
    "delay": [2, 5, 5],
    "bus policy": {"kept": [{"Sid": "Only", "Effect": "Allow", "Principal": "*", "Action": "events:PutEvents"}], "left": 0},
    "table": [{"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"}, True],
    "conditional write": {"s3:if-none-match": "*"},
    "principal": "arn:aws:iam::000000000000:role/evidence/writer",
    "math alarm": [{"Id": "sum", "Expression": "SUM(METRICS())"}],
}


def play(*arguments: str) -> dict:
    python = venv("ministack") / "bin" / "python"
    played = subprocess.run([python, CHECKOUT / "local" / "tests" / "ministack_play.py", *arguments], capture_output=True, text=True, check=True)
    return json.loads(played.stdout)


@pytest.fixture(scope="module")
def repaired() -> dict:
    return play()


@pytest.fixture(scope="module")
def as_it_is() -> dict:
    return play("as it is")


@pytest.mark.parametrize("case", AWS)
def test_is_as_aws_documents_it(repaired, case):
    assert repaired[case] == AWS[case]


@pytest.mark.parametrize("case", AWS)
def test_is_not_so_without_the_repair(as_it_is, case):
    """One that passes here is mended in MiniStack itself: remove the repair."""
    assert as_it_is[case] != AWS[case]


def test_a_function_meets_nothing_of_this_machine(repaired):
    assert repaired["variables"] == {
        "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "en_US.UTF-8", "OWN": "1", "HOME": "/own", "AWS_ACCESS_KEY_ID": "k", "_HANDLER": "H",
        "AWS_EXECUTION_ENV": "AWS_Lambda_java25",
    }
