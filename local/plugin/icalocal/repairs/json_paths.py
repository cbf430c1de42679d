"""JSONPath expressions, parsed once.

LocalStack parses `$` for the result of every state, and what an event's target takes of it for every event, and builds
its parser's tables for each. What comes of an expression is the same each time, and is never changed.
"""

from functools import lru_cache

KEPT = 256


def install() -> None:
    import jsonpath_rw
    from localstack.services.stepfunctions.asl.component.common.path import result_path
    from localstack.services.stepfunctions.asl.utils import json_path

    for module in (result_path, json_path, jsonpath_rw):
        module.parse = lru_cache(KEPT)(module.parse)
