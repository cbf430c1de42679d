"""Expressions of JSONPath, which LocalStack parses anew for every state."""

import jsonpath_ng
from localstack.services.stepfunctions.asl.component.common.path import result_path
from localstack.services.stepfunctions.asl.utils import json_path

from icalocal.repairs import json_paths


def test_an_expression_is_parsed_once_and_finds_the_same(monkeypatch):
    for module in (result_path, json_path):
        monkeypatch.setattr(module, "parse", module.parse)
    json_paths.install()

    for module in (result_path, json_path):
        assert module.parse("$.a") is module.parse("$.a")
    assert json_path.extract_json("$.a[1]", {"a": [1, 2]}) == 2
    assert result_path.parse("$.b").update_or_create({"a": 1}, 2) == {"a": 1, "b": 2}
    assert result_path.parse("$.b").update_or_create({"c": 1}, 3) == {"c": 1, "b": 3}


def test_the_library_still_parses_each_time():
    assert jsonpath_ng.parse("$") is not jsonpath_ng.parse("$")
