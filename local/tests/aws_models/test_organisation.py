"""organisation/, whose workflows are within its template, against AWS's models as the application's own are."""

import json
import re
import subprocess

import pytest

from contracts import definitions, expressions, outcomes, permissions, quotas, tasks
from contracts.definitions import CHECKOUT
from contracts.template import transformed

HUB, MEMBER = (definitions.organisation(name) for name in ("hub", "member"))
MACHINES = [name.removeprefix("hub/") for name in definitions.hubs()]


def definition(machine: str) -> dict:
    return definitions.read(f"hub/{machine}")


@pytest.mark.parametrize("machine", MACHINES)
def test_a_workflow_of_the_hub_is_one(machine, tmp_path):
    file = tmp_path / f"{machine}.asl.json"
    # The linter takes an expression of one line only.
    file.write_text(re.sub(r"(?<!\\)\\n *", " ", json.dumps(definition(machine))))
    subprocess.run([CHECKOUT / "local" / "asl-validate", file], check=True)
    assert tasks.faults(definition(machine)) == []
    assert tasks.unretried(definition(machine)) == []


@pytest.mark.parametrize("machine", MACHINES)
def test_every_path_of_it_evaluates_on_the_jsonata_of_step_functions_and_of_the_emulator(machine):
    walked = expressions.walk(f"hub/{machine}", definition(machine), samples=3)
    assert walked["faults"] == []
    assert walked["unreached"] == []
    assert tasks.misfits(walked["asked"]) == []
    assert expressions.texts(definition(machine)) - {sample["text"] for sample in walked["sampled"]} == set()
    assert expressions.differences(walked["sampled"]) == []


@pytest.mark.parametrize("machine", MACHINES)
def test_it_may_do_what_its_tasks_do(machine):
    assert permissions.ungranted(machine, definition(machine), HUB) == []


@pytest.mark.parametrize("template", [HUB, MEMBER], ids=["hub", "member"])
def test_everything_of_it_is_within_its_quota(template):
    measured = quotas.measures(template)
    assert [str(measure) for measure in measured if measure.over] == []
    kinds = {"AWS::IAM::Role": "characters of the inline policies of ", "AWS::StepFunctions::StateMachine": "bytes of the definition of ", "AWS::Events::Rule": "characters of the pattern of "}
    assert {kinds[resource["Type"]] + name for name, resource in template["Resources"].items() if resource["Type"] in kinds} <= {measure.what for measure in measured}


@pytest.mark.parametrize("template", [HUB, MEMBER], ids=["hub", "member"])
def test_every_permission_is_in_the_service_authorization_reference(template):
    assert permissions.faults(template) == []


def test_an_alarm_rings_for_every_end_of_a_workflow_but_a_good_one():
    failed = HUB["Resources"]["WorkflowsFailed"]["Properties"]["Metrics"][1:]
    rung = {(each["MetricStat"]["Metric"]["Dimensions"][0]["Value"]["Ref"], each["MetricStat"]["Metric"]["MetricName"]) for each in failed}
    assert rung == {(machine, end) for machine in MACHINES for end in ("ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted")}
    # CloudWatch takes ten metrics in an alarm: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
    assert len(failed) <= 10


@pytest.mark.parametrize("template", [HUB, MEMBER], ids=["hub", "member"])
def test_an_alarm_rings_for_whatever_is_put_aside_and_every_alarm_tells_the_topic(template):
    queues = {name for name, resource in template["Resources"].items() if resource["Type"] == "AWS::SQS::Queue"}
    alarms = [resource["Properties"] for resource in template["Resources"].values() if resource["Type"] == "AWS::CloudWatch::Alarm"]
    watched = {alarm["Dimensions"][0]["Value"]["Fn::GetAtt"][0] for alarm in alarms if "Dimensions" in alarm}
    assert queues and queues == watched
    assert all(alarm["AlarmActions"]["Fn::If"][0] == "HasAlarmTopic" for alarm in alarms)


def _application(name: str) -> dict:
    return transformed()["Resources"][name]["Properties"]


def test_a_member_names_what_the_application_and_the_hub_make():
    names = {machine: _application(machine)["StateMachineName"]["Fn::Sub"] for machine in ("ConnectStateMachine", "DisconnectStateMachine", "AuditStateMachine")}
    role = MEMBER["Resources"]["HubRole"]["Properties"]
    ask, see, read = role["Policies"][0]["PolicyDocument"]["Statement"]
    assert {text.rsplit(":", 1)[1] for text in _subs(ask["Resource"])} == {name.replace("AWS::StackName", "Application") for name in names.values()}
    assert [text.replace(":execution:", ":stateMachine:").removesuffix(":*") for text in _subs(see["Resource"])] == _subs(ask["Resource"])
    assert _subs(read["Condition"]["ArnLike"]["kms:EncryptionContext:aws:states:stateMachineArn"]) == _subs(ask["Resource"])
    assert MEMBER["Resources"]["TellTheHub"]["Properties"]["EventBusName"]["Fn::Sub"] == _application("NewsBus")["Name"]["Fn::Sub"].replace("AWS::StackName", "Application")

    asking, hubs = HUB["Resources"]["AskingRole"]["Properties"], HUB["Resources"]["ManyAccounts"]["Properties"]
    condition = role["AssumeRolePolicyDocument"]["Statement"][0]["Condition"]
    trusted = ("role" + asking["Path"] + asking["RoleName"]["Fn::Sub"]).replace("AWS::StackName", "Hub")
    assert condition["ArnEquals"]["aws:PrincipalArn"]["Fn::Sub"].endswith("::${HubAccountId}:" + trusted)
    workflow = hubs["StateMachineName"]["Fn::Sub"].replace("AWS::StackName", "Hub")
    label = hubs["Definition"]["States"]["Ask each account"]["Label"]
    assert [text.rsplit(":", 1)[1] for text in _subs(condition["StringEquals"]["sts:ExternalId"])] == [workflow, f"{workflow}/{label}"]
    assumed = next(one for one in asking["Policies"][0]["PolicyDocument"]["Statement"] if one["Action"] == "sts:AssumeRole")["Resource"]["Fn::Sub"]
    assert assumed.endswith("::*:role" + role["Path"]["Fn::Sub"] + role["RoleName"]["Fn::Sub"])
    bus = HUB["Resources"]["NewsBus"]["Properties"]["Name"]["Fn::Sub"].replace("AWS::StackName", "Hub")
    assert MEMBER["Resources"]["TellTheHub"]["Properties"]["Targets"][0]["Arn"]["Fn::Sub"][0].endswith(":event-bus/" + bus)


def test_the_longest_names_are_short_enough():
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""
    for template, name in ((HUB, "AskingRole"), (MEMBER, "HubRole")):
        longest = re.sub(r"\$\{AWS::Region\}", "ap-southeast-3", template["Resources"][name]["Properties"]["RoleName"]["Fn::Sub"])
        assert len(re.sub(r"\$\{.+?\}", "n" * 44, longest)) <= 64


def test_the_hub_keeps_and_counts_all_that_is_announced():
    schema = json.loads((CHECKOUT / "docs" / "announcement-1.schema.json").read_text())
    announced = {name for name in schema["$defs"] if " " in name}
    assert set(HUB["Resources"]["Heard"]["Properties"]["EventPattern"]["detail-type"]) == announced
    counted = HUB["Resources"]["Report"]["Properties"]["Definition"]["States"]["Tell the dashboard"]["Arguments"]["MetricData"]
    assert set(re.findall(r"'([^']+)'", counted.split("].(")[0])) == announced


def test_a_manifest_names_nobody_who_is_let_in():
    read = definition("ManyAccounts")["States"]["Read the lines"]["Assign"]["read"]
    assert set(re.findall(r"'(\w+)'", re.search(r"\$columns := \[(.+?)\]", read)[1])) == {"account", "region", "bucket", "prefix", "icaRegion", "permissions", "crossAccountCopy", "denyStatements", "verifyOnly", "mode"}


def test_no_manifest_is_too_long_for_a_variable():
    """256 KiB, and a Pass catches nothing: https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html"""
    assert expressions.walk("hub/ManyAccounts, long", definition("ManyAccounts"), walks=len(outcomes.INPUTS["hub/ManyAccounts, long"]))["faults"] == []


@pytest.mark.parametrize(("text", "lines", "faults"), [
    (outcomes.TWO_COLUMNS, 1000, ""),
    (outcomes.manifest(700), 700, ""),
    (outcomes.manifest(1000), 0, "more than 250,000 bytes, with the names of the columns in each line: make several manifests of it"),
    (outcomes.LONG, 0, "more than 1,000 lines: make several manifests of it"),
    ("account,bucket\n" + "\n" * 10_000, 0, "no line"),
])
def test_a_manifest_is_read_whole_or_refused_whatever_its_size(text, lines, faults):
    read = definition("ManyAccounts")["States"]["Read the lines"]["Assign"]["read"][2:-2]
    sample = {"where": "here", "text": f"($r := {read}; {{'lines': $count($r.lines), 'faults': $r.faults}})",
              "bindings": {"states": {"input": text}}, "result": {"lines": lines, "faults": faults}}
    assert expressions.differences([sample]) == []


def test_a_mistyped_name_of_a_file_is_told_as_that():
    """S3 answers 403 instead of 404 where the caller may not list: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html"""
    for machine in MACHINES:
        properties = HUB["Resources"][machine]["Properties"]
        if "S3.NoSuchKey" in json.dumps(properties["Definition"]):
            role = properties["RoleArn"]["Fn::GetAtt"][0]
            listed = [one["Resource"] for name, one in permissions.statements(HUB) if name == role and one["Action"] == "s3:ListBucket"]
            assert listed == [{"Fn::GetAtt": ["Files", "Arn"]}], machine


@pytest.mark.parametrize(("keys", "verdict"), [
    ({"aws:principalorgid": "o-ours", "events:source": ["ica.bucket-connect"]}, "A"),
    ({"aws:principalorgid": "o-theirs", "events:source": ["ica.bucket-connect"]}, "N"),
    ({"events:source": ["ica.bucket-connect"]}, "N"),
    ({"aws:principalorgid": "o-ours", "events:source": ["aws.s3"]}, "N"),
    ({"aws:principalorgid": "o-ours"}, "N"),
])
def test_the_bus_takes_what_the_organisations_stacks_announce_and_nothing_else(keys, verdict):
    """As an independent simulator of IAM judges it: no emulator here asks a bus's policy."""
    bus = "arn:aws:events:us-east-1:111122223333:event-bus/ica-connect-hub-news"
    statement = json.loads(json.dumps(HUB["Resources"]["OnlyTheOrganisationAnnounces"]["Properties"]["Statement"]))
    statement["Resource"], statement["Condition"]["StringEquals"]["aws:PrincipalOrgID"] = bus, "o-ours"
    assert _judged(statement, "arn:aws:iam::444455556666:role/tells", "events:PutEvents", "111122223333", bus, keys) == verdict


@pytest.mark.parametrize(("role", "keys", "verdict"), [
    ("ica-connect/ica-connect/ica-connect-hub-us-east-1", {"aws:resourceorgid": "o-ours"}, "A"),
    ("ica-connect/ica-connect/ica-connect-hub-us-east-1", {"aws:resourceorgid": "o-theirs"}, "N"),
    ("ica-connect/ica-connect/ica-connect-hub-us-east-1", {}, "N"),
    ("ica-connect/ica-connect/ica-connect-hub-eu-west-1", {"aws:resourceorgid": "o-ours"}, "N"),
    ("payroll", {"aws:resourceorgid": "o-ours"}, "N"),
])
def test_the_hub_assumes_its_role_in_an_account_of_the_organisation_and_no_other(role, keys, verdict):
    """A member's role trusts the hub's account by its number; that the hub goes nowhere else is said here only. No emulator knows of which organisation a resource is."""
    statement = next(one for name, one in permissions.statements(HUB) if name == "AskingRole" and one.get("Sid") == "AskAccounts")
    values = {"AWS::Partition": "aws", "AWS::Region": "us-east-1", "Application": "ica-connect"}
    statement = statement | {
        "Resource": re.sub(r"\$\{([\w:]+)\}", lambda match: values[match[1]], statement["Resource"]["Fn::Sub"]),
        "Condition": {"StringEquals": dict.fromkeys(statement["Condition"]["StringEquals"], "o-ours")},
    }
    hub = "arn:aws:iam::111122223333:role/ica-connect/ica-connect-hub/ica-connect-hub-asks-us-east-1"
    assert _judged(statement, hub, "sts:AssumeRole", "444455556666", f"arn:aws:iam::444455556666:role/{role}", keys) == verdict


def _judged(statement: dict, principal: str, action: str, account: str, resource: str, keys: dict) -> str:
    """By an independent simulator of IAM, which judges policies of resources: it allows whom a statement names."""
    question = {
        "policy": {"Version": "2012-10-17", "Statement": [{"Principal": {"AWS": principal}} | statement]}, "principal": principal, "action": action,
        "account": account, "worlds": [{"resource": resource, "keys": keys}],
    }
    judged = subprocess.run([CHECKOUT / "local" / "simulator-judge"], input=json.dumps(question) + "\n", check=True, capture_output=True, text=True)
    return judged.stdout.strip()


def _under_a_key(machine: str = "ica-connect-connect", via: str = "states.us-east-1.amazonaws.com") -> dict:
    return {"kms:viaservice": via, "kms:encryptioncontext:aws:states:statemachinearn": f"arn:aws:states:us-east-1:444455556666:stateMachine:{machine}"}


@pytest.mark.parametrize(("key", "keys", "verdict"), [
    ("444455556666:key/of-create-kms-key", _under_a_key(), "A"),
    ("444455556666:key/of-theirs", _under_a_key("ica-connect-audit"), "A"),
    ("444455556666:key/of-theirs", _under_a_key("ica-connect-rotate"), "N"),
    ("444455556666:key/of-theirs", _under_a_key("payroll"), "N"),
    ("444455556666:key/of-theirs", _under_a_key(via="s3.us-east-1.amazonaws.com"), "N"),
    ("444455556666:key/of-theirs", {"kms:viaservice": "states.us-east-1.amazonaws.com"}, "N"),
    ("444455556666:key/of-theirs", {key: value for key, value in _under_a_key().items() if key != "kms:viaservice"}, "N"),
    ("777788889999:key/of-theirs", _under_a_key(), "N"),
])
def test_the_hub_reads_how_executions_end_under_whatever_key_and_nothing_else(key, keys, verdict):
    """DescribeExecution under a key: https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html. No emulator asks KMS for it."""
    *_, read = MEMBER["Resources"]["HubRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    values = {"AWS::Partition": "aws", "AWS::Region": "us-east-1", "AWS::AccountId": "444455556666", "AWS::URLSuffix": "amazonaws.com", "Application": "ica-connect"}
    text = re.sub(r'\{"Fn::Sub": ("[^"]+")\}', r"\1", json.dumps(read))
    statement = json.loads(re.sub(r"\$\{([\w:]+)\}", lambda match: values[match[1]], text))
    role = "arn:aws:iam::444455556666:role/ica-connect/ica-connect/ica-connect-hub-us-east-1"
    assert _judged(statement, role, "kms:Decrypt", key[:12], f"arn:aws:kms:us-east-1:{key}", keys) == verdict


def _subs(resources: list) -> list[str]:
    return [resource["Fn::Sub"] for resource in resources]
