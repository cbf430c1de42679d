"""The acceptance run: deploys, connects buckets of its own, proves, audits, rotates, disconnects, compares, and deletes everything."""

import argparse
import json
import signal
import sys
import time
from pathlib import Path

from acceptance import bounds, cost, key
from acceptance.account import Account, WrongAccount, account
from acceptance.deadline import Overdue, at_most
from acceptance.estate import KINDS, SHORT
from acceptance.name import fresh, is_run
from acceptance.play import Run, refused_steps
from acceptance.report import differences, issue
from acceptance.stack import unexpected
from acceptance.sweep import Sweep
from icalocal.tools import keep_to_this_machine

RECORDED = Path(__file__).parent / "localstack.json"
MOST_DOLLARS = 1.0
# A deployment takes about ten minutes on AWS, and each bucket about five.
MOST_MINUTES = 90


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="local/acceptance/run", description=__doc__)
    parser.add_argument("verb", nargs="?", choices=("run", "sweep"), default="run")
    parser.add_argument("--account", required=True, help="the number of the account that may be used; no other is")
    parser.add_argument("--region", required=True)
    parser.add_argument("--profile")
    parser.add_argument("--endpoint", help="of an emulator on 127.0.0.1")
    parser.add_argument("--name", help="of the run that is to be swept, whole: ica-acc- and six digits")
    parser.add_argument("--minutes", type=float, default=MOST_MINUTES, help="after which it stops by itself, and sweeps")
    parser.add_argument("--short", action="store_true", help="two buckets instead of eight")
    parser.add_argument("--record", action="store_true", help="write what LocalStack answers to localstack.json")
    arguments = parser.parse_args()
    if arguments.verb == "sweep" and not is_run(arguments.name):
        parser.error("sweep needs --name, and a run is called ica-acc- and six digits from 0 to f")
    return arguments


def main() -> int:
    arguments = _arguments()
    if arguments.endpoint:
        keep_to_this_machine()
    where = account(arguments.profile, arguments.region, arguments.endpoint)
    try:
        where.must_be(arguments.account)
    except WrongAccount as refused:
        print(refused, file=sys.stderr)
        return 2
    if arguments.verb == "sweep":
        return _swept(where, arguments.name)
    kinds = SHORT if arguments.short else KINDS
    items = cost.of_run(kinds)
    for item in items:
        print(f"   {item.what:34} {item.count:8.2f}  ${item.dollars:.4f}  {item.page}")
    print(f"   at most ${cost.total(items):.2f}", flush=True)
    if cost.total(items) > MOST_DOLLARS:
        print(f"That is more than ${MOST_DOLLARS:.2f}. Nothing was done.", file=sys.stderr)
        return 2
    run = Run(where, arguments.account, fresh(), arguments.profile)
    print(f"   The run is {run.name}; what it leaves if this process dies: local/acceptance/run sweep --name {run.name} …", flush=True)
    print(f"   It stops by itself after {arguments.minutes:g} minutes, and sweeps.", flush=True)
    begun = time.monotonic()
    before = signal.signal(signal.SIGTERM, _end)
    try:
        with at_most(60 * arguments.minutes):
            # Of an emulator's answers to these nothing follows.
            if run.play(kinds) and not arguments.endpoint:
                run.of_the_stack()
    except Overdue:
        run._note("all", "steps", f"refused: they were not done after {arguments.minutes:g} minutes", begun)
    finally:
        # What ended the steps does not end the sweep.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        begin = time.monotonic()
        rest = _swept(where, run.name)
        run._note("all", "delete", "nothing is left" if rest == 0 else "something is left", begin)
        signal.signal(signal.SIGTERM, before)
    recorded = json.loads(RECORDED.read_text()) if RECORDED.exists() else {}
    late = [told for line in run.lines if (told := bounds.longer(line, arguments.endpoint is not None))]
    unsound = rest or late or refused_steps(run.lines) or [line for line in run.lines if line["step"] == "compare" and line["result"] != "as before"]
    if arguments.record and not unsound:
        RECORDED.write_text(json.dumps({f"{line['bucket']} {line['step']}": line["result"] for line in run.lines}, indent=2) + "\n")
        return 0
    different = differences(run.lines, recorded) + unexpected(run.lines)
    for line in different:
        print(line)
    if text := issue(run.lines, recorded, arguments.region, {run.name: "RUN", arguments.account: "111122223333"}):
        print(f"\n---- to be pasted into an issue ----\n{text}\n----")
    print(f"   {len(run.lines)} steps of {len(kinds)} buckets in {(time.monotonic() - begun) / 60:.0f} minutes, for at most ${cost.total(items):.2f}")
    for line in late:
        print(f"waited too long: {line}")
    return 1 if unsound or different else 0


def _end(number: int, _) -> None:
    raise SystemExit(128 + number)


def _swept(where: Account, name: str) -> int:
    if not is_run(name):
        print("A run is called ica-acc- and six digits from 0 to f. Nothing was done.", file=sys.stderr)
        return 2
    sweep = Sweep(where, name)
    sweep.everything()
    # A function that was at work when the steps ended may have made something behind the first.
    if rest := sweep.wait_until_nothing():
        sweep.everything()
        rest = sweep.wait_until_nothing()
    doubtful = sweep.doubtful()
    print(f"   looked for what is left, of each {', '.join(sweep.looked_for())}: {len(rest)}")
    for one in sweep.keys_to_go:
        print(f"   {one} is gone in {key.DAYS_UNTIL_GONE} days, since KMS deletes none sooner, and costs nothing until then")
    for one in rest:
        print(f"   still there: {one}")
    for one in doubtful:
        print(f"   named like the run, and nothing proves that it is its; look whose it is: {one}")
    return 1 if rest or doubtful else 0


if __name__ == "__main__":
    sys.exit(main())
