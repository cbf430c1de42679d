"""A bucket that has been in use for years, by people who know nothing of ICA."""

import json
from dataclasses import dataclass
from pathlib import Path
from string import Template

from botocore.exceptions import ClientError

from workbench import meaning
from workbench.stack import Stack

THEIRS = Path(__file__).parent / "theirs"
SAMPLE_SHEET = "runs/2026-11-02/SampleSheet.csv"


@dataclass(frozen=True)
class Snapshot:
    """All of a bucket that a connection could spoil."""

    cors: list[dict]
    policy: dict | None
    versions: list[tuple[str, str]]
    """Key and version id, delete markers included."""
    versioning: str

    def same(self, other: "Snapshot") -> dict[str, bool]:
        return {
            "CORS rules": meaning.cors(self.cors) == meaning.cors(other.cors),
            "Bucket policy": meaning.policy(self.policy) == meaning.policy(other.policy),
            "Objects and versions": self.versions == other.versions,
            "Versioning": self.versioning == other.versioning,
        }


class Bucket:
    def __init__(self, stack: Stack, name: str) -> None:
        self.name = name
        self._s3 = stack.client("s3")
        self._account = stack.account()

    def create(self) -> None:
        self._s3.create_bucket(Bucket=self.name)
        self._s3.put_bucket_versioning(Bucket=self.name, VersioningConfiguration={"Status": "Enabled"})
        self._s3.put_bucket_cors(Bucket=self.name, CORSConfiguration={"CORSRules": json.loads((THEIRS / "cors.json").read_text())})
        policy = Template((THEIRS / "policy.json").read_text()).substitute(bucket=self.name, account=self._account)
        self._s3.put_bucket_policy(Bucket=self.name, Policy=policy)
        for content in ("sample,lane\n", "sample,lane\nHG001,1\n"):
            self._s3.put_object(Bucket=self.name, Key=SAMPLE_SHEET, Body=content)

    def snapshot(self) -> Snapshot:
        return Snapshot(
            cors=self._or(lambda: self._s3.get_bucket_cors(Bucket=self.name)["CORSRules"], "NoSuchCORSConfiguration", []),
            policy=self._or(lambda: json.loads(self._s3.get_bucket_policy(Bucket=self.name)["Policy"]), "NoSuchBucketPolicy", None),
            versions=sorted((version["Key"], version["VersionId"]) for version in self._versions()),
            versioning=self._s3.get_bucket_versioning(Bucket=self.name).get("Status", "never"))

    def exists(self) -> bool:
        return self._or(lambda: bool(self._s3.head_bucket(Bucket=self.name)), "404", False)

    def delete(self) -> None:
        if self.exists():
            for version in self._versions():
                self._s3.delete_object(Bucket=self.name, Key=version["Key"], VersionId=version["VersionId"])
            self._s3.delete_bucket(Bucket=self.name)

    def _versions(self) -> list[dict]:
        page = self._s3.list_object_versions(Bucket=self.name)
        return page.get("Versions", []) + page.get("DeleteMarkers", [])

    @staticmethod
    def _or(read, code: str, otherwise):
        try:
            return read()
        except ClientError as refused:
            if refused.response["Error"]["Code"] != code:
                raise
            return otherwise
