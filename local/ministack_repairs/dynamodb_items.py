"""The condition keys of a request for items: which attributes it touches, which item, and what it wants back.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
"""

import json
import re

# Words of expressions that name no attribute.
WORDS = {
    "set", "remove", "add", "delete", "and", "or", "not", "between", "in", "if_not_exists", "list_append",
    "attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size",
}
EXPRESSIONS = ("UpdateExpression", "ConditionExpression", "FilterExpression", "KeyConditionExpression", "ProjectionExpression")


def install() -> None:
    from ministack.core import iam_actions

    known = iam_actions.dynamodb_service_context

    def condition_keys(body):
        request = json.loads(body or b"{}")
        keys = {**known(body), **item_keys(request)}
        if "UpdateExpression" in request:
            # What a write gives back is told by ReturnValues alone.
            keys.pop("dynamodb:Select", None)
        return keys

    iam_actions.dynamodb_service_context = condition_keys


def item_keys(request: dict) -> dict:
    keys = {}
    attributes = sorted({*request.get("Key", {}), *request.get("Item", {}), *named(request)})
    if attributes:
        keys["dynamodb:Attributes"] = attributes
    if "bucket" in request.get("Key", request.get("Item", {})):
        keys["dynamodb:LeadingKeys"] = [request.get("Key", request.get("Item"))["bucket"].get("S", "")]
    if "ReturnValues" in request:
        keys["dynamodb:ReturnValues"] = request["ReturnValues"]
    return keys


def named(request: dict) -> set[str]:
    """The top-level attributes in the request's expressions: what begins a path and is no word of the language."""
    names = request.get("ExpressionAttributeNames", {})
    heads = set()
    for expression in EXPRESSIONS:
        for path in re.findall(r"(?<![\w.:#])#?[A-Za-z_]\w*(?:[.\[][\w.#\[\]]*)?", request.get(expression, "")):
            head = re.split(r"[.\[]", path)[0]
            if head.lower() not in WORDS:
                heads.add(names.get(head, head))
    return heads
