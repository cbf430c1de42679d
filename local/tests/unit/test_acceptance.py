"""The acceptance run: refuses other accounts, says what it costs, tells differences, and sweeps only its own."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from acceptance_account import RememberedAccount, refused

from acceptance import __main__ as acceptance
from acceptance import bounds, cost, estate, foreign, play, stack, sweep
from acceptance.__main__ import _swept
from acceptance.account import Account, WrongAccount, account
from acceptance.estate import KINDS, SHORT, Bucket
from acceptance.name import TAG, fresh, is_run
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


RUN = "ica-acc-0a1b2c"


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(sweep, "PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(sweep, "DENIED_SECONDS", 0.05)
    waits = sweep.Sweep.wait_until_nothing
    monkeypatch.setattr(sweep.Sweep, "wait_until_nothing", lambda self: waits(self, 0.01))


def left_by_a_run() -> RememberedAccount:
    account = RememberedAccount(stack=RUN, stacks_buckets=[f"{RUN}-runsbucket-1x"])
    account.buckets |= {f"{RUN}-plain": {TAG: RUN}, f"{RUN}-artifacts": {TAG: RUN}}
    account.users = {f"ica-{RUN}-plain": f"/ica-connect/{RUN}/us-east-1/"}
    account.policies = {f"ica-{RUN}-plain-policy": f"/ica-connect/{RUN}/us-east-1/", f"{RUN}-ConnectionBoundary-1X": "/"}
    account.secrets = {f"ica-connect/{RUN}/ica-{RUN}-plain"}
    account.tables = {f"{RUN}-Registry-1X": {TAG: RUN}}
    account.keys = {"arn:key/run": {TAG: RUN}}
    account.objects = {f"{RUN}-plain": ["acceptance.txt"]}
    return account


def test_a_run_is_called_as_sweep_wants_it():
    assert is_run(fresh()) and fresh() != fresh()


@pytest.mark.parametrize("name", [None, "", "ica-connect", "lab-data", "ica-acc-", "ica-acc-1", "ica-acc-0a1b2", "ica-acc-0a1b2c3", "ica-acc-genome", f"{RUN}-plain", f"{RUN}\n"])
def test_sweeps_nothing_but_one_acceptance_run(name):
    account = RememberedAccount()
    assert _swept(account, name) == 2
    assert account.calls == []


@pytest.mark.parametrize("arguments", [[], ["--name", "ica-acc-"], ["--name", "ica-acc-1"]])
def test_sweep_is_told_which_run(monkeypatch, arguments):
    monkeypatch.setattr(sys, "argv", ["run", "sweep", "--account", "111122223333", "--region", "us-east-1", *arguments])
    monkeypatch.setattr(acceptance, "account", lambda *_: pytest.fail("it looked for the account"))
    with pytest.raises(SystemExit) as ended:
        acceptance.main()
    assert ended.value.code == 2


def test_sweeps_all_that_a_run_leaves(quick, capsys):
    account = left_by_a_run()
    account.gone = {f"{RUN}-versioned"}
    assert _swept(account, RUN) == 0
    assert account.everything() == []
    assert account.keys_to_go == ["arn:key/run"]
    told = capsys.readouterr().out
    assert "of each stack, bucket, object, table, user, access key, policy, boundary, secret, key, log group: 0\n" in told
    assert "arn:key/run is gone in 7 days" in told
    assert _swept(account, RUN) == 0
    assert account.keys_to_go == ["arn:key/run"], "it is scheduled once"


@pytest.mark.parametrize("theirs", [{}, {TAG: "ica-acc-ffffff"}, {"Name": RUN}])
def test_no_other_key_is_scheduled_for_deletion(quick, capsys, theirs):
    account = left_by_a_run()
    account.keys |= {"arn:key/theirs": theirs, "arn:key/hidden": {}}
    account.denies = {("list_resource_tags", "arn:key/hidden"): 10**9}
    assert _swept(account, RUN) == 0
    assert account.keys_to_go == ["arn:key/run"]


def test_keys_that_nobody_may_look_at_are_told(quick, capsys):
    account = left_by_a_run()
    account.denies = {("list_resource_tags", "arn:key/run"): 10**9}
    assert _swept(account, RUN) == 1
    assert account.everything() == ["key arn:key/run"]
    assert "still there: whatever key there is: refused: AccessDenied ListResourceTags" in capsys.readouterr().out


def test_looks_for_all_that_outlives_a_stack():
    template = (CHECKOUT / "template.yaml").read_text()
    outlive = set(re.findall(r"Type: (AWS::\S+)\n(?:    (?!Type:).*\n)*?    DeletionPolicy: Retain", template))
    # The policies of buckets go with the buckets.
    assert outlive == {"AWS::KMS::Key", "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::IAM::ManagedPolicy"}
    assert {"key", "table", "bucket", "policy", "boundary"} <= set(sweep.Sweep(left_by_a_run(), RUN).looked_for())


def test_a_bucket_whose_tags_nobody_may_read_is_told_and_kept(quick, capsys):
    account = left_by_a_run()
    account.buckets |= {f"{RUN}-genomes": {}}
    account.denies = {("get_bucket_tagging", f"{RUN}-genomes"): 10**9}
    assert _swept(account, RUN) == 1
    assert account.everything() == [f"bucket {RUN}-genomes"]
    assert f"look whose it is: bucket {RUN}-genomes: refused: AccessDenied GetBucketTagging" in capsys.readouterr().out


def test_a_living_connection_and_its_bucket_lose_nothing(quick, capsys):
    """A bucket `acc-genomes` has the user `ica-acc-genomes`, and a bucket may be called like a run."""
    account = left_by_a_run()
    account.buckets |= {"acc-genomes": {}, "ica-acc-genomes": {}, "ica-acc-0a1b2c3": {}, f"{RUN}-genomes": {}, f"{RUN}-reads": {TAG: "ica-acc-ffffff"}}
    account.users |= {"ica-acc-genomes": "/ica-connect/lab/us-east-1/", RUN: "/ica-connect/lab/us-east-1/", f"{RUN}-x": "/"}
    account.policies |= {"ica-acc-genomes-policy": "/ica-connect/lab/us-east-1/", f"{RUN}-policy": "/ica-connect/lab/us-east-1/"}
    account.secrets |= {"ica-connect/lab/ica-acc-genomes", f"ica-connect/lab/{RUN}", f"{RUN}-password"}
    account.tables |= {f"{RUN}-results": {}, "ica-acc-genomes": {}}
    theirs = sorted(set(account.everything()) - set(left_by_a_run().everything()))

    assert _swept(account, RUN) == 1
    assert account.everything() == theirs
    told = capsys.readouterr().out
    assert "still there" not in told
    assert re.findall(r"look whose it is: (.+)", told) == [f"bucket {RUN}-genomes", f"bucket {RUN}-reads", f"table {RUN}-results"]


def test_what_is_denied_for_a_while_is_deleted_then(quick, monkeypatch):
    monkeypatch.setattr(sweep, "DENIED_SECONDS", 60)
    account = left_by_a_run()
    account.denies = {("delete_bucket", f"{RUN}-plain"): 3, ("delete_user", f"ica-{RUN}-plain"): 2}
    assert _swept(account, RUN) == 0
    assert account.everything() == []


def test_what_is_refused_is_told_and_keeps_no_other(quick, capsys):
    account = left_by_a_run()
    account.denies = {("delete_user", f"ica-{RUN}-plain"): 10**9, ("delete_bucket", f"{RUN}-plain"): 10**9, ("list_secrets", ""): 10**9}
    assert _swept(account, RUN) == 1
    assert account.everything() == [f"bucket {RUN}-plain", f"secret ica-connect/{RUN}/ica-{RUN}-plain", f"user ica-{RUN}-plain"]
    told = capsys.readouterr().out
    assert re.findall(r"still there: (.+)", told) == [
        f"bucket {RUN}-plain: refused: AccessDenied DeleteBucket",
        f"user ica-{RUN}-plain: refused: AccessDenied DeleteUser",
        f"access key of ica-{RUN}-plain: AKIA",
        "whatever secret there is: refused: AccessDenied ListSecrets",
    ]


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


def test_what_a_function_makes_behind_the_sweep_is_swept_too(quick):
    account = left_by_a_run()
    deletes, late = account.client("iam").delete_user, []

    class Behind(type(account.client("iam"))):
        def _delete_user(self, UserName):
            deletes(UserName=UserName)
            if not late:
                late.append(account.secrets.add(f"ica-connect/{RUN}/late"))
                account.users["ica-late"] = f"/ica-connect/{RUN}/us-east-1/"

    monkey = account.client
    account.client = lambda service, **_: Behind(account) if service == "iam" else monkey(service)
    assert _swept(account, RUN) == 0
    assert account.everything() == []


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


def test_covers_every_state_of_a_bucket():
    assert {kind.versioning for kind in KINDS} == {"never", "Enabled", "Suspended"}
    assert any(kind.lock for kind in KINDS)
    assert {(kind.encryption, kind.key) for kind in KINDS} == {(None, False), ("aws:kms", False), ("aws:kms", True)}
    assert {name for kind in KINDS for name in kind.policies} == set(foreign.FOREIGN)
    assert any("prefix" in kind.request for kind in KINDS)


def foreign_statements():
    return [(name, one) for name in foreign.FOREIGN for one in foreign.policy((name,), "the-bucket", "777788889999")["Statement"]]


def test_puts_policies_of_different_kinds():
    statements = [one for _, one in foreign_statements()]
    denies = [one for one in statements if one["Effect"] == "Deny"]
    assert any("aws:SecureTransport" in one.get("Condition", {}).get("Bool", {}) for one in denies)
    assert any("aws:PrincipalOrgID" in one.get("Condition", {}).get("StringNotEquals", {}) for one in denies)
    assert any("aws:PrincipalArn" in one.get("Condition", {}).get("ArnNotLike", {}) for one in denies)
    assert any("NotPrincipal" in one for one in denies)
    assert any("777788889999" not in one["Principal"]["AWS"] for one in statements if one["Effect"] == "Allow")
    assert any(set(foreign.FOREIGN) == set(kind.policies) for kind in SHORT)


@pytest.mark.parametrize(("name", "statement"), foreign_statements())
def test_no_policy_keeps_the_run_from_its_own_bucket(name, statement):
    if statement["Effect"] == "Deny" and "Bool" not in statement.get("Condition", {}):
        assert set(statement["Action"]) <= set(foreign.OBJECTS)
        assert statement["Resource"] in (["arn:aws:s3:::the-bucket/*"], "arn:aws:s3:::the-bucket/*")


@pytest.mark.parametrize(("name", "statement"), foreign_statements())
def test_a_policy_is_about_the_bucket_and_names_only_who_is_there(name, statement):
    assert "lab-genomics" not in json.dumps(statement) and "${" not in json.dumps(statement)
    who = statement.get("Principal") or statement["NotPrincipal"]
    named = [who] if isinstance(who, str) else who["AWS"] if isinstance(who["AWS"], list) else [who["AWS"]]
    assert set(named) <= {"*", "arn:aws:iam::777788889999:root", "arn:aws:sts::777788889999:federated-user/alice", "arn:aws:iam::127311923021:root"}


class Answers:
    """An S3 that has one policy and no CORS rules."""

    def __init__(self, policy):
        self.policy = policy

    def client(self, service, **_):
        return self

    region = "us-east-1"

    def get_bucket_policy(self, Bucket):
        return {"Policy": json.dumps(self.policy)}

    def get_bucket_cors(self, Bucket):
        raise refused("NoSuchCORSConfiguration", "get_bucket_cors")

    def get_bucket_versioning(self, Bucket):
        return {}


@pytest.mark.parametrize("name", foreign.FOREIGN)
def test_compares_every_policy_by_its_meaning(name):
    policy = foreign.policy((name,), "b", "777788889999")

    def configuration(statements):
        return Bucket(Answers(policy | {"Statement": statements}), "777788889999", RUN, KINDS[0]).configuration()

    before = configuration(policy["Statement"])
    assert before == configuration(policy["Statement"][::-1])
    assert before != configuration(policy["Statement"][1:])
    edited = json.loads(json.dumps(policy["Statement"]))
    edited[0].setdefault("Condition", {})["ArnNotLike"] = {"aws:PrincipalArn": "arn:aws:iam::777788889999:user/left-behind"}
    assert before != configuration(edited)


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


def test_knows_what_is_left_of_one_connection():
    account = left_by_a_run()
    account.objects = {f"{RUN}-plain": ["acceptance.txt", "ica-connect-probe"]}
    account.users["ica-other"] = f"/ica-connect/{RUN}/us-east-1/"
    assert sweep.Sweep(account, RUN).of_connection(f"{RUN}-plain") == [
        f"object {RUN}-plain/ica-connect-probe", f"user ica-{RUN}-plain", f"access key of ica-{RUN}-plain: AKIA", f"policy ica-{RUN}-plain-policy",
        f"secret ica-connect/{RUN}/ica-{RUN}-plain"]
    account.users = account.policies = {}
    account.secrets, account.objects = set(), {f"{RUN}-plain": ["runs/acceptance.txt"]}
    assert sweep.Sweep(account, RUN).of_connection(f"{RUN}-plain") == []


def test_what_was_just_written_may_be_read_late(monkeypatch):
    monkeypatch.setattr(estate, "PAUSE_SECONDS", 0.001)
    answers = iter([False, False, True])
    assert estate.eventually(lambda: next(answers))


def test_what_is_written_down_of_localstack_is_all_well():
    recorded = json.loads((CHECKOUT / "local/acceptance/localstack.json").read_text())
    assert {f"{kind.name} {step}" for kind in KINDS for step in STEPS} <= set(recorded)
    assert not [result for result in recorded.values() if "FAILED" in result or "not as before" in result]
    assert not [result for result in recorded.values() if "BLOCKS_ICA" in result], "LocalStack enforces no bucket policy: AWS would end there"
    assert recorded["all delete"] == "nothing is left"


def test_make_passes_the_account_on():
    text = (CHECKOUT / "Makefile").read_text()
    assert "local/acceptance/run --account $(ACCOUNT)" in text


def test_what_no_emulator_does_is_told_where_aws_does_otherwise():
    lines = [{"bucket": "stack", "step": step, "result": stack.EXPECTED.get(f"stack {step}", "ROLLBACK_FAILED"), "seconds": 1} for step in ("backups", "public", "rest")]
    assert stack.unexpected(lines) == []
    lines[0]["result"] = "point-in-time recovery: DISABLED"
    assert stack.unexpected(lines) == ["differs from AWS's documentation: stack backups: there `point-in-time recovery: ENABLED`, here `point-in-time recovery: DISABLED`"]


def test_every_step_of_the_stack_has_what_aws_must_answer():
    run = SimpleNamespace(where=SimpleNamespace(client=None))
    assert {f"stack {step}" for step in stack.OfTheStack(run).steps()} == set(stack.EXPECTED)


def test_the_stack_that_was_made_to_fail_goes_before_the_one_whose_functions_it_needs(quick):
    account = left_by_a_run()
    account.stacks.add(f"{RUN}{stack.FAILS}")
    assert _swept(account, RUN) == 0
    assert account.everything() == []
    assert account.deleted_stacks == [f"{RUN}{stack.FAILS}", RUN]


PROBED = {"RegistryTableName": "table", "RunsBucketName": "runs", "ConnectionResourceArn": "arn"}
EVENTS = [("First", "CREATE_IN_PROGRESS"), ("First", "CREATE_COMPLETE"), ("Second", "CREATE_IN_PROGRESS"), ("Second", "CREATE_FAILED")]


class Answering:
    """An AWS that answers what it is told to, and nothing else."""

    def __init__(self, **answers) -> None:
        self.region = "us-east-1"
        self._answers = answers

    def client(self, _):
        return self

    def __getattr__(self, operation):
        def call(**_):
            answer = self._answers.get(operation, {})
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call


ALL_BLOCKED = dict.fromkeys(stack.BLOCKED, True)


def of_the_stack(monkeypatch, events=EVENTS, block=ALL_BLOCKED, left=()):
    """What the steps come to on an AWS that answers so."""
    monkeypatch.setattr(stack, "Bucket", lambda *_: SimpleNamespace(name="b", create=lambda: None, configuration=lambda: {}))
    monkeypatch.setattr(stack, "PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(estate, "PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(estate, "SEEN_SECONDS", 0.01)
    # The third is asked for after the deletion, which it does not know of yet.
    statuses = iter(["CREATE_IN_PROGRESS", "ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE", "DELETE_IN_PROGRESS"])
    told = [{"LogicalResourceId": name, "ResourceStatus": status, "ResourceStatusReason": "BUCKET_MISSING: x"} for name, status in reversed(events)]
    aws = Answering(
        describe_continuous_backups={"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED"}}},
        get_public_access_block={"PublicAccessBlockConfiguration": block},
        put_bucket_policy=refused("AccessDenied", "put_bucket_policy"),
        describe_stack_events={"StackEvents": told},
    )

    def described(**_):
        if status := next(statuses, None):
            return {"Stacks": [{"StackStatus": status}]}
        raise refused("ValidationError", "describe_stacks")

    aws.describe_stacks = described
    run = SimpleNamespace(where=aws, number="1", name=RUN, outputs=PROBED, left=lambda _: list(left))
    lines = [{"bucket": "stack", "step": name, "result": step()} for name, step in stack.OfTheStack(run).steps().items()]
    return stack.unexpected(lines)


def test_as_aws_documents_it_nothing_is_told(monkeypatch):
    assert of_the_stack(monkeypatch) == []


@pytest.mark.parametrize(("answers", "told"), [
    ({"events": [EVENTS[0], EVENTS[2], EVENTS[1], EVENTS[3]]}, "the second did not come after the first"),
    ({"block": {"BlockPublicPolicy": True}}, "blocked: False"),
    ({"left": ["user u"]}, "something is left: user u"),
], ids=["at once", "not all blocked", "a user is left"])
def test_what_aws_documents_otherwise_is_told(monkeypatch, answers, told):
    different = of_the_stack(monkeypatch, **answers)
    assert len(different) == 1
    assert told in different[0]


def test_a_stack_that_does_not_settle_is_told_with_its_state(monkeypatch):
    monkeypatch.setattr(stack, "PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(stack, "SECONDS", 0.01)
    aws = Answering(describe_stacks={"Stacks": [{"StackStatus": "DELETE_IN_PROGRESS"}]})
    assert stack.settled(aws, "s", stack.GONE) == "DELETE_IN_PROGRESS after 0.01 s"
