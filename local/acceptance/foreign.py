"""Other people's bucket policies, as the tests' fixtures have them, on a bucket of the run."""

import json
from pathlib import Path

from icalocal.settings import CHECKOUT

RESOURCES = CHECKOUT / "functions"
OF_THE_CONNECTOR = RESOURCES / "connector/src/test/resources/bucketpolicy"
PUBLISHED = RESOURCES / "system-tests/src/test/resources/policies"
THEIRS = Path(__file__).resolve().parents[1] / "workbench" / "theirs"

# S3 takes no principal that does not exist: whom they name is the account, AWS's own (Elastic Load Balancing's), or somebody's session.
FOREIGN = {
    "one pipeline": THEIRS / "policy.json",
    "deny without TLS": OF_THE_CONNECTOR / "tls-only/before.json",
    "deny outside an organisation": OF_THE_CONNECTOR / "organisation-only/before.json",
    "deny but NotPrincipal": OF_THE_CONNECTOR / "not-principal-whitelist/before.json",
    "allow another account": PUBLISHED / "log-elb-account.json",
}
OBJECTS = ("s3:PutObject", "s3:GetObject", "s3:RestoreObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObjectVersion")


def policy(names: tuple[str, ...], bucket: str, account: str) -> dict:
    """One document of the statements of all of them."""
    return {"Version": "2012-10-17", "Statement": [_safe(statement) for name in names for statement in _statements(FOREIGN[name], bucket, account)]}


def _statements(file: Path, bucket: str, account: str) -> list[dict]:
    text = file.read_text()
    for written, is_here in (("${bucket}", bucket), ("lab-genomics", bucket), ("${account}", account), ("111122223333", account),
                             (f"arn:aws:iam::{account}:user/alice", f"arn:aws:sts::{account}:federated-user/alice")):
        text = text.replace(written, is_here)
    document = json.loads(text)
    return document.get("policy", document)["Statement"]


def _safe(statement: dict) -> dict:
    """A Deny of everything but of plain HTTP would keep whoever runs this from the bucket, for ever: it is one of what is done with objects."""
    if statement["Effect"] != "Deny" or "aws:SecureTransport" in statement.get("Condition", {}).get("Bool", {}):
        return statement
    resources = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
    return statement | {"Action": [*OBJECTS], "Resource": [one for one in resources if one.endswith("/*")]}
