"""Answers as long as they can be: what functions cut theirs to, and records, requests and checks at their largest."""

import json
import math
import re

from contracts.definitions import CHECKOUT
from contracts.outcomes import DECLINED, ENDED, FACTS, LAST, MINE, WISH, enveloped, item, report

# Enough for each way through, with failures at every state.
WALKS = 120
MAIN = CHECKOUT / "functions" / "connector" / "src" / "main" / "java" / "icaconnect"
# Bytes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html, https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html,
# https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
DOCUMENTS = {"bucketPolicy": 20_480, "cors": 65_536, "kms": 32_768, "iam": 6_144}
STEPS = {"CorsFunction": "cors", "BucketPolicyFunction": "bucketPolicy", "KmsFunction": "kms", "IamFunction": "iam", "CredentialFunction": "credential"}
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


def filled(step: str, documents: bool, **outputs) -> dict:
    """A report of just its share: findings first, then writes and changes, the rest documents."""
    whole = report(step, True, **outputs) | {"digests": [], "writes": [], "findings": []}
    most = _constant("report/Carried.java", "FINDINGS")
    while _size(whole["findings"]) + _size(_finding(99)) < most:
        whole["findings"].append(_finding(len(whole["findings"])))
    if not documents:
        return whole
    whole["writes"] = [f"{step}={number:064}" for number in range(50)]
    room = share(step) - _size(whole) - 120
    if step == "rotation":
        return whole
    whole["changes"][0] |= {"to": "c" * (room // 4)}
    half = (room - room // 4) // 2
    whole["documents"] = [{"name": step, "before": "b" * half, "after": "a" * half}]
    return whole


def uncut(step: str) -> dict:
    """As it would be with the documents whole, of two keys."""
    documents = [{"name": step, "before": "b" * DOCUMENTS[step], "after": "a" * DOCUMENTS[step]}] * (2 if step == "kms" else 1)
    return filled(step, False) | {"documents": documents}


LONGEST = _constant("verify/Check.java", "LONGEST")
CHECKED = [{"name": f"check-{number}-without-headers", "status": "FAIL", "detail": "d" * LONGEST, "remedy": "r" * LONGEST} for number in range(CHECKS)]
ADDITION = {"missing": True, "json": "j" * 24_000, "hcl": "h" * 12_000, "cdk": "c" * 12_000}
assert _size(ADDITION) > _constant("addition/AdditionAnswer.java", "CARRIED") - 100
PLAN = WISH | {"mode": "plan"}
EXPECTING = WISH | {"expectedPlan": " ".join(f"bucketPolicy={number:064}" for number in range(250))}
RECORD = item(**LAST | {
    "wish": {"S": json.dumps(WISH | {"note": "w" * 4_000})},
    "findings": {"S": json.dumps([_finding(number) for number in range(7 * 17)])},
    "history": {"S": json.dumps([{"execution": MINE, "action": "connect", "status": "FAILED", "at": "2026-01-01T00:00:00Z", "step": "s", "error": "e" * 500}] * 10)},
    "journal": {"M": {"bucketPolicy": {"S": json.dumps({"x": "p" * 40_000})}, "kms": {"S": json.dumps({"x": "k" * 10_000})}, "cors": {"S": "{}"}, "iam": {"S": "{}"}}},
    "lastFailure": {"S": "f" * 5_000},
})
ROTATION = {"standing": "TWO_KEYS", "accessKeyId": "AKIAEXAMPLE", "stillUsed": "true", "restSeconds": "60"}


def _answers(documents: bool) -> dict:
    steps = {function: [{"Payload": filled(step, documents or step == "bucketPolicy", userName="u", secretArn="s", accessKeyId="AKIAEXAMPLE")}] for function, step in STEPS.items()}
    return steps | {
        "InspectFunction": [{"Payload": {"facts": FACTS | {"kmsKeyArn": "arn"}, "report": filled("inspect", documents)} | ({} if documents else {"addition": ADDITION})}],
        "VerifyFunction": [{"Payload": {"proven": proven, "checks": CHECKED, "left": [], "report": report("verify", False)}} for proven in (True, False)],
        "RegistrationFunction": [{"Payload": filled("registration", documents, icaStatus="OK", storageConfigurationId="c", handOver="o" * 2_000)}],
        "arn:aws:states:::dynamodb:getItem": [{"Item": RECORD}],
        "arn:aws:states:::dynamodb:updateItem": [{"Attributes": RECORD}],
        "arn:aws:states:::aws-sdk:sfn:describeExecution": ENDED,
        "RotationFunction": [{"Payload": report("rotation", True, **ROTATION | {"standing": standing}) | {"findings": [_finding(1)]}} for standing in ("TWO_KEYS", "ONE_KEY")],
    }


# A statement as people write them, a sixth of it quotation marks, which a text in JSON doubles.
STATEMENT = {"Sid": "NobodyButTheLaboratory", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::lab.data/*",
             "Condition": {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::111122223333:role/laboratory-pipeline"]}}}


def journal() -> dict:
    """As large as steps can make it: the exempted statements of a whole policy as they were and as they are, now and before the last write; and as many keys as a bucket has."""
    ours = ["arn:aws:iam::111122223333:user/" + "u" * 150] * 2
    left = STATEMENT | {"Condition": {"ArnNotLike": {"aws:PrincipalArn": STATEMENT["Condition"]["ArnNotLike"]["aws:PrincipalArn"] + ours}}}
    exempted = [{"index": 10, "former": STATEMENT, "left": left, "added": [{"at": "/Condition/ArnNotLike/aws:PrincipalArn", "values": ours}]}] * (DOCUMENTS["bucketPolicy"] // _size(left))
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
    most = _constant("connection/Connection.java", "MOST_OF_A_LIST")
    return WISH | {"prefix": "p" * 511 + "/", "userName": "u" * 32, "policyName": "p" * 128, "allowedOrigins": ["https://" + "o" * 90] * (most // 100),
                   "exemptSids": ["NobodyButTheLaboratory"] * (most // 25), "crossAccountRoleArn": "arn:aws:iam::079623148045:role/" + "r" * 500,
                   "storageCredentialName": "c" * 150, "storageConfigurationName": "c" * 150, "icaApiKeySecretArn": "arn:aws:secretsmanager:us-east-1:111122223333:secret:" + "s" * 500}


# What a plan may answer in all, as changes of twenty things.
PLANNED = {"ExecutionArn": MINE, "Status": "SUCCEEDED", "Output": {
    "status": "PLANNED", "bucket": "lab.data", "findings": [_finding(number) for number in range(60)] + [_finding(99) | {"code": "SECRET_OPEN_TO_OTHERS", "message": "m" * 3_000}],
    "steps": [{"name": step, "changed": True, "changes": [{"what": f"change {number} " + "w" * 300, "from": [STATEMENT] * 15, "to": [STATEMENT] * 15} for number in range(7)]}
              for step in ("cors", "bucketPolicy", "kms")],
    "verification": {"checks": CHECKED}}}
AT_MOST, LEFT_TO_ITS_OWNER = _answers(True), _answers(False)
VERIFIED = [{"input": WISH | {"verifyOnly": True} | mode, "outcomes": LEFT_TO_ITS_OWNER} for mode in ({}, {"mode": "plan"})]
INPUTS = {
    "connect": [{"input": one, "outcomes": AT_MOST} for one in (WISH, PLAN, EXPECTING, EXPECTING | {"mode": "plan"}, enveloped(onBehalfOf={"owner": MINE}))] + VERIFIED,
    "disconnect": [{"input": one, "outcomes": AT_MOST} for one in (WISH, PLAN)] + VERIFIED,
    "rotate": [{"input": {"bucket": "lab.data"}, "outcomes": AT_MOST | more} for more in ({}, {"RegistrationFunction": DECLINED["RegistrationFunction"]})],
    "audit": [{"input": {}, "outcomes": {"arn:aws:states:::states:startExecution.sync:2": [PLANNED], "arn:aws:states:::dynamodb:getItem": [{"Item": RECORD | {"leaseExpires": {"N": "1"}}}]}}],
}
