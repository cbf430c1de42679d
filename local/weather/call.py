"""What a request asks of AWS, read from its bytes."""

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

SCOPE = re.compile(r"Credential=([^/]+)/\d{8}/[^/]+/([^/]+)/aws4_request")
RANDOM_END = re.compile(r"-[A-Za-z0-9]{6}$")
S3_QUERIES = {"policy": "BucketPolicy", "cors": "BucketCors", "tagging": "Tagging"}
METHODS = {"GET": "Get", "PUT": "Put", "DELETE": "Delete", "HEAD": "Head", "POST": "Post"}


@dataclass(frozen=True)
class Call:
    """
    One request: the service, its operation, the thing that it is about, the key it is signed with.

    A thing is named alike in every run of a seed, and is nobody else's; of a call about no such thing it is empty.
    """

    service: str
    operation: str
    thing: str
    key: str
    body: bytes

    @property
    def writes(self) -> bool:
        return not self.operation.startswith(("Get", "List", "Describe", "Head"))


def read(method: str, path: str, headers, body: bytes) -> Call:
    scope = SCOPE.search(headers.get("Authorization", ""))
    key, service = scope.groups() if scope else ("", "")
    if service in ("iam", "sts"):
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        thing = form.get("UserName") or form.get("PolicyName") or form.get("PolicyArn", "").rsplit("/", 1)[-1] or (service == "sts" and form.get("Name")) or ""
        return Call(service, form.get("Action", ""), thing, key, body)
    if service == "s3":
        parts = urlsplit(path)
        names = parts.path.lstrip("/").split("/", 1)
        query = next((operation for name, operation in S3_QUERIES.items() if name in parts.query.split("&")), None)
        what = query or ("Object" if len(names) > 1 and names[1] else "Bucket")
        return Call(service, METHODS[method] + what, unquote(names[0]), key, body)
    target = headers.get("X-Amz-Target", "").rsplit(".", 1)[-1]
    if target:
        document = json.loads(body or b"{}")
        if service == "dynamodb":
            items = _items(document)
            return Call(service, target, items.pop() if len(items) == 1 else "", key, body)
        thing = document.get("SecretId") or document.get("Name") or ""
        return Call(service, target, _secret(thing) if thing.startswith("arn:") else thing, key, body)
    return Call(service, method.title(), path, key, body)


def _items(part) -> set[str]:
    """The keys of the registry's items in a request, a transaction's and a batch's among them; a scan has none, wherever it goes on."""
    match part:
        case {"bucket": {"S": str(name)}}:
            return {name}
        case dict():
            return set().union(*(_items(value) for member, value in part.items() if member != "ExclusiveStartKey"))
        case list():
            return set().union(*map(_items, part))
    return set()


def _secret(arn: str) -> str:
    """https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html: six characters at random end an ARN."""
    return RANDOM_END.sub("", arn.split(":secret:")[-1])
