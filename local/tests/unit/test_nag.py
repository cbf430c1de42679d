"""What becomes of what the public rule packs find: refused, or accepted for a written reason."""

import json
import subprocess
from pathlib import Path

NAG = Path(__file__).resolve().parents[2] / "nag"
JUDGE = f"""
import {{ judge }} from {json.dumps((NAG / "judge.mjs").as_uri())};
const [accepted, found] = process.argv.slice(1).map((text) => JSON.parse(text));
console.log(JSON.stringify(judge(accepted, found)));
"""
FOUND = {"template": "hub.yaml", "rule": "SQS3", "resource": "PutAside", "description": "no dead-letter queue"}
REASON = {"reason": "It is one.", "resources": ["PutAside"]}


def judge(accepted: dict, *found: dict) -> dict:
    command = ["node", "--input-type=module", "--eval", JUDGE, "--", json.dumps(accepted), json.dumps(found)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_a_finding_with_a_reason_stays():
    assert judge({"hub.yaml": {"SQS3": REASON}}, FOUND) == {"refused": [], "stale": []}


def test_a_finding_without_one_is_refused():
    for accepted in [{}, {"SQS3": {**REASON, "reason": ""}}, {"SQS3": {**REASON, "resources": ["Other"]}}, {"SQS4": REASON}]:
        assert judge({"hub.yaml": accepted}, FOUND)["refused"] == ["hub.yaml SQS3 PutAside: no dead-letter queue"]


def test_a_reason_for_one_template_hides_no_finding_of_another():
    judged = judge({"template.yaml": {"SQS3": REASON}}, FOUND)
    assert judged["refused"] and judged["stale"] == ["template.yaml SQS3 PutAside"]


def test_a_reason_that_nothing_needs_is_told():
    accepted = {"hub.yaml": {"SQS3": {**REASON, "resources": ["PutAside", "Gone"]}}}
    assert judge(accepted, FOUND) == {"refused": [], "stale": ["hub.yaml SQS3 Gone"]}


def test_a_finding_about_something_is_accepted_by_its_rule_or_by_its_whole_name():
    about = {**FOUND, "rule": "IAM5[Resource::*]"}
    for name in ["IAM5", "IAM5[Resource::*]"]:
        assert judge({"hub.yaml": {name: REASON}}, about) == {"refused": [], "stale": []}
