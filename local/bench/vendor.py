"""The vendor's procedure by hand: the AWS CLI commands of its page, one after the other."""

import json
import subprocess
import tempfile
import time
from pathlib import Path

from icalocal.commands.deploy import sam_environment
from icalocal.tools import venv
from workbench.bucket import Bucket
from workbench.stack import Stack

USER = "bench_ica_admin"
POLICY = "bench-ica-admin-policy"
CONSOLE = ("s3api put-bucket-cors", "s3api put-bucket-policy")
"""What the page leaves to the console; a person who scripts it types these."""


class ByHand:
    """A person has the documents at hand and types without a pause; nothing is checked, proven or recorded."""

    def __init__(self, stack: Stack, bucket: Bucket, documents: dict[str, object]) -> None:
        """`documents` are the ones that the product wrote: cors, bucketPolicy and iam, each as it is after."""
        self._iam = stack.client("iam")
        self._bucket = bucket
        self._documents = documents
        self._policy_arn = f"arn:aws:iam::{stack.account()}:policy/{POLICY}"
        self.aws = venv("awscli") / "bin" / "aws"
        self._environment = sam_environment(stack.server.endpoint) | {"AWS_PAGER": ""}

    def connect(self) -> dict[str, float]:
        """Seconds of each command."""
        with tempfile.TemporaryDirectory() as folder:
            files = {}
            for name, document in (self._documents | {"cors": {"CORSRules": self._documents["cors"]}}).items():
                files[name] = Path(folder) / f"{name}.json"
                files[name].write_text(json.dumps(document))
            return {" ".join(command[:2]): self._timed(command) for command in self._commands({name: f"file://{file}" for name, file in files.items()})}

    def clear(self) -> None:
        for key in self._or_none(lambda: self._iam.list_access_keys(UserName=USER)["AccessKeyMetadata"]) or []:
            self._iam.delete_access_key(UserName=USER, AccessKeyId=key["AccessKeyId"])
        self._or_none(lambda: self._iam.detach_user_policy(UserName=USER, PolicyArn=self._policy_arn))
        self._or_none(lambda: self._iam.delete_user(UserName=USER))
        self._or_none(lambda: self._iam.delete_policy(PolicyArn=self._policy_arn))

    def _commands(self, files: dict[str, str]) -> list[list[str]]:
        return [
            ["iam", "create-policy", "--policy-name", POLICY, "--policy-document", files["iam"]],
            ["iam", "create-user", "--user-name", USER],
            ["sts", "get-caller-identity", "--query", "Account", "--output", "text"],
            ["iam", "attach-user-policy", "--policy-arn", self._policy_arn, "--user-name", USER],
            ["iam", "create-access-key", "--user-name", USER],
            ["s3api", "put-bucket-cors", "--bucket", self._bucket.name, "--cors-configuration", files["cors"]],
            ["s3api", "put-bucket-policy", "--bucket", self._bucket.name, "--policy", files["bucketPolicy"]],
        ]

    def _timed(self, command: list[str]) -> float:
        begin = time.perf_counter()
        ran = subprocess.run([self.aws, *command], capture_output=True, text=True, env=self._environment)
        if ran.returncode:
            raise RuntimeError(f"aws {' '.join(command)} failed: {ran.stderr}")
        return time.perf_counter() - begin

    def _or_none(self, call):
        try:
            return call()
        except self._iam.exceptions.NoSuchEntityException:
            return None
