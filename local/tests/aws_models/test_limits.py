"""The application against the limits of Step Functions: 256 KiB for a state, 25,000 events for an execution."""

import copy
import json
import re
from functools import cache

import pytest
from walks import walked

from contracts import definitions, expressions, history, outcomes, sizes


@pytest.mark.parametrize("name", definitions.names() + definitions.hubs())
def test_no_state_is_too_large_where_every_document_is_as_large_as_aws_lets_it_be(name):
    walk = expressions.walk(name, inputs=sizes.inputs(name), walks=sizes.OF_MANY_LINES if name == "hub/ManyAccounts" else sizes.WALKS)
    print(name, walk["largest"])
    assert walk["faults"] == []
    assert walk["largest"]["one"]["bytes"] > 50_000, "else this says nothing"


MOST = 256 * 1024
SET = re.compile(r"(#?\w+) = (:\w+)")
WRITERS = ("connect", "disconnect", "rotate", "audit")


@cache
def largest_record() -> dict:
    """Each attribute as large as any of our writers makes it, all in one record."""
    record = {key: sizes.RECORD[key] for key in ("bucket", "fence", "leaseOwner", "leaseExpires", "state", "declaredBy")}
    record |= {"journal": sizes.journal(), "wish": {"S": json.dumps(sizes.wish())}, "history": {"S": "[]"}}
    for name in WRITERS:
        inputs = [one | {"outcomes": carried(record, one["outcomes"])} for one in sizes.inputs(name)]
        walk = expressions.walk(name, inputs=inputs, walks=sizes.WALKS)
        assert walk["faults"] == []
        for task in walk["asked"]:
            update = task["arguments"].get("UpdateExpression", "")
            for attribute, value in SET.findall(update) if "dynamodb:updateItem" in task["resource"] else []:
                attribute = task["arguments"].get("ExpressionAttributeNames", {}).get(attribute, attribute)
                written = task["arguments"]["ExpressionAttributeValues"].get(value)
                if written and attribute not in ("journal", "wish", "state") and len(json.dumps(written)) > len(json.dumps(record.get(attribute, ""))):
                    record[attribute] = written
    return record


def carried(record: dict, given: dict) -> dict:
    free = [{"Item": {key: value for key, value in record.items() if key not in ("leaseOwner", "leaseExpires")}}]
    looked = {"Look up the connection": free} if "Look up the connection" in given else {}
    return given | {"arn:aws:states:::dynamodb:getItem": free, "arn:aws:states:::dynamodb:updateItem": [{"Attributes": record}]} | looked


def test_a_record_of_our_own_writers_is_never_too_large_to_be_read():
    """The largest connection: the longest names, a journal at its bounds, and whatever else each writer leaves."""
    record = largest_record()
    parts = {name: len(json.dumps(value, ensure_ascii=False).encode()) for name, value in record.items()}
    print(sum(parts.values()), parts)
    assert {"drift", "findings", "history", "journal", "lastFailure", "rotationFailure", "todo", "wish"} <= parts.keys()
    assert sum(parts.values()) <= MOST - 8 * 1024


@pytest.mark.parametrize("name", WRITERS)
def test_every_execution_carries_the_largest_record_to_its_end(name):
    inputs = [one | {"outcomes": carried(largest_record(), one["outcomes"])} for one in sizes.inputs(name)]
    walk = expressions.walk(name, inputs=inputs, walks=sizes.WALKS)
    print(name, walk["largest"])
    assert walk["faults"] == []


@pytest.mark.parametrize("step", ["CorsFunction", "KmsFunction", "IamFunction"])
def test_a_function_that_answered_all_of_its_documents_would_be_noticed(step):
    """A bucket has one policy, of 20 KB: before and after are within its function's share."""
    whole = sizes.DOCUMENTED | {step: [{"Payload": sizes.uncut(sizes.STEPS[step])}]}
    walk = expressions.walk("connect", inputs=[{"input": sizes.PLAN, "outcomes": whole}], walks=20)
    assert any("256 KiB" in fault for fault in walk["faults"])


def test_a_plan_that_is_expected_is_not_told_once_more():
    """Its answer goes beside its request, which has all of its writes."""
    def largest(one):
        return expressions.walk("connect", inputs=[one | {"outcomes": sizes.AS_EXPECTED[0]}], walks=20)["answer"]

    expected = largest({"input": sizes.EXPECTING | {"mode": "plan"}})
    assert "expectedPlan" not in expected and all(step.keys() == {"name", "changed"} for step in expected["steps"])
    asked = largest({"input": sizes.PLAN})
    assert asked["expectedPlan"] and all("documents" in step for step in asked["steps"])


def test_an_audit_keeps_of_a_change_what_a_record_has_room_for():
    """The record is read whole by whatever works on its bucket. A side that is not there stays away."""
    drift = definitions.read("audit")["States"]["Audit each connection"]["ItemProcessor"]["States"]["Gather the drift"]["Assign"]["drift"][2:-2]
    sides = [("s" * sizes.KEPT, "s" * sizes.KEPT), ("s" * (sizes.KEPT + 1), "left out: 1001 characters"), (["s"] * 300, "left out: 1201 characters"), ({"Sid": "s"}, {"Sid": "s"})]
    changes = [{"what": "a statement", "to": side} for side, _ in sides]
    plan = {"steps": [{"name": "cors", "changed": True, "changes": changes * 10}], "findings": [], "verification": {"checks": []}}
    kept = [{"step": "cors", "what": "a statement", "to": kept} for _, kept in sides] * 5
    assert expressions.differences([{"where": "drift", "text": drift, "bindings": {"plan": plan}, "result": kept}]) == []


WHOLE = [name for name in definitions.names() + definitions.hubs() if name not in ("disconnect-all", "hub/Report")]


@pytest.mark.parametrize("name", WHOLE)
def test_no_history_is_ever_full(name):
    """With every task tried as often as it may be, and every loop gone round as often as it can be. disconnect-all and the hub's report have tests of their own."""
    rounds = history.rounds(name)
    taken = walked(name)["rounds"]
    assert {way: taken.get(way, 0) for way in rounds if taken.get(way, 0) > rounds[way]} == {}, "no walk by chance has gone round more often"
    machine = history.definition(name)
    whole = {name: history.most(machine, rounds)} | {
        f"{name}/{path}": history.most(state["ItemProcessor"])
        for path, state in definitions.states(machine)
        if state["Type"] == "Map" and state["ItemProcessor"]["ProcessorConfig"]["Mode"] == "DISTRIBUTED"
    }
    print(whole, rounds)
    assert max(whole.values()) <= history.MOST, whole


def test_a_loop_that_nothing_ends_is_noticed():
    rounds = history.rounds("rotate-due")
    ways = dict(rounds)
    del ways["Is there another page? -> Read a page of the registry"]
    with pytest.raises(AssertionError, match="without a bound"):
        history.most(definitions.read("rotate-due"), ways)


def test_a_loop_that_goes_round_too_often_is_noticed():
    broken = copy.deepcopy(definitions.read("connect"))
    due = broken["States"]["Has it been too long?"]["Choices"]
    assert "$refusals > 200" in due[1]["Condition"]
    due[1]["Condition"] = due[1]["Condition"].replace(" or $refusals > 200", "")
    way = "Wait for the holder -> Take the lease"
    assert expressions.walk("connect", broken, inputs=[{"input": outcomes.WISH} | history.WAITING[3]], worst=True)["rounds"][way] > history.rounds("connect")[way] * 4


def test_disconnect_all_ends_before_its_history_is_full():
    """25,000 events: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html. A bucket takes eight where nothing is tried again, a page 20."""
    of = definitions.read("disconnect-all")["States"]
    again, ended = (choice["Condition"][2:-2] for choice in of["Is there another page?"]["Choices"])
    most = int(re.search(r"< (\d+)", again)[1])
    assert (most + 100) * 8 + (most // 100 + 1) * 20 < 25_000 * 0.75
    message = of["Some are left"]["Assign"]["failure"]["message"][2:-2]
    cases = [(most - 1, [], {}, True, None), (most - 1, [], None, False, None),
             (most, [], {}, False, f"{most} disconnected; and more than one execution looks at. Remedy: start this workflow again."),
             (most - 1, ["lab"], {}, False, f"{most - 1} disconnected; still connected: lab; and more than one execution looks at. "
              "Remedy: look at the executions of disconnect for these, and start this workflow again."),
             (5, ["lab"], None, False, "5 disconnected; still connected: lab. Remedy: look at the executions of disconnect for these.")]
    samples = [{"where": f"{done} {left} {more}", "text": text, "bindings": {"done": done, "left": left, "next": more}, "result": result}
               for done, left, more, goes_on, words in cases
               for text, result in ((again, goes_on), (ended, bool(words) or goes_on), (message, words)) if result is not None]
    assert expressions.differences(samples) == []


def test_a_report_of_the_hub_ends_before_its_history_is_full():
    """Of a hundred thousand connections, with every call of every page tried as often as it may be. More than one page is the table's own matter."""
    machine = definitions.read("hub/Report")
    page = history.most(machine, {"Is there more? -> Read a page": 1}) - history.most(machine, {"Is there more? -> Read a page": 0})
    limit = int(re.search(r"'Limit': (\d+)", machine["States"]["Read a page"]["Arguments"])[1])
    assert history.most(machine, {"Is there more? -> Read a page": 100_000 // limit}) == history.most(machine, {"Is there more? -> Read a page": 0}) + page * 100_000 // limit <= history.MOST


def test_a_report_of_the_hub_has_room_for_two_thousand_counts():
    """One for each account, region and announcement: docs/fleet.md. Each stands once in the counts and once in the summary, which are variables of 256 KiB."""
    of = definitions.read("hub/Report")["States"]["Count"]["Assign"]["summary"][2:-2]
    announced = max(outcomes.INPUTS["hub/Keep"][1]["input"]["detail-type"], "Access Key Rotation Failed", key=len)
    counts = {f"{number:012}/ap-southeast-3/{announced}": 1_000 for number in range(2_000)}
    summary = {"connections": 2_000_000, "pages": 99, "accounts": [dict(zip(("account", "region", "announced"), key.split("/"))) | {"connections": 1_000} for key in counts]}
    assert expressions.differences([{"where": "Count", "text": of, "bindings": {"counts": counts, "page": 99}, "result": summary}]) == []
    assert max(len(json.dumps(one, separators=(",", ":"))) for one in (counts, {"summary": summary})) < 256 * 1024
