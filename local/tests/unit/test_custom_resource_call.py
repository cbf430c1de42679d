"""The judgement of a custom resource's answer."""

import json

import pytest

from icalocal.custom_resource_call import Failed, answers, as_strings, data_model, judge

EVENT = {"StackId": "stack", "RequestId": "request", "LogicalResourceId": "Thing"}


def answer(**changes) -> bytes:
    return json.dumps({"Status": "SUCCESS", "PhysicalResourceId": "thing", **EVENT, **changes}).encode()


def test_a_good_answer_is_accepted():
    assert judge(answer(), EVENT)["PhysicalResourceId"] == "thing"


def test_every_account_and_region_has_a_bucket_of_its_own_for_answers():
    places = [(account, region) for account in ("111122223333", "444455556666") for region in ("us-east-1", "ap-northeast-1")]
    names = {answers(*place) for place in places}
    assert len(names) == len(places) and all(len(name) <= 63 for name in names)


@pytest.mark.parametrize("body, reason", [
    (b"<html>", "not JSON"),
    (answer(StackId="other"), "StackId must match"),
    (answer(RequestId="other"), "RequestId must match"),
    (answer(LogicalResourceId="other"), "LogicalResourceId must match"),
    (answer(Status="FAILED", Reason="why"), r"\[FAILED\].*why"),
    (answer(Data={"long": "x" * 4096}), "too long"),
    (answer(PhysicalResourceId=""), "Invalid PhysicalResourceId"),
])
def test_a_bad_answer_is_refused(body, reason):
    with pytest.raises(Failed, match=reason):
        judge(body, EVENT)


def test_a_failed_answer_may_name_what_it_made():
    with pytest.raises(Failed) as failed:
        judge(answer(Status="FAILED"), EVENT)
    assert failed.value.physical_id == "thing"


def test_scalar_properties_are_sent_as_strings():
    assert as_strings({"a": 1, "b": True, "c": [2.5, {"d": None}]}) == {"a": "1", "b": "true", "c": ["2.5", {"d": None}]}


def test_dotted_keys_become_nested_and_numbers_become_text():
    assert data_model({"A.B": "x", "A.C": 3, "D": {"e": 1}}) == {"A": {"B": "x", "C": "3"}, "D": {"e": 1}}
