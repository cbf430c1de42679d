"""Answers as long as they can be: what functions cut theirs to, and records, requests and checks at their largest."""

import json
import math
import re
from functools import cache

from contracts import expressions
from contracts.definitions import CHECKOUT
from contracts.outcomes import ANNOUNCED, DECLINED, ENDED, EXECUTION, FACTS, GET, LAST, MINE, SCAN, TWO_COLUMNS, WISH, enveloped, item, report

# Enough for each way through, with failures at every state; a few where each walk is of a thousand lines.
WALKS, OF_MANY_LINES = 90, 9
MAIN = CHECKOUT / "functions" / "connector" / "src" / "main" / "java" / "icaconnect"
# Bytes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html, https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html,
# https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
DOCUMENTS = {"bucketPolicy": 20_480, "cors": 65_536, "kms": 32_768, "iam": 6_144}
STEPS = {"CorsFunction": "cors", "BucketPolicyFunction": "bucketPolicy", "KmsFunction": "kms", "IamFunction": "iam", "CredentialFunction": "credential"}
# An event of what a state holds beside the reason that it is put aside for.
EVENT = 253_000
# Names of checks are in icaconnect.verify.
CHECKS = 20


def _constant(file: str, name: str) -> int:
    value = re.search(rf"\b{name} = ([\d_ *]+);", (MAIN / file).read_text())[1]
    return math.prod(int(factor) for factor in value.replace("_", "").split("*"))


def share(step: str) -> int:
    writers = re.search(r"WRITERS = Set.of\((.*)\)", (MAIN / "report" / "Carried.java").read_text())[1]
    return _constant("report/Carried.java", "WITH_DOCUMENTS" if f'"{step}"' in writers else "OTHERS")


def _finding(number: int) -> dict:
    return {"severity": "INFO", "code": "A_CODE", "message": f"{number}" + "m" * 400, "remedy": "r" * 200, "help": "h" * 80}


def _size(value) -> int:
    return len(json.dumps(value, separators=(",", ":")))


def filled(step: str, fills: str = "", writes: tuple = (), **outputs) -> dict:
    """A report of just its share: findings first, then writes, the rest documents or changes."""
    whole = report(step, True, **outputs) | {"digests": [], "writes": list(writes), "findings": []}
    most = _constant("report/Carried.java", "FINDINGS")
    while _size(whole["findings"]) + _size(_finding(99)) < most:
        whole["findings"].append(_finding(len(whole["findings"])))
    if fills == "documents":
        half = (share(step) - _size(whole) - 120) // 2
        whole["documents"] = [{"name": step, "before": "b" * half, "after": "a" * half}]
    if fills == "changes":
        while (room := share(step) - _size(whole) - 120) > 0:
            side = "s" * min(1_900, room // 2)
            whole["changes"].append({"what": f"bucket policy statement {len(whole['changes'])}", "from": side, "to": side})
    return whole


def uncut(step: str) -> dict:
    """As it would be with the documents whole, of two keys, beside changes that take all of its share."""
    documents = [{"name": step, "before": "b" * DOCUMENTS[step], "after": "a" * DOCUMENTS[step]}] * (2 if step == "kms" else 1)
    return filled(step, "changes") | {"documents": documents}


LONGEST = _constant("verify/Check.java", "LONGEST")
CHECKED = [{"name": f"check-{number}-without-headers", "status": "FAIL", "detail": "d" * LONGEST, "remedy": "r" * LONGEST} for number in range(CHECKS)]
ADDITION = {"missing": True, "json": "j" * 24_000, "hcl": "h" * 12_000, "cdk": "c" * 12_000}
assert _size(ADDITION) > _constant("addition/AdditionAnswer.java", "CARRIED") - 100
PLAN = WISH | {"mode": "plan"}
# As many writes as a plan may have: icaconnect.connection.ExpectedPlan.
WRITES = {step: tuple(f"{step}={number:064}" for number in range(count)) for step, count in (("bucketPolicy", 150), ("kms", 150), ("cors", 50), ("iam", 50), ("credential", 50), ("registration", 50))}
assert sum(map(len, WRITES.values())) == _constant("connection/ExpectedPlan.java", "MAX_ENTRIES")
EXPECTING = WISH | {"expectedPlan": " ".join(one for writes in WRITES.values() for one in writes)}
# Characters of a side of a change that an audit keeps, of twenty changes: the longer is left out.
KEPT = 1_000
STATEMENT = {"Sid": "s", "Resource": ["arn:aws:s3:::lab.data/runs/*"] * 30}
assert 900 < _size(STATEMENT) <= KEPT
RECORD = item(**LAST | {
    "wish": {"S": json.dumps(WISH | {"note": "w" * 4_000})},
    "findings": {"S": json.dumps([_finding(number) for number in range(7 * 17)])},
    "history": {"S": json.dumps([{"execution": MINE, "action": "connect", "status": "FAILED", "at": "2026-01-01T00:00:00Z", "step": "s", "error": "e" * 500}] * 10)},
    "journal": {"M": {"bucketPolicy": {"S": json.dumps({"x": "p" * 40_000})}, "kms": {"S": json.dumps({"x": "k" * 10_000})}, "cors": {"S": "{}"}, "iam": {"S": "{}"}}},
    "lastFailure": {"S": "f" * 5_000},
    "drift": {"S": json.dumps([{"step": "bucketPolicy", "what": "w" * 100, "from": STATEMENT, "to": STATEMENT}] * 20, separators=(",", ":"))},
})
ROTATION = {"standing": "TWO_KEYS", "accessKeyId": "AKIAEXAMPLE", "stillUsed": "true", "restSeconds": "60"}


def _answers(fills: str, writes: dict = {}) -> dict:
    steps = {function: [{"Payload": filled(step, "changes" if step == "bucketPolicy" and not fills else fills, writes.get(step, ()), userName="u", secretArn="s", accessKeyId="AKIAEXAMPLE")}]
             for function, step in STEPS.items()}
    return steps | {
        "InspectFunction": [{"Payload": {"facts": FACTS | {"kmsKeyArn": "arn"}, "report": filled("inspect", fills)} | ({} if fills else {"addition": ADDITION})}],
        "VerifyFunction": [{"Payload": {"proven": proven, "checks": CHECKED, "left": [], "report": report("verify", False)}} for proven in (True, False)],
        "RegistrationFunction": [{"Payload": filled("registration", fills, writes.get("registration", ()), icaStatus="OK", storageConfigurationId="c", handOver="o" * 2_000)}],
        "arn:aws:states:::dynamodb:getItem": [{"Item": RECORD}],
        "arn:aws:states:::dynamodb:updateItem": [{"Attributes": RECORD}],
        "arn:aws:states:::aws-sdk:sfn:describeExecution": ENDED,
        "RotationFunction": [{"Payload": report("rotation", True, **ROTATION | {"standing": standing}) | {"findings": [_finding(1)]}} for standing in ("TWO_KEYS", "ONE_KEY")],
    }


DOCUMENTED, CHANGED, LEFT_TO_ITS_OWNER = _answers("documents"), _answers("changes"), _answers("")
AS_EXPECTED = [_answers(fills, WRITES) for fills in ("documents", "changes")]


def _met(outcomes: list, *requests: dict) -> list:
    return [{"input": request, "outcomes": each} for request in requests for each in outcomes]


VERIFIED = _met([LEFT_TO_ITS_OWNER], WISH | {"verifyOnly": True}, PLAN | {"verifyOnly": True})
CONNECTS = _met([DOCUMENTED, CHANGED], WISH, PLAN, enveloped(onBehalfOf={"owner": MINE})) + _met(AS_EXPECTED, EXPECTING, EXPECTING | {"mode": "plan"}) + VERIFIED
DISCONNECTS = _met([DOCUMENTED, CHANGED], WISH, PLAN, enveloped(onBehalfOf={"owner": MINE})) + VERIFIED


@cache
def _largest(name: str, *inputs: str) -> dict:
    """What a workflow answers at most who has started it, with all that Step Functions says beside."""
    output = expressions.walk(name, inputs=[json.loads(one) for one in inputs], walks=12 * len(inputs))["answer"]
    return {"ExecutionArn": EXECUTION, "Input": {}, "InputDetails": {"Included": True}, "Name": "n" * 80, "Output": output, "OutputDetails": {"Included": True}, "StartDate": 1.0, "StateMachineArn": MINE, "Status": "SUCCEEDED", "StopDate": 1.0}


def nested(name: str, inputs: list) -> dict:
    return {"arn:aws:states:::states:startExecution.sync:2": [_largest(name, *(json.dumps(one) for one in inputs))]}


def _asking(state: str, answer: dict, given: list) -> list:
    """Each input, with what one state that starts an execution gets."""
    return [one | {"outcomes": one["outcomes"] | {state: answer["arn:aws:states:::states:startExecution.sync:2"]}} for one in given]


BUCKETS = [f"lab-{number:059}" for number in range(3_000)]
PAGE = [{"Items": [{"bucket": {"S": name}} for name in BUCKETS[:100]], "LastEvaluatedKey": {"bucket": {"S": BUCKETS[0]}}}]
DENIED = [{"errorOutput": {"Error": "StepFunctions.AWSStepFunctionsException", "Cause": "c" * 32_768}}]


def inputs(name: str) -> list:
    """For each workflow what its states are as large as they can be with."""
    match name:
        case "connect":
            plan = nested("connect", _met(AS_EXPECTED, EXPECTING | {"mode": "plan"}))
            back = nested("connect", _met([DOCUMENTED, CHANGED], enveloped(onBehalfOf={"owner": MINE})))
            away = nested("disconnect", DISCONNECTS)
            return _asking("Plan it once more", plan, _asking("Go back to the last good request", back, _asking("Take back what was added", away, CONNECTS)))
        case "disconnect":
            return DISCONNECTS
        case "rotate":
            return _met([CHANGED, DOCUMENTED | {"RegistrationFunction": DECLINED["RegistrationFunction"]}], {"bucket": "lab.data"})
        case "audit":
            plans = [nested("connect", _met([each], PLAN)) for each in (DOCUMENTED, CHANGED)] + [nested("connect", VERIFIED[1:])]
            names = {"Audit each connection": BUCKETS[:2], "Look up the connection": [{"Item": {name: value for name, value in RECORD.items() if not name.startswith("lease")}}]}
            return [{"input": {"buckets": BUCKETS, "autoRepair": True}, "outcomes": names | plan} for plan in plans]
        case "connect-many":
            ends = [(WISH, nested("connect", _met([CHANGED], WISH))), (PLAN, nested("connect", _met([DOCUMENTED, CHANGED], PLAN))), (EXPECTING, nested("connect", _met(AS_EXPECTED, EXPECTING)))]
            return [{"input": {"buckets": BUCKETS}, "outcomes": {"Connect each bucket": [request] * 2} | end} for request, end in ends]
        case "disconnect-all":
            ends = nested("disconnect", _met([DOCUMENTED, CHANGED], WISH))
            return [{"input": {"disconnect": "every bucket of this stack"}, "outcomes": {SCAN: PAGE} | end} for end in (ends, {"Disconnect the bucket": DENIED})]
        case "rotate-due":
            return [{"input": {}, "outcomes": {SCAN: PAGE} | end} for end in ({}, {"Start a rotation": DENIED})]
        case "receive":
            return [{"input": {"id": "1", "time": "2026-01-01T00:00:00Z", "source": "ica.connect", "detail": {"note": "e" * EVENT}}, "outcomes": end} for end in ({}, {"EventFunction": [{"errorOutput": {"Error": "Lambda.Unknown", "Cause": "c" * 32_768}}]})]
        case "hub/Keep":
            return [{"input": ANNOUNCED | {"detail": ANNOUNCED["detail"] | {"outcome": "o" * 1_000, "error": "e" * 1_000, "drift": "d" * EVENT}}, "outcomes": {}}]
        case "hub/ManyAccounts":
            failed = [{"errorOutput": {"Error": "States.TaskFailed", "Cause": json.dumps({"Error": "e" * 60, "Cause": "c" * 32_000})}}]
            short = "\n".join(TWO_COLUMNS.splitlines()[:3])
            ends = [(TWO_COLUMNS, {"Ask the account": failed}), (short, nested("connect", _met([DOCUMENTED], PLAN))), (short, nested("disconnect", _met([CHANGED], WISH)))]
            return [{"input": {"manifest": "manifests/a.csv"}, "outcomes": {GET: [{"Body": text}]} | end} for text, end in ends]
        case "hub/Report":
            kept = {name: {"S": "k" * most} for name, most in {"place": 27, "bucket": 63, "announced": 26, "time": 20, "outcome": 40, "error": 100, "execution": 200, "stackVersion": 20}.items()}
            pages = [{"Items": [kept] * 200} | more for more in ({}, {"LastEvaluatedKey": {"place": kept["place"], "bucket": kept["bucket"]}})]
            return [{"input": {}, "outcomes": {SCAN: pages}}]


# A statement as people write them, a sixth of it quotation marks, which a text in JSON doubles.
AS_WRITTEN = {"Sid": "NobodyButTheLaboratory", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::lab.data/*",
             "Condition": {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::111122223333:role/laboratory-pipeline"]}}}


def journal() -> dict:
    """As large as steps can make it: the exempted statements of a whole policy as they were and as they are, now and before the last write; and as many keys as a bucket has."""
    ours = ["arn:aws:iam::111122223333:user/" + "u" * 150] * 2
    left = AS_WRITTEN | {"Condition": {"ArnNotLike": {"aws:PrincipalArn": AS_WRITTEN["Condition"]["ArnNotLike"]["aws:PrincipalArn"] + ours}}}
    exempted = [{"index": 10, "former": AS_WRITTEN, "left": left, "added": [{"at": "/Condition/ArnNotLike/aws:PrincipalArn", "values": ours}]}] * (DOCUMENTS["bucketPolicy"] // _size(left))
    grantees = [f"arn:aws:iam::111122223333:user/{number}" + "g" * 200 for number in range(2)]
    keys = [{"arn": f"arn:aws:kms:ap-southeast-4:111122223333:key/mrk-{number:032}", "loneStatement": False, "grantees": grantees,
             "made": {grantee: {"id": "i" * 64, "at": 1_790_000_000} for grantee in grantees}} for number in range(_constant("kms/RecordedKeys.java", "MOST"))]
    entries = {
        "bucketPolicy": {"exemptions": exempted, "superseded": exempted, "namingIca": [], "loneStatement": False, "sid": "s" * 128},
        "kms": {"keys": keys},
        "iam": {"userName": "u" * 64, "policyName": "p" * 128, "userAdopted": False, "policyAdopted": False, "userFound": False},
        "credential": {"userName": "u" * 64, "secretName": "s" * 256, "at": "2026-01-01T00:00:00.000000Z", "keysBefore": ["AKIAEXAMPLE000000000"] * 2},
        "rotation": {"oldKey": "AKIAEXAMPLE000000000", "replacedAt": "2026-01-01T00:00:00.000000Z", "disabledAt": "2026-01-01T00:00:00.000000Z", "newKey": "AKIAEXAMPLE000000000"},
        "registration": {"credentialName": "c" * 150, "credentialId": "i" * 200, "accessKeyId": "AKIAEXAMPLE000000000", "configurationName": "c" * 150, "configurationId": "i" * 200,
                         "shared": True, "validated": True},
        "cors": {"ruleId": "r" * 255},
    }
    return {"M": {step: {"S": json.dumps(entry, separators=(",", ":"))} for step, entry in entries.items()}}


def wish() -> dict:
    """A request with every text as long as it may be."""
    most = _constant("inspect/LongLists.java", "MOST")
    return WISH | {"prefix": "p" * 511 + "/", "userName": "u" * 32, "policyName": "p" * 128, "allowedOrigins": ["https://" + "o" * 89] * (most // 100),
                   "exemptSids": ["NobodyButTheLaboratory"] * (most // 25), "crossAccountRoleArn": "arn:aws:iam::079623148045:role/" + "r" * 500,
                   "storageCredentialName": "c" * 150, "storageConfigurationName": "c" * 150, "icaApiKeySecretArn": "arn:aws:secretsmanager:us-east-1:111122223333:secret:" + "s" * 500}
