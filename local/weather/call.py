"""What a request asks of AWS, read from its bytes."""

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

SCOPE = re.compile(r"Credential=([^/]+)/\d{8}/[^/]+/([^/]+)/aws4_request")
S3_QUERIES = {"policy": "BucketPolicy", "cors": "BucketCors", "tagging": "Tagging"}
METHODS = {"GET": "Get", "PUT": "Put", "DELETE": "Delete", "HEAD": "Head", "POST": "Post"}


@dataclass(frozen=True)
class Call:
    """One request: the service, its operation, the thing that it is about, the key it is signed with."""

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
        thing = form.get("UserName") or form.get("PolicyName") or form.get("PolicyArn", "").rsplit("/", 1)[-1]
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
        thing = document.get("SecretId") or document.get("Name") or document.get("TableName") or ""
        return Call(service, target, thing.split(":secret:")[-1], key, body)
    return Call(service, method.title(), path, key, body)
