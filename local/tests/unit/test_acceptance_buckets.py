"""The buckets of an acceptance run, and what of other people's is put before it."""

import json

import pytest
from acceptance_account import RUN, refused

from acceptance import estate, foreign
from acceptance.estate import KINDS, SHORT, Bucket


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


def test_what_was_just_written_may_be_read_late(monkeypatch):
    monkeypatch.setattr(estate, "PAUSE_SECONDS", 0.001)
    answers = iter([False, False, True])
    assert estate.eventually(lambda: next(answers))
