"""The sweep of an acceptance run: all that it made, and nothing else."""

import re
import sys

import pytest
from acceptance_account import RUN, RememberedAccount, left_by_a_run

from acceptance import __main__ as acceptance
from acceptance import stack, sweep
from acceptance.__main__ import _swept
from acceptance.name import TAG, fresh, is_run
from icalocal.settings import CHECKOUT


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


def test_the_stack_that_was_made_to_fail_goes_before_the_one_whose_functions_it_needs(quick):
    account = left_by_a_run()
    account.stacks.add(f"{RUN}{stack.FAILS}")
    assert _swept(account, RUN) == 0
    assert account.everything() == []
    assert account.deleted_stacks == [f"{RUN}{stack.FAILS}", RUN]
