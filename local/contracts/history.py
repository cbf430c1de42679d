"""How many events an execution's history has at most: every task tried as often as it may be, every loop gone round as often as it can be.

Events by state: https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
"""

from functools import cache

import networkx

from contracts import expressions
from contracts.definitions import read
from contracts.outcomes import EXECUTION, LAST, MINE, PROVEN, RECORDED, WISH, item, report
from contracts.template import transformed

# https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
MOST = 25_000
# A page of the registry has as many items as its scan may look at.
PAGE = 100
GET, UPDATE = "arn:aws:states:::dynamodb:getItem", "arn:aws:states:::dynamodb:updateItem"
ASKED = "arn:aws:states:::aws-sdk:sfn:describeExecution"
REFUSED = [{"errorOutput": {"Error": "DynamoDB.ConditionalCheckFailedException", "Cause": ""}}]
FAILS = [{"errorOutput": {"Error": "States.TaskFailed", "Cause": ""}}]
HELD = [{"Item": item(**LAST | {"leaseOwner": {"S": EXECUTION}})}]
# Who holds the lease runs, or has ended, or was stopped only now, while this one asks in no time.
WAITING = [{"still": still, "outcomes": {"Take the lease": REFUSED, GET: HELD, ASKED: [holder]}}
           for still in (True, False)
           for holder in ({"Status": "RUNNING"}, {"Status": "SUCCEEDED", "StopDate": "2026-01-01T00:00:00Z"}, {"Status": "ABORTED", "StopDate": "2026-01-01T00:00:00Z"})]
TAKEN = {UPDATE: [{"Attributes": HELD[0]["Item"]}], GET: HELD}
UNPROVEN = {"VerifyFunction": [{"Payload": PROVEN["VerifyFunction"][0]["Payload"] | {"proven": False}}]}
GRANTED = report("kms", False) | {"changed": True, "changes": [{"what": "key grant of lab", "to": {}}]}
VALIDATING = [{"Payload": report("registration", True, icaStatus="INITIALIZING", storageConfigurationId="c")}]
DONE = [{"Payload": report("registration", True, icaStatus="OK", storageConfigurationId="c")}]
BY_HAND = [{"Payload": report("registration", True, handOver="1. type this")}]


def _key(standing: str) -> list:
    return [{"Payload": report("rotation", True, standing=standing, accessKeyId="AKIAEXAMPLE", stillUsed="false", restSeconds="1")}]


TO_ROTATE = TAKEN | PROVEN | {"RegistrationFunction": DONE, "RotationFunction": _key("TWO_KEYS")}
SLOW_ICA = {"RegistrationFunction": VALIDATING, "RegistrationStatusFunction": VALIDATING}
PAGES = {"arn:aws:states:::aws-sdk:dynamodb:scan": [{"Items": [{"bucket": {"S": f"lab-{number}"}} for number in range(PAGE)], "LastEvaluatedKey": {"bucket": {"S": "lab"}}}]}

LEASE = ("Has it been too long? -> {0}", "Wait for the holder -> {0}")
# Each way back into a loop, and what has it taken most often.
LOOPS = {
    "connect": (
        [way.format("Take the lease") for way in LEASE] + ["Wait for propagation -> Prove the connection", "Wait for ICA -> Ask ICA", "Is it recorded? -> What is to be undone?"],
        WAITING + [{"outcomes": TAKEN | outcomes} for outcomes in (
            UNPROVEN | {"KmsFunction": [{"Payload": GRANTED}]},
            PROVEN | SLOW_ICA,
            PROVEN | {"RegistrationFunction": DONE, "Record and release": FAILS, GET: [{"Item": RECORDED | {"history": {"S": "[]"}}}]},
        )],
    ),
    "disconnect": ([way.format("Take the lease") for way in LEASE] + ["Let the holder's last function end -> Take the lease"], WAITING),
    "rotate": (
        [way.format("Look up the connection") for way in LEASE] + [
            "Wait for ICA -> Ask ICA", "Wait for propagation -> Prove the connection", "Wait for a person -> Look up the connection",
            "Let the old key rest -> Look up the connection", "Where to go on? -> Inspect the bucket"],
        WAITING + [{"outcomes": TO_ROTATE | outcomes} for outcomes in ({}, SLOW_ICA, UNPROVEN, {"RegistrationFunction": BY_HAND})],
    ),
    "rotate-due": (["Is there another page? -> Read a page of the registry", "Go on in another execution -> Is there another page?"], [{"outcomes": PAGES}]),
}
INPUTS = {"connect": WISH, "disconnect": WISH, "rotate": {"bucket": "lab.data"}, "rotate-due": {}}


def definition(name: str) -> dict:
    """By the parameters that let it go round most often."""
    if name.startswith("hub/"):
        return read(name)
    of = transformed()["Parameters"]
    return read(name, IcaPollSeconds=str(of["IcaPollSeconds"]["MinValue"]), IcaValidationSeconds=str(of["IcaValidationSeconds"]["MaxValue"]))


@cache
def rounds(name: str) -> dict[str, int]:
    """How often each way back is taken at most, as walked on the JSONata of Step Functions."""
    if name not in LOOPS:
        return {}
    ways, worst = LOOPS[name]
    walked = expressions.walk(name, definition(name), inputs=[{"input": INPUTS[name]} | one for one in worst], worst=True)
    assert walked["faults"] == [], walked["faults"]
    return {way: walked["rounds"].get(way, 0) for way in ways}


def most(machine: dict, ways: dict[str, int] | None = None) -> int:
    """The longest history, by the flow of greatest weight: what has no bound must not be a loop."""
    ways = ways or {}
    graph = networkx.DiGraph()
    graph.add_edge("end", ("state", machine["StartAt"]), capacity=1, weight=0)
    for name, state in machine["States"].items():
        nexts = _nexts(state)
        for to in nexts:
            way = f"{name} -> {to}"
            capacity = {"capacity": ways[way]} if way in ways else {}
            graph.add_edge(("state", name), ("state", to), weight=-events(state), **capacity)
        if not nexts:
            graph.add_edge(("state", name), "end", weight=-events(state))
    unbounded = networkx.DiGraph((a, b) for a, b, of in graph.edges(data=True) if "capacity" not in of)
    loops = [[name for _, name in part] for part in networkx.strongly_connected_components(unbounded) if len(part) > 1]
    assert not loops, f"a loop without a bound: {loops}"
    return 2 - networkx.network_simplex(graph)[0]


def _nexts(state: dict) -> set[str]:
    nexts = {one["Next"] for one in (*state.get("Choices", []), *state.get("Catch", []))}
    return nexts | {state[key] for key in ("Next", "Default") if key in state}


def events(state: dict) -> int:
    """Of one visit: entered and exited, and what a state of its kind does between."""
    match state["Type"]:
        case "Task":
            each = 4 if state["Resource"].endswith((".sync:2", ".waitForTaskToken")) else 3
            return 2 + each * (1 + sum(retrier.get("MaxAttempts", 3) for retrier in state.get("Retry", [])))
        case "Parallel":
            return 4 + sum(most(branch) - 2 for branch in state["Branches"])
        case "Map" if state["ItemProcessor"]["ProcessorConfig"]["Mode"] == "INLINE":
            return 4 + PAGE * most(state["ItemProcessor"])
        case "Map":
            return 4
        case _:
            return 2
