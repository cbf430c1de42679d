"""Judges tags that come with a create as AWS does, and writes every judgement down where a test can read it."""

import json
import os

# Tags in the request need this action too, on the same resource: the last column of the Service Authorization Reference.
TAGGED = {
    "iam:CreateUser": "iam:TagUser",
    "iam:CreatePolicy": "iam:TagPolicy",
    "secretsmanager:CreateSecret": "secretsmanager:TagResource",
}


def install() -> None:
    from ministack.core import iam_evaluator

    judge = iam_evaluator.enforce
    log = os.environ.get("JUDGEMENTS")

    def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
        def judged(action):
            denial = judge(access_key_id, action, service, region, resource_arn, service_context)
            if log and access_key_id:
                write(log, {"key": access_key_id, "action": action, "resource": resource_arn, "allowed": denial is None})
            return denial

        denial = judged(iam_action)
        if denial is None and iam_action in TAGGED and (service_context or {}).get("aws:TagKeys"):
            return judged(TAGGED[iam_action])
        return denial

    iam_evaluator.enforce = enforce


def write(log: str, judgement: dict) -> None:
    with open(log, "a", encoding="utf-8") as file:
        file.write(json.dumps(judgement) + "\n")
