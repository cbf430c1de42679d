"""What template.yaml makes of parameters that belong together, by CloudFormation's own functions."""

from fnmatch import fnmatch

import pytest
from samtranslator.yaml_helper import yaml_parse

from contracts.definitions import CHECKOUT

TEMPLATE = yaml_parse((CHECKOUT / "template.yaml").read_text())
FUNCTIONS = {
    "Fn::Equals": lambda pair: str(pair[0]) == str(pair[1]),
    "Fn::Not": lambda one: not one[0],
    "Fn::And": all,
    "Fn::Or": any,
}


def value(node, parameters: dict):
    if isinstance(node, list):
        return [value(one, parameters) for one in node]
    if not isinstance(node, dict):
        return node
    (name, arguments), = node.items()
    match name:
        case "Ref":
            return parameters[arguments]
        case "Condition":
            return value(TEMPLATE["Conditions"][arguments], parameters)
        case "Fn::If":
            return value(arguments[1 if value({"Condition": arguments[0]}, parameters) else 2], parameters)
    return FUNCTIONS[name](value(arguments, parameters))


def taken(rule: str, parameters: dict) -> bool:
    rule = TEMPLATE["Rules"][rule]
    return not value(rule["RuleCondition"], parameters) or all(value(one["Assert"], parameters) for one in rule["Assertions"])


@pytest.mark.parametrize(("pattern", "every", "is_taken"), [("*", "false", False), ("*", "true", True), ("lab-*", "false", True)])
def test_every_bucket_is_a_choice(pattern, every, is_taken):
    assert taken("EveryBucketIsAChoice", {"BucketNamePattern": pattern, "AllowEveryBucket": every}) is is_taken


@pytest.mark.parametrize(("schedule", "hours", "is_taken"), [
    ("rate(1 day)", "0", True), ("rate(1 day)", "26", True), ("", "0", True), ("", "50", True),
    ("rate(12 hours)", "0", False), ("rate(24 hours)", "0", False), ("cron(0 3 ? * SUN *)", "0", False),
    ("rate(12 hours)", "26", True), ("cron(0 3 ? * SUN *)", "-1", True),
])
def test_who_gives_another_schedule_says_how_often_it_comes(schedule, hours, is_taken):
    """The attack: where nobody has said it, a nought that somebody publishes ended the alarm at once, and no audit was ever missed."""
    assert taken("HoursBelongToTheSchedule", {"AuditSchedule": schedule, "AuditsMissingHours": hours}) is is_taken


@pytest.mark.parametrize(("schedule", "hours", "counts", "are_missed"), [
    ("rate(1 day)", "0", 26, "breaching"), ("rate(12 hours)", "26", "26", "breaching"), ("", "0", 26, "notBreaching"),
    ("cron(0 3 ? * SUN *)", "-1", 168, "notBreaching"),
])
def test_what_an_audit_has_found_counts_for_as_long_as_the_hours_say(schedule, hours, counts, are_missed):
    parameters = {"AuditSchedule": schedule, "AuditsMissingHours": hours}
    alarms = {name: TEMPLATE["Resources"][name]["Properties"] for name in ("ConnectionsNotSound", "AuditsMissing")}
    assert value(alarms["ConnectionsNotSound"]["EvaluationPeriods"], parameters) == counts
    assert value(alarms["AuditsMissing"]["TreatMissingData"], parameters) == are_missed


def test_no_alarm_looks_further_back_than_cloudwatch_does():
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: 168 periods of an hour"""
    hours = TEMPLATE["Parameters"]["AuditsMissingHours"]
    assert (hours["MinValue"], hours["MaxValue"]) == (-1, 168)


USES_OF = {"s3:PutBucketPolicy": "s3:GetObject", "secretsmanager:PutResourcePolicy": "secretsmanager:GetSecretValue", "kms:PutKeyPolicy": "kms:Decrypt"}


def statements(node) -> list[dict]:
    """All of a policy, whatever conditions of the template they depend on."""
    if isinstance(node, list):
        return [one for part in node for one in statements(part)]
    if isinstance(node, dict):
        return [node] if "Effect" in node else [one for part in node.values() for one in statements(part)]
    return []


def names(statement: dict, action: str) -> bool:
    actions = statement.get("Action", [])
    return any(fnmatch(action, pattern) for pattern in ([actions] if isinstance(actions, str) else actions))


@pytest.mark.parametrize(("writes", "use"), USES_OF.items())
def test_who_writes_the_policy_of_a_thing_cannot_use_the_thing_itself(writes, use):
    """The attack: code in such a function writes a policy that names its own role, which within an account is enough."""
    writers = [
        (name, policy) for name, resource in TEMPLATE["Resources"].items() if resource["Type"] == "AWS::IAM::Role"
        for policy in resource["Properties"].get("Policies", [])
        if any(one["Effect"] == "Allow" and names(one, writes) for one in statements(policy))
    ]
    assert writers
    for name, policy in writers:
        for writer in (one for one in statements(policy) if one["Effect"] == "Allow" and names(one, writes)):
            assert any(
                one["Effect"] == "Deny" and names(one, use) and one["Resource"] in ("*", writer["Resource"]) for one in statements(policy)
            ), (name, writer["Sid"])
