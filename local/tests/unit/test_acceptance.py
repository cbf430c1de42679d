"""The acceptance run: refuses other accounts, says what it costs, tells differences, and sweeps only its own."""

import json
import re

import pytest

from acceptance import cost
from acceptance.__main__ import STEPS, _swept, differences
from acceptance.account import Account, WrongAccount, account
from acceptance.estate import KINDS
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
    items = cost.estimate(len(KINDS))
    assert 0.1 < cost.total(items) <= 1
    assert all(re.fullmatch(r"https://aws\.amazon\.com/[\w/-]+/pricing/([\w-]+/)?", item.page) for item in items)


def test_tells_what_differs_from_localstack_and_nothing_else():
    lines = [{"bucket": "plain", "step": step, "result": "CONNECTED", "seconds": 1} for step in ("connect", "plan", "new")]
    assert differences(lines, {"plain connect": "CONNECTED", "plain plan": "PLANNED"}) == [
        "differs from LocalStack: plain plan: there `PLANNED`, here `CONNECTED`"
    ]


@pytest.mark.parametrize("name", ["", "ica-connect", "lab-data"])
def test_sweeps_nothing_but_acceptance_runs(name):
    assert _swept(None, name) == 2


def test_covers_every_state_of_a_bucket():
    assert {kind.versioning for kind in KINDS} == {"never", "Enabled", "Suspended"}
    assert any(kind.lock for kind in KINDS)
    assert any(kind.encryption for kind in KINDS)
    assert any(kind.policy for kind in KINDS)
    assert any("prefix" in kind.request for kind in KINDS)


def test_what_is_written_down_of_localstack_is_all_well():
    recorded = json.loads((CHECKOUT / "local/acceptance/localstack.json").read_text())
    assert {f"{kind.name} {step}" for kind in KINDS for step in STEPS} <= set(recorded)
    assert not [result for result in recorded.values() if "FAILED" in result or "not as before" in result]
    assert recorded["all delete"] == "nothing is left"


def test_make_passes_the_account_on():
    text = (CHECKOUT / "Makefile").read_text()
    assert "local/acceptance/run --account $(ACCOUNT)" in text
