"""The acceptance run, the doors, and many buckets, on MiniStack: what it answers otherwise than LocalStack is a difference to decide."""

import argparse
import contextlib
import json
import sys
import time
from pathlib import Path

from acceptance.__main__ import RECORDED, _swept
from acceptance.account import account
from acceptance.estate import KINDS
from acceptance.name import fresh
from acceptance.play import Run, refused_steps
from acceptance.report import differences
from icalocal.tools import keep_to_this_machine
from second_opinion.doors import Doors
from second_opinion.server import denied, ministack

ACCOUNT = "000000000000"
DOORS_RECORDED = Path(__file__).parent / "localstack.json"

# What LocalStack does not emulate, as AWS does it.
ON_AWS = {
    "doors schedule": "SUCCEEDED; {\"autoRepair\": false}; {'NOT_CONNECTED': 1, 'SOUND': 3}",
    "doors expiry": "gone; the other stays",
}


class SecondOpinion(Run):
    snapshots = True

    def parameters(self) -> list[str]:
        return [*super().parameters(), "RequestEvents=true", "RequestEventFields=action"]

    def switches(self) -> list[str]:
        """MiniStack deploys published versions behind an alias, which LocalStack cannot."""
        return [f"SnapStart={str(self.snapshots).lower()}" if switch.startswith("SnapStart=") else switch for switch in super().switches()]

    def doors(self, left_out: set[str]) -> None:
        for name, step in Doors(self).steps().items():
            if f"doors {name}" in left_out:
                continue
            self._tried("doors", name, step)


def main() -> int:
    parser = argparse.ArgumentParser(prog="local/second_opinion/run", description=__doc__)
    parser.add_argument("--auth", action="store_true", help="MiniStack enforces IAM")
    parser.add_argument("--short", action="store_true", help="one bucket; no doors unless they are recorded")
    parser.add_argument("--endpoint", help="of an emulator that runs already")
    parser.add_argument("--record", action="store_true", help="it is LocalStack: write what the doors answer to localstack.json")
    arguments = parser.parse_args()
    keep_to_this_machine()
    server = contextlib.nullcontext(arguments.endpoint) if arguments.endpoint else ministack(arguments.auth)
    with server as endpoint:
        lines, rest = play(endpoint, arguments)
    if arguments.record and not refused_steps(lines):
        DOORS_RECORDED.write_text(json.dumps({f"{line['bucket']} {line['step']}": line["result"] for line in lines if line["bucket"] == "doors"}, indent=2) + "\n")
    different = differences(lines, json.loads(RECORDED.read_text()) | json.loads(DOORS_RECORDED.read_text()) | ON_AWS)
    for line in different:
        print(line)
    denials = denied() if arguments.auth else []
    for line in denials:
        print(f"denied: {line}")
    return 1 if different or refused_steps(lines) or denials or rest else 0


def play(endpoint: str, arguments: argparse.Namespace) -> tuple[list[dict], int]:
    run = SecondOpinion(account(None, "us-east-1", endpoint), ACCOUNT, fresh(), None)
    run.snapshots = not arguments.record
    try:
        deployed = run.play(KINDS[1:2] if arguments.short else KINDS)
        if deployed and (arguments.record or not arguments.short):
            run.doors(set(ON_AWS) if arguments.record else set())
    finally:
        begin = time.monotonic()
        rest = _swept(run.where, run.name)
        run._note("all", "delete", "nothing is left" if rest == 0 else "something is left", begin)
    return run.lines, rest


if __name__ == "__main__":
    sys.exit(main())
