"""What the tasks of the workflows can answer: the shapes that every path is walked with."""

import json

EXECUTION = "arn:aws:states:us-east-1:111122223333:execution:stack-connect:other"
MINE = "arn:aws:states:us-east-1:111122223333:execution:stack-connect:one"
WISH = {"bucket": "lab.data", "prefix": "runs/", "userName": "ica-lab.data"}
FACTS = {"name": "lab.data", "region": "us-east-1", "owner": "111122223333"}
UNDER_A_KEY = FACTS | {"kmsKeyArn": "arn:aws:kms:us-east-1:111122223333:key/k"}


def report(name: str, changed: bool, **outputs) -> dict:
    changes = [{"what": "thing", "to": "new"}, {"what": "other", "from": "old"}] if changed else []
    findings = [{"severity": "INFO", "code": "A_CODE", "message": "m", "remedy": "r"}] if changed else []
    return {"name": name, "changed": changed, "changes": changes, "findings": findings, "outputs": outputs, "documents": []}


def reports(name: str, thing: str = "thing", **outputs) -> list:
    large = report(name, True, **outputs)
    large["changes"] = [{"what": f"{thing} {number} " + "x" * 200, "to": "new"} for number in range(30)]
    large["findings"] = [large["findings"][0] | {"message": "y" * 1500}] * 8
    return [{"Payload": report(name, changed, **outputs)} for changed in (True, False)] + [{"Payload": large}]


def item(**more) -> dict:
    return {
        "bucket": {"S": "lab.data"},
        "fence": {"N": "7"},
        "leaseOwner": {"S": MINE},
        "leaseExpires": {"N": "1"},
    } | more


LAST = {
    "wish": {"S": json.dumps(WISH)},
    "state": {"S": "CONNECTED"},
    "region": {"S": "us-east-1"},
    "ids": {"S": json.dumps({"userName": "ica-lab.data"})},
    "history": {"S": json.dumps([{"execution": "one", "action": "connect"}] * 12)},
    "journal": {"M": {"cors": {"S": "{}"}, "iam": {"S": "{}"}}},
    "declaredBy": {"S": "a stack"},
}
ITEMS = [
    item(),
    item(journal={"M": {}}, state={"S": "CONNECTING"}),
    item(**LAST),
    item(**LAST | {"journal": {"M": {"iam": {"S": "{}"}}}, "history": {"S": "[]"}}),
    item(**LAST | {"state": {"S": "FAILED"}, "leaseOwner": {"S": EXECUTION}, "rotator": {"S": EXECUTION}}),
    item(**LAST | {"state": {"S": "DISCONNECTING"}, "leaseExpires": {"N": "99999999999"}}),
    {key: value for key, value in item(**LAST | {"state": {"S": "DEGRADED"}}).items() if not key.startswith("lease")},
    item(**LAST | {"leaseOwner": {"S": EXECUTION}, "fence": {"N": "8"}}),
    item(wish=LAST["wish"], state={"S": "DRIFTED"}, journal={"M": {}}, rebuilt={"BOOL": True}),
]
RECORDED = item(**LAST | {"history": {"S": json.dumps([{"execution": MINE, "status": status} for status in ("CONNECTED", "ROTATED")])}})
# With what goes beside it, more than a function can be given: icaconnect.contract.FinalWriteContractTest.
TOO_MUCH = {"Take the lease": [{"Attributes": item(**LAST | {"findings": {"S": "f" * 236_000}})}]}
FOUND = [{}] + [{"Item": one} for one in [*ITEMS, RECORDED]]
UPDATED = [{"Attributes": one} for one in ITEMS]
CHECKS = [{"name": f"check {number}", "status": status, "detail": "d" * 900, "remedy": "r" * 600}
          for number, status in enumerate(["PASS", "FAIL", "SKIPPED", "FAIL"] * 4)]
IN_ICA = [
    {"icaStatus": "OK", "storageConfigurationId": "c", "storageCredentialId": "d"},
    {"icaStatus": "INITIALIZING", "storageConfigurationId": "c"},
    {"icaStatus": "ERROR", "storageConfigurationId": "c"},
    {"handOver": "1. type this"},
]
STANDINGS = [
    {"standing": standing, "accessKeyId": "AKIAEXAMPLE", "stillUsed": still, "restSeconds": "60"}
    for standing in ("NOT_DUE", "OLD_KEY", "TWO_KEYS", "ONE_KEY")
    for still in ("true", "false")
]
OUTCOME = {
    "status": "CONNECTED",
    "bucket": "lab.data",
    "steps": [report("cors", True), report("iam", False)],
    "findings": [],
    "verification": {"checks": CHECKS},
}
SOUND = OUTCOME | {"steps": [report("cors", False)], "verification": {"checks": CHECKS[:1]}}
ENDED = [
    {"Status": "RUNNING"},
    {"Status": "SUCCEEDED", "StopDate": "2026-01-01T00:00:00Z"},
    {"Status": "ABORTED", "StopDate": "2026-01-01T00:00:00.123Z"},
]

OUTCOMES = {
    "arn:aws:states:::dynamodb:getItem": FOUND,
    "arn:aws:states:::dynamodb:updateItem": UPDATED,
    "arn:aws:states:::dynamodb:deleteItem": [{}],
    "arn:aws:states:::dynamodb:putItem": [{}],
    "arn:aws:states:::aws-sdk:cloudwatch:putMetricData": [{}],
    "arn:aws:states:::aws-sdk:s3:getObject": [],
    "arn:aws:states:::aws-sdk:dynamodb:scan": [
        {"Items": [{"bucket": {"S": "a.b"}}, {"bucket": {"S": "c"}}], "LastEvaluatedKey": {"bucket": {"S": "c"}}},
        {"Items": [{"bucket": {"S": "only"}}]},
        {"Items": []},
    ],
    "arn:aws:states:::aws-sdk:iam:listUsers": [
        {"Users": [], "IsTruncated": False},
        {"Users": [{"UserName": "ica-other", "Path": "/ica-connect/other/us-east-1/"}], "IsTruncated": True, "Marker": "further"},
        {"Users": [{"UserName": "ica-lab.data", "Path": "/ica-connect/"}], "IsTruncated": False},
        {"Users": [{"UserName": f"ica-{number}", "Path": "/ica-connect/"} for number in range(100)], "IsTruncated": True, "Marker": "further"},
    ],
    "arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken": [{}],
    "arn:aws:states:::aws-sdk:s3:putObject": [{}],
    "arn:aws:states:::aws-sdk:sfn:describeExecution": ENDED,
    "arn:aws:states:::events:putEvents": [{"FailedEntryCount": 0, "Entries": [{"EventId": "1"}]}],
    "arn:aws:states:::sqs:sendMessage": [{"MessageId": "1"}],
    "arn:aws:states:::states:startExecution": [{"ExecutionArn": EXECUTION}],
    "arn:aws:states:::states:startExecution.sync:2": [
        {"ExecutionArn": EXECUTION, "Status": "SUCCEEDED", "Output": outcome} for outcome in (OUTCOME, SOUND)
    ],
    "InspectFunction": [
        {"Payload": {"facts": FACTS, "report": report("inspect", False)} | more}
        for more in ({}, {"facts": UNDER_A_KEY}, {"addition": {"missing": False}}, {"addition": {"missing": True, "refusal": "OWNER_MUST_ADD: add it."}})
    ],
    "CorsFunction": reports("cors"),
    "BucketPolicyFunction": reports("bucketPolicy"),
    "IamFunction": reports("iam", userName="ica-lab.data", userArn="arn", policyArn="arn"),
    "CredentialFunction": reports("credential", secretArn="arn", accessKeyId="AKIAEXAMPLE"),
    "KmsFunction": reports("kms", thing="key grant"),
    "VerifyFunction": [
        {"Payload": {"proven": proven, "checks": checks, "left": left, "report": report("verify", False)}}
        for proven, checks, left in (
            (True, CHECKS[:1], []),
            (True, CHECKS[2:3], [{"key": "k", "versionId": "v"}]),
            (False, CHECKS, [{"key": "k", "versionId": "v"}]),
            (False, [], []),
        )
    ],
    "RegistrationFunction": [{"Payload": report("registration", True, **outputs)} for outputs in IN_ICA],
    "RegistrationStatusFunction": [{"Payload": report("registration", False, **outputs)} for outputs in IN_ICA],
    "ReplyFunction": [{"Payload": {}}],
    "RotationFunction": [{"Payload": report("rotation", True, **outputs)} for outputs in STANDINGS],
    "ManifestFunction": [{"Payload": {"key": "k", "count": 2, "concurrency": 10}}],
    "AuditListFunction": [{"Payload": {"key": "k", "count": count}} for count in (0, 2)],
    "SummaryFunction": [{"Payload": {"asked": 2}}],
    "AuditSummaryFunction": [{"Payload": {"asked": 2}}],
    "AuditReportFunction": [{"Payload": {"html": "h", "json": "j", "sha256": "s", "unknown": []}}],
    "EventFunction": [
        {"Payload": {"decision": "put aside", "reason": "NOT_OURS", "ordered": False}},
        *(
            {
                "Payload": {
                    "decision": decision,
                    "request": WISH,
                    "owner": owner,
                    "name": "event-1",
                    "ordered": ordered,
                    "reason": None,
                }
            }
            for decision in ("connect", "disconnect")
            for owner in ("tags", "")
            for ordered in (True, False)
        ),
    ],
    "Connect each bucket": [WISH, "lab.data"],
    "Audit each connection": ["lab.data", "other"],
}
PROVEN = {"VerifyFunction": [{"Payload": {"proven": True, "checks": CHECKS[:1], "left": []}}]}
REFUSED = {"InspectFunction": []}
DECLINED = {
    "arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken": [],
    "RegistrationFunction": [{"Payload": report("registration", True, handOver="1. type this")}],
    "RotationFunction": [{"Payload": report("rotation", True, standing="TWO_KEYS", accessKeyId="AKIAEXAMPLE", stillUsed="false", restSeconds="60")}],
}
ROTATED = PROVEN | {
    "arn:aws:states:::dynamodb:getItem": [{"Item": RECORDED}],
    "RotationFunction": [{"Payload": report("rotation", True, standing="ONE_KEY", accessKeyId="AKIAEXAMPLE", stillUsed="false", restSeconds="60")}],
}
CONNECTED = PROVEN | {"arn:aws:states:::dynamodb:getItem": [{"Item": RECORDED}]}
# Found only after a task has failed, so by chance too seldom.
FAILING_AT_LAST = {"Record and release": []}
OVERTAKEN = {"Take the lease": [], "arn:aws:states:::dynamodb:getItem": [{"Item": item(**LAST | {"leaseOwner": {"S": EXECUTION}, "fence": {"N": "8"}})}]}
NEWER = {"Take the lease": [], "arn:aws:states:::dynamodb:getItem": [{"Item": item(**LAST | {"schemaVersion": {"N": "2"}})}]}
UNKNOWN = {"arn:aws:states:::dynamodb:getItem": [{}]}
UNSEEN = PROVEN | {"arn:aws:states:::dynamodb:getItem": []}


def given(*requests: dict) -> list:
    """Inputs that any outcome may meet."""
    return [{"input": request} for request in requests]


def given_only(outcomes: dict, *requests: dict) -> list:
    """Inputs with all that can come of them, where that is less than anything: an empty list is a failure."""
    return [{"input": request, "outcomes": outcomes} for request in requests]


def enveloped(**beside) -> dict:
    """What workflows and doors send."""
    return {"envelope": "1", "request": WISH, **beside}


FROM_A_STACK = enveloped(door={"owner": "a stack", "key": "request#one", "kind": "cloudformation"})
REQUESTS = given(
    WISH,
    WISH | {"mode": "plan"},
    WISH | {"expectedPlan": "cors=" + "0" * 64},
    WISH | {"verifyOnly": True},
    enveloped(),
    FROM_A_STACK,
    enveloped(door={"owner": "tags", "kind": "tags"}),
    enveloped(door={"owner": "another", "key": "request#one", "kind": "cloudformation"}),
    enveloped(ifFence=7),
    enveloped(onBehalfOf={"owner": MINE}),
) + given_only(UNSEEN, WISH) + given_only(CONNECTED | FAILING_AT_LAST, WISH) + given_only(CONNECTED | {"ReplyFunction": []}, FROM_A_STACK) + given_only(NEWER, WISH) + given_only(OVERTAKEN, enveloped(ifFence=7)) + given_only(
    REFUSED,
    {"bucket": 5},
    {},
    {"bucket": "Not A Bucket"},
    {"request": WISH, "mode": "plan"},
    {"envelope": "2"},
    enveloped(lease=1),
    enveloped(door={"owner": "a stack", "key": "request#another"}),
    enveloped(onBehalfOf={"owner": MINE, "fence": 7}),
)
# Of the hub's template, organisation/hub.yaml.
GET, SCAN = "arn:aws:states:::aws-sdk:s3:getObject", "arn:aws:states:::aws-sdk:dynamodb:scan"
ASK = "arn:aws:states:::states:startExecution.sync:2"
AUDITED = {"ExecutionArn": EXECUTION, "Status": "SUCCEEDED", "Output": {"looked": 1, "byOutcome": {"SOUND": 1}}}
ANNOUNCED = {
    "account": "111122223333", "region": "us-east-1", "time": "2026-01-01T00:00:00Z", "source": "ica.bucket-connect", "detail-type": "Bucket Connected",
    "detail": {"version": "1", "action": "connect", "bucket": "lab.data", "execution": MINE, "stackVersion": "0.1.0"},
}
MANIFEST = "account,bucket,region,prefix,crossAccountCopy\r\n111122223333,lab.data,us-east-1,runs/,true\r\n\r\n222233334444,lab.data,us-east-1,,\r\n222233334444,other,eu-west-2,,\r\n"
LONG = "account,bucket\n" + "".join(f"111122223333,lab-{number}\n" for number in range(1001))
TWO_COLUMNS = "account,bucket,prefix\n" + "".join(f"111122223333,lab-{number:059},{'p' * 26}/\n" for number in range(1000))
ALL_COLUMNS = "account,bucket,region,prefix,icaRegion,permissions,crossAccountCopy,denyStatements,verifyOnly,mode\n"


def manifest(lines: int, prefix: str = "") -> str:
    """The longest names in every column."""
    cells = f",ap-southeast-3,{prefix},ap-southeast-3,documented,false,report,false,plan\n"
    return ALL_COLUMNS + "".join(f"111122223333,lab-{number:059}{cells}" for number in range(lines))


WRONG = ALL_COLUMNS + '1,B"\n' * 1000
KEPT = {name: {"S": value} for name, value in {
    "place": "111122223333/us-east-1", "bucket": "lab.data", "announced": "Bucket Connection Drifted", "time": "2026-01-01T00:00:00Z", "outcome": "DRIFTED",
    "error": "", "execution": MINE, "stackVersion": "0.1.0"}.items()}
INPUTS = {
    "connect": REQUESTS + given_only(TOO_MUCH, WISH),
    "disconnect": REQUESTS + given_only(UNKNOWN | {"Forget the connection": []}, WISH) + given_only(OVERTAKEN, enveloped(onBehalfOf={"owner": MINE})) + given_only(TOO_MUCH, WISH),
    "rotate": given({"bucket": "lab.data"}, {"bucket": "lab.data", "olderThanDays": 90})
    + given_only(UNKNOWN, {"bucket": 5}, {})
    + given_only(DECLINED, {"bucket": "lab.data"})
    + given_only(ROTATED, {"bucket": "lab.data"})
    + given_only(ROTATED | FAILING_AT_LAST, {"bucket": "lab.data"})
    + given_only(ROTATED | FAILING_AT_LAST | {"Has it been recorded?": []}, {"bucket": "lab.data"})
    + given_only(ROTATED | FAILING_AT_LAST | {"Has it been recorded?": [{}]}, {"bucket": "lab.data"})
    + given_only(NEWER, {"bucket": "lab.data"})
    + given_only(UNKNOWN, {"bucket": "lab.data", "door": {}})
    + given_only(TOO_MUCH, {"bucket": "lab.data"}),
    "rotate-due": given({}),
    "connect-many": given({"buckets": ["lab.data"]}, {"manifest": "manifests/a.csv"}),
    "audit": given({}, {"autoRepair": True}, {"autoRepair": "true", "buckets": ["lab.data"]}, {"buckets": ["request#one"]}, {"request": WISH})
    + given_only(NEWER, {}),
    "disconnect-all": given({}, {"disconnect": "every bucket of this stack"}),
    "receive": given({"id": "1", "time": "2026-01-01T00:00:00Z", "source": "ica.connect", "detail": {}}),
    "hub/Keep": given(
        ANNOUNCED,
        ANNOUNCED | {"detail-type": "Bucket Connection Failed", "detail": {"bucket": "lab.data", "error": "x" * 5000, "outcome": {"a": 1}}},
        ANNOUNCED | {"detail": {"bucket": None}},
        ANNOUNCED | {"detail": {"bucket": "../other"}},
        ANNOUNCED | {"detail": {}},
    ),
    "hub/ManyAccounts": given_only({GET: [{"Body": MANIFEST}]}, {"manifest": "manifests/a.csv"}, {"manifest": "manifests/a.csv", "action": "disconnect", "concurrency": 40})
    + given_only({GET: [{"Body": MANIFEST}], ASK: [AUDITED, {"Output": {"status": "<script>"}, "ExecutionArn": EXECUTION}]}, {"manifest": "manifests/a.csv", "action": "audit"})
    + [
        one
        for text in ("", "\n", "account,bucket", "account,bucket\n111122223333,lab.data", MANIFEST.replace(",us-east-1", ",", 1), MANIFEST * 2, "account,bucket,userName,,bucket\n1,B,c\n111122223333,\"a\",x,,,\n", LONG)
        for one in given_only({GET: [{"Body": text}]}, {"manifest": "manifests/a.csv"})
    ]
    + given(
        {},
        "manifests/a.csv",
        {"manifest": "other/a.csv"},
        {"manifest": ["manifests/a.csv"]},
        {"manifest": "manifests/a.csv", "action": "rotate"},
        {"manifest": "manifests/a.csv", "concurrency": 41},
        {"manifest": "manifests/a.csv", "concurrency": "10"},
        {"manifest": "manifests/a.csv", "autoRepair": True},
    ),
    "hub/ManyAccounts, long": [
        one
        for text in (TWO_COLUMNS, manifest(800), manifest(1000), manifest(1000, "ä" * 20 + "/"), WRONG)
        for one in given_only({GET: [{"Body": text}]}, {"manifest": "manifests/a.csv"})
    ],
    "hub/Report": given_only({SCAN: [{"Items": []}]}, {})
    + given_only(
        {SCAN: [{"Items": [KEPT], "LastEvaluatedKey": {"place": KEPT["place"], "bucket": KEPT["bucket"]}}, {"Items": [KEPT, KEPT | {"announced": {"S": "Bucket Connected"}}]}]},
        {},
    ),
}
