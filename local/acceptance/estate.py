"""The buckets of a run: every state that a bucket can be in when it is connected."""

import json
import time
from dataclasses import dataclass, field

from acceptance import foreign
from acceptance.account import Account
from acceptance.bounds import SEEN_SECONDS
from acceptance.name import TAG
from acceptance.refusals import unless
from workbench import meaning

PAUSE_SECONDS = 2


@dataclass(frozen=True)
class Kind:
    name: str
    versioning: str = "never"
    policies: tuple[str, ...] = ()
    """Of other people, by their names in `foreign`; with CORS rules of theirs."""
    encryption: str | None = None
    key: bool = False
    """Encrypted with the run's own key, which a connect asks to be let in by."""
    lock: bool = False
    request: dict = field(default_factory=dict)


KINDS = (
    Kind("plain"),
    Kind("versioned", "Enabled", ("one pipeline",)),
    Kind("suspended", "Suspended", ("deny without TLS",)),
    Kind("kms", policies=("allow another account",), encryption="aws:kms"),
    Kind("lock", "Enabled", ("deny but NotPrincipal",), lock=True),
    Kind("prefix", policies=("deny outside an organisation",), request={"prefix": "runs/", "exemptSids": ["OrgOnly"]}),
    Kind("extended", policies=tuple(foreign.FOREIGN), request={"permissions": "extended", "crossAccountCopy": True, "exemptSids": ["OrgOnly"]}),
    Kind("key", "Enabled", encryption="aws:kms", key=True, request={"keyAccess": "statement"}),
)
SHORT = KINDS[-2:]


class Bucket:
    def __init__(self, account: Account, number: str, run: str, kind: Kind, key: str | None = None) -> None:
        self.kind = kind
        self.name = f"{run}-{kind.name}"
        self.key = key if kind.key else None
        self._account = number
        self._run = run
        self._s3 = account.client("s3")
        self._kms = account.client("kms")
        self._region = account.region

    def create(self) -> None:
        where = {} if self._region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": self._region}}
        self._s3.create_bucket(Bucket=self.name, ObjectLockEnabledForBucket=self.kind.lock, **where)
        self._s3.put_bucket_tagging(Bucket=self.name, Tagging={"TagSet": [{"Key": TAG, "Value": self._run}]})
        if self.kind.versioning != "never" and not self.kind.lock:
            self._s3.put_bucket_versioning(Bucket=self.name, VersioningConfiguration={"Status": self.kind.versioning})
        if self.kind.encryption:
            rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": self.kind.encryption, **({"KMSMasterKeyID": self.key} if self.key else {})}}
            self._s3.put_bucket_encryption(Bucket=self.name, ServerSideEncryptionConfiguration={"Rules": [rule]})
        if self.kind.policies:
            self._s3.put_bucket_cors(Bucket=self.name, CORSConfiguration={"CORSRules": json.loads((foreign.THEIRS / "cors.json").read_text())})
            policy = foreign.policy(self.kind.policies, self.name, self._account)
            self._s3.put_bucket_policy(Bucket=self.name, Policy=json.dumps(policy))
            eventually(lambda: self.configuration()["policy"] == meaning.policy(policy))

    def configuration(self) -> dict:
        """All that a connection could spoil, by meaning."""
        cors = unless("NoSuchCORSConfiguration", lambda: self._s3.get_bucket_cors(Bucket=self.name)["CORSRules"])
        policy = unless("NoSuchBucketPolicy", lambda: json.loads(self._s3.get_bucket_policy(Bucket=self.name)["Policy"]))
        return {
            "CORS": meaning.cors(cors or []),
            "policy": meaning.policy(policy),
            "versioning": self._s3.get_bucket_versioning(Bucket=self.name).get("Status", "never"),
            "key policy": meaning.policy(json.loads(self._kms.get_key_policy(KeyId=self.key, PolicyName="default")["Policy"])) if self.key else None,
        }

    def delete(self) -> None:
        empty_and_delete(self._s3, self.name)


def eventually(holds) -> bool:
    """Whether it does, within the time in which AWS is held to become consistent."""
    deadline = time.monotonic() + SEEN_SECONDS
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(PAUSE_SECONDS)
    return held


def empty_and_delete(s3, name: str) -> None:
    unless("NoSuchBucket", lambda: s3.delete_bucket_policy(Bucket=name))
    while page := unless("NoSuchBucket", lambda: s3.list_object_versions(Bucket=name)):
        found = page.get("Versions", []) + page.get("DeleteMarkers", [])
        for version in found:
            s3.delete_object(Bucket=name, Key=version["Key"], VersionId=version["VersionId"])
        if not found:
            break
    unless("NoSuchBucket", lambda: s3.delete_bucket(Bucket=name))
