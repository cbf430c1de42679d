"""Expressions of JSONPath, which LocalStack parses anew for every state."""

import inspect

import jsonpath_ng
import jsonpath_rw
import pytest
from localstack.services.stepfunctions.asl.component.common.path import result_path
from localstack.services.stepfunctions.asl.utils import json_path
from localstack.utils.json import extract_jsonpath

from icalocal.repairs import json_paths


def test_an_expression_is_parsed_once_and_finds_the_same(monkeypatch):
    for module in (result_path, json_path, jsonpath_rw):
        monkeypatch.setattr(module, "parse", module.parse)
    json_paths.install()

    for module in (result_path, json_path, jsonpath_rw):
        assert module.parse("$.a") is module.parse("$.a")
    assert json_path.extract_json("$.a[1]", {"a": [1, 2]}) == 2
    assert extract_jsonpath({"detail": {"bucket": "b"}}, "$.detail.bucket") == "b"
    assert result_path.parse("$.b").update_or_create({"a": 1}, 2) == {"a": 1, "b": 2}
    assert result_path.parse("$.b").update_or_create({"c": 1}, 3) == {"c": 1, "b": 3}


@pytest.mark.parametrize("library", [jsonpath_ng, jsonpath_rw])
def test_the_library_still_parses_each_time(library):
    assert library.parse("$") is not library.parse("$")


def test_a_target_still_asks_the_library_for_each_event():
    assert "from jsonpath_rw import parse" in inspect.getsource(extract_jsonpath)
