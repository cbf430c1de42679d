"""The acceptance run: refuses other accounts, says what it costs, tells differences, and goes on after what is refused."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from acceptance_account import RUN, RememberedAccount, left_by_a_run, refused

from acceptance import __main__ as acceptance
from acceptance import bounds, cost, estate, play, stack
from acceptance.account import Account, WrongAccount, account
from acceptance.estate import KINDS, Bucket
from acceptance.name import TAG
from acceptance.play import STEPS, Run
from acceptance.report import differences, issue
from icalocal.settings import CHECKOUT


class Identity:
    def client(self, service, **_):
        assert service == "sts"
        return self

    def get_caller_identity(self):
        return {"Account": "111122223333"}


def test_refuses_an_account_that_was_not_named():
    with pytest.raises(WrongAccount, match="111122223333, not of 444455556666. Nothing was done"):
        Account(Identity(), "us-east-1").must_be("444455556666")
    Account(Identity(), "us-east-1").must_be("111122223333")


@pytest.mark.parametrize("endpoint", ["https://example.org", "http://10.0.0.1:4566", "http://127.0.0.1.example.org:1"])
def test_an_endpoint_is_on_this_machine(endpoint):
    with pytest.raises(WrongAccount):
        account(None, "us-east-1", endpoint)


def test_costs_at_most_a_dollar_and_says_where_the_prices_are_from():
    items = cost.of_run(KINDS)
    assert 0.1 < cost.total(items) <= 1
    assert all(re.fullmatch(r"https://aws\.amazon\.com/[\w/-]+/pricing/([\w-]+/)?", item.page) for item in items)


def test_a_key_costs_a_dollar_a_month_by_the_day():
    one, two = ({item.what: item.dollars for item in cost.estimate(1, keys)}["KMS keys, for a day"] for keys in (1, 2))
    assert round(one, 4) == 0.0333 and two == 2 * one


def test_tells_what_differs_from_localstack_and_nothing_else():
    lines = [{"bucket": "plain", "step": step, "result": "CONNECTED", "seconds": 1} for step in ("connect", "plan", "new")]
    assert differences(lines, {"plain connect": "CONNECTED", "plain plan": "PLANNED"}) == [
        "differs from LocalStack: plain plan: there `PLANNED`, here `CONNECTED`"
    ]


def test_a_refusal_where_localstack_has_no_answer_differs_too():
    lines = [{"bucket": "new", "step": "create", "result": "refused: AccessDenied CreateBucket", "seconds": 1}]
    assert differences(lines, {}) == ["differs from LocalStack: new create: there `not so`, here `refused: AccessDenied CreateBucket`"]


def test_differences_can_be_pasted_into_an_issue():
    key = "arn:aws:kms:us-east-1:777788889999:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    lines = [
        {"bucket": "key", "step": "connect", "result": "FAILED; kms: Refused", "seconds": 61.5, "detail": f"kms\n{key} of ica-acc-0a1b2c and AKIAIOSFODNN7EXAMPLE"},
        {"bucket": "plain", "step": "connect", "result": "CONNECTED", "seconds": 1, "detail": "said nothing"},
    ]
    text = issue(lines, {"key connect": "CONNECTED", "plain connect": "CONNECTED"}, "eu-west-1", {"ica-acc-0a1b2c": "RUN", "777788889999": "111122223333"})
    assert text.startswith("## The acceptance run differs from LocalStack in 1 of 2 steps\n")
    assert re.search(r"^commit: \w+", text, re.M) and re.search(r"^deployed by: SAM CLI 1[\d.]+", text, re.M)
    assert re.search(r"^compared with: LocalStack 20\d\d[\d.]+", text, re.M) and "region: eu-west-1" in text
    assert "- **differs from LocalStack: key connect: there `CONNECTED`, here `FAILED; kms: Refused`** after 61.5 s\n  ```\n  kms\n" in text
    assert "arn:aws:kms:us-east-1:111122223333:key/ID of RUN and AKIA…\n  ```" in text
    assert "said nothing" not in text
    assert issue(lines[1:], {"plain connect": "CONNECTED"}, "eu-west-1", {}) == ""


def test_every_step_has_a_bound_and_says_what_it_waits_for():
    recorded = json.loads((CHECKOUT / "local/acceptance/localstack.json").read_text())
    for name in {*recorded, *stack.EXPECTED}:
        bucket, step = name.split(" ")
        over = {"bucket": bucket, "step": step, "seconds": 10_000.0}
        assert re.fullmatch(rf"{name} took 10000.0 s; it may take \d+: .+", bounds.longer(over))
        assert bounds.longer(over | {"seconds": 1.0}) is None
    assert bounds.longer({"bucket": "b", "step": "plan", "seconds": 480.0}, emulated=True) is None
    assert "it may take 480: 120 s of work, 4 times on an emulator" in bounds.longer({"bucket": "b", "step": "plan", "seconds": 481.0}, emulated=True)
    assert set(STEPS) <= set(bounds.BOUNDS)
    assert all(bounds.EMULATED * bound.seconds < bounds.LONGEST_SECONDS for name, bound in bounds.BOUNDS.items() if name in STEPS)


class Refusing(Run):
    """Every step but one answers as it is written down."""

    def __init__(self, step: str) -> None:
        recorded = json.loads((CHECKOUT / "local/acceptance/localstack.json").read_text())
        super().__init__(SimpleNamespace(), "111122223333", RUN, None)
        self._answers, self._refused = recorded, step

    def deploy(self):
        return self._refuse_or("stack deploy")

    def make_key(self):
        self.key = self._refuse_or("stack key") and "arn:key/run"
        return "made"

    def _refuse_or(self, step):
        if step == self._refused:
            raise refused("AccessDenied", "get_federation_token") if step != "stack deploy" else subprocess.CalledProcessError(1, ["/venv/bin/sam", "deploy"])
        return self._answers[step]

    def _execution(self, machine, request):
        bucket = request.get("bucket") or request["buckets"][0]
        self._refuse_or(f"{bucket.removeprefix(RUN + '-')} {machine.lower()}")
        return "SUCCEEDED", {"status": machine.upper()}

    def left(self, bucket):
        return self._answers.get("left", [])

    def _use(self, bucket, connected, kind):
        return self._refuse_or(f"{kind.name} use")

    def of_the_stack(self):
        """What these steps answer has tests of its own."""


@pytest.fixture
def standing_still(monkeypatch):
    monkeypatch.setattr(Bucket, "__init__", lambda self, account, number, run, kind, key: self.__dict__.update(name=f"{run}-{kind.name}"))
    monkeypatch.setattr(Bucket, "create", lambda self: None)
    monkeypatch.setattr(Bucket, "configuration", lambda self: {})


def test_a_step_that_is_refused_says_so_and_keeps_no_other(standing_still):
    run = Refusing("plain use")
    assert run.play(KINDS[:2])
    said = {f"{line['bucket']} {line['step']}": line["result"] for line in run.lines}
    assert said["plain use"] == "refused: AccessDenied GetFederationToken"
    assert [key for key, result in said.items() if result.startswith("refused")] == ["plain use"]
    assert set(said) == {"stack deploy", *(f"{kind.name} {step}" for kind in KINDS[:2] for step in STEPS)}
    assert differences(run.lines, {"plain use": "written, read and deleted"})


def test_a_bucket_that_cannot_be_made_keeps_no_other(standing_still, monkeypatch):
    def create(self):
        if self.name.endswith("plain"):
            raise refused("BucketAlreadyExists", "create_bucket")

    monkeypatch.setattr(Bucket, "create", create)
    run = Refusing("nothing")
    run.play(KINDS[:2])
    assert [line["result"] for line in run.lines if line["bucket"] == "plain"] == ["refused: BucketAlreadyExists CreateBucket"]
    assert len([line for line in run.lines if line["bucket"] == "versioned"]) == len(STEPS)


def test_the_key_is_the_runs_and_editable_by_its_stack_from_the_beginning():
    account = RememberedAccount()
    run = Run(account, "111122223333", RUN, None)
    assert not any("Edit" in parameter for parameter in run.parameters())
    run.make_key()
    assert account.keys == {"arn:key/new": {TAG: RUN, "ica-connect:editable-by": f"{RUN}/us-east-1"}}
    assert "EditTaggedKeys=true" in run.parameters()


def test_without_its_key_the_others_are_played(standing_still):
    run = Refusing("stack key")
    assert run.play([KINDS[0], KINDS[-1]])
    said = {f"{line['bucket']} {line['step']}": line["result"] for line in run.lines}
    assert said["stack key"].startswith("refused: ") and said["key create"] == "refused: there is no key"
    assert len([key for key in said if key.startswith("plain ")]) == len(STEPS)


def test_a_stack_that_is_refused_is_told_and_swept(quick, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["run", "--account", "111122223333", "--region", "us-east-1", "--short"])
    account = RememberedAccount()
    account.must_be = lambda number: None
    monkeypatch.setattr(acceptance, "account", lambda *_: account)
    monkeypatch.setattr(acceptance, "Run", lambda *_: Refusing("stack deploy"))
    assert acceptance.main() == 1
    told = capsys.readouterr().out
    assert "refused: sam ended with 1" in told and "nothing is left" in told
    assert "differs from LocalStack: stack deploy: there `deployed`, here `refused: sam ended with 1`" in told


def test_a_run_that_is_ended_is_swept(quick, monkeypatch, capsys):
    class Ended(Run):
        def play(self, kinds):
            os.kill(os.getpid(), signal.SIGTERM)
            pytest.fail("it went on")

    monkeypatch.setattr(sys, "argv", ["run", "--account", "111122223333", "--region", "us-east-1", "--short"])
    account = left_by_a_run()
    account.must_be = lambda number: None
    monkeypatch.setattr(acceptance, "account", lambda *_: account)
    monkeypatch.setattr(acceptance, "Run", Ended)
    monkeypatch.setattr(acceptance, "fresh", lambda: RUN)
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended:
        acceptance.main()
    assert ended.value.code == 128 + signal.SIGTERM
    assert account.everything() == []
    assert "nothing is left" in capsys.readouterr().out
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_run_that_takes_too_long_stops_by_itself_and_is_swept(quick, monkeypatch, capsys):
    class Endless(Run):
        def play(self, kinds):
            def tries_again():
                while True:
                    try:
                        time.sleep(60)
                    except Exception:
                        pytest.fail("it went on")

            self._tried("plain", "connect", tries_again)

    monkeypatch.setattr(sys, "argv", ["run", "--account", "111122223333", "--region", "us-east-1", "--short", "--minutes", "0.001"])
    account = left_by_a_run()
    account.executions = {"arn:connect:still-at-work"}
    account.must_be = lambda number: None
    monkeypatch.setattr(acceptance, "account", lambda *_: account)
    monkeypatch.setattr(acceptance, "Run", Endless)
    monkeypatch.setattr(acceptance, "fresh", lambda: RUN)
    before = signal.getsignal(signal.SIGALRM)
    assert acceptance.main() == 1
    told = capsys.readouterr().out
    assert "It stops by itself after 0.001 minutes" in told
    assert "refused: they were not done after 0.001 minutes" in told and "nothing is left" in told
    assert account.everything() == [] and account.executions == set()
    assert signal.getsignal(signal.SIGALRM) is before and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_the_page_says_what_a_run_costs_and_how_long_it_goes_on():
    text = (CHECKOUT / "local/README.md").read_text()
    assert f"is estimated at ${cost.total(cost.of_run(KINDS)):.2f}" in text
    assert f"after {acceptance.MOST_MINUTES} minutes" in text


def test_a_deployment_that_hangs_is_ended_and_told(monkeypatch):
    def hangs(command, timeout, **_):
        raise subprocess.TimeoutExpired(command, timeout)

    account = RememberedAccount()
    account.endpoint = None
    run = Run(account, "111122223333", RUN, None)
    monkeypatch.setattr(play, "Build", lambda _: SimpleNamespace(ensure=lambda: None, template="template.yaml"))
    monkeypatch.setattr(play, "venv", lambda _: CHECKOUT)
    monkeypatch.setattr(play.subprocess, "run", hangs)
    assert not run.play(KINDS[:2])
    assert [line["result"] for line in run.lines] == [f"refused: sam took more than {bounds.BOUNDS['stack deploy'].seconds} s"]


def test_says_of_itself_only_what_it_takes():
    said = set(re.findall(r"--[a-z]+", (CHECKOUT / "local/acceptance/run").read_text().splitlines()[1]))
    assert said <= set(re.findall(r'"(--[a-z]+)"', (CHECKOUT / "local/acceptance/__main__.py").read_text()))


def test_a_run_with_a_refusal_fails_whatever_the_bucket(quick, standing_still, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["run", "--account", "111122223333", "--region", "us-east-1", "--short"])
    account = RememberedAccount()
    account.must_be = lambda number: None
    monkeypatch.setattr(acceptance, "account", lambda *_: account)
    monkeypatch.setattr(acceptance, "Run", lambda *_: Refusing("extended disconnect"))
    monkeypatch.setattr(acceptance, "differences", lambda *_: [])
    assert acceptance.main() == 1


def test_a_wait_over_its_bound_fails_the_run(quick, standing_still, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["run", "--account", "111122223333", "--region", "us-east-1", "--short"])
    monkeypatch.setattr(acceptance, "differences", lambda *_: [])
    monkeypatch.setitem(bounds.BOUNDS, "rotate", bounds.Bound(-1, "nothing"))
    account = RememberedAccount()
    account.must_be = lambda number: None
    monkeypatch.setattr(acceptance, "account", lambda *_: account)
    monkeypatch.setattr(acceptance, "Run", lambda *_: Refusing("nothing"))
    assert acceptance.main() == 1
    assert re.search(r"waited too long: key rotate took 0.0 s; it may take -1: nothing", capsys.readouterr().out)
    monkeypatch.setitem(bounds.BOUNDS, "rotate", bounds.Bound(1, "nothing"))
    assert acceptance.main() == 0


def test_the_switches_that_an_emulator_needs_are_counted_right():
    number = ("no", "one", "two", "three", "four")[len(Refusing("nothing").switches())]
    assert f"the {number} switches that an emulator needs" in (CHECKOUT / "local/README.md").read_text()


@pytest.mark.parametrize(("spoilt", "result", "detail"), [
    (None, "as before", ""),
    ("cors", "not as before", 'CORS was ["portal"]\nand is ["portal", "ours"]'),
])
def test_says_what_a_connection_has_left(standing_still, monkeypatch, spoilt, result, detail):
    told = iter([["portal"]] * 2)
    monkeypatch.setattr(Bucket, "configuration", lambda self: {"CORS": next(told, ["portal", "ours"] if spoilt else ["portal"]), "policy": None})
    monkeypatch.setattr(estate, "SEEN_SECONDS", 0.01)
    monkeypatch.setattr(estate, "PAUSE_SECONDS", 0.001)
    run = Refusing("nothing")
    run.play(KINDS[:1])
    assert (run.lines[-1]["step"], run.lines[-1]["result"], run.lines[-1]["detail"]) == ("compare", result, detail)


def test_says_what_a_connection_has_left_in_the_account(standing_still, monkeypatch):
    monkeypatch.setattr(estate, "SEEN_SECONDS", 0.01)
    monkeypatch.setattr(estate, "PAUSE_SECONDS", 0.001)
    run = Refusing("nothing")
    run._answers["left"] = ["user ica-plain"]
    run.play(KINDS[:1])
    assert (run.lines[-1]["result"], run.lines[-1]["detail"]) == ("as before, and something is left", "user ica-plain")


def test_what_is_written_down_of_localstack_is_all_well():
    recorded = json.loads((CHECKOUT / "local/acceptance/localstack.json").read_text())
    assert {f"{kind.name} {step}" for kind in KINDS for step in STEPS} <= set(recorded)
    assert not [result for result in recorded.values() if "FAILED" in result or "not as before" in result]
    assert not [result for result in recorded.values() if "BLOCKS_ICA" in result], "LocalStack enforces no bucket policy: AWS would end there"
    assert recorded["all delete"] == "nothing is left"


def test_make_passes_the_account_on():
    text = (CHECKOUT / "Makefile").read_text()
    assert "local/acceptance/run --account $(ACCOUNT)" in text
