"""What a run does: deploys, and with each bucket connects, uses, audits, rotates, disconnects and compares."""

import json
import os
import subprocess
import sys
import time

from acceptance import bounds, key
from acceptance.account import Account
from acceptance.estate import Bucket, eventually
from acceptance.name import TAG
from acceptance.refusals import REFUSALS, named
from acceptance.stack import OfTheStack
from acceptance.sweep import USED, Sweep
from icalocal.commands.build import Build
from icalocal.settings import CHECKOUT
from icalocal.tools import venv
from workbench import person

STEPS = ("create", "plan", "connect", "use", "again", "audit", "rotate", "disconnect", "compare")


class Run:
    def __init__(self, where: Account, number: str, name: str, profile: str | None) -> None:
        self.where = where
        self.number = number
        self.name = name
        self.profile = profile
        self.key: str | None = None
        self.lines: list[dict] = []
        """One for each step of each bucket: what came of it, how long it took, and what the execution said."""
        self.detail = ""

    def play(self, kinds) -> bool:
        """Whatever AWS refuses is what came of that step; the next one, and the next bucket, are tried all the same."""
        if any(kind.key for kind in kinds):
            self._tried("stack", "key", self.make_key)
        deployed = self._tried("stack", "deploy", self.deploy)
        if deployed:
            for kind in kinds:
                self.bucket(kind)
        return deployed

    def of_the_stack(self) -> None:
        for name, step in OfTheStack(self).steps().items():
            self._tried("stack", name, step)

    def make_key(self) -> str:
        self.key = key.make(self.where, self.number, self.name)
        return "made"

    def deploy(self) -> str:
        build = Build(CHECKOUT)
        build.ensure()
        bucket = f"{self.name}-artifacts"
        where = {} if self.where.region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": self.where.region}}
        s3 = self.where.client("s3")
        s3.create_bucket(Bucket=bucket, **where)
        s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": [{"Key": TAG, "Value": self.name}]})
        parameters = self.parameters()
        environment = os.environ | {"SAM_CLI_TELEMETRY": "0", "SAM_CLI_POLL_DELAY": "0.5", "AWS_DEFAULT_REGION": self.where.region}
        if self.where.endpoint:
            # An emulator answers custom resources on this machine, and describes no resource that is at work.
            parameters += self.switches()
            environment |= {"AWS_ENDPOINT_URL": self.where.endpoint, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
        elif self.profile:
            environment |= {"AWS_PROFILE": self.profile}
        command = [venv("tools") / "bin" / "sam", "deploy", "--template-file", build.template, "--stack-name", self.name, "--s3-bucket", bucket,
                   "--region", self.where.region, "--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND",
                   "--no-confirm-changeset", "--no-progressbar", "--tags", f"{TAG}={self.name}", "--parameter-overrides", *parameters]
        subprocess.run(command, cwd=CHECKOUT, stdout=sys.stderr, env=environment, check=True, timeout=bounds.BOUNDS["stack deploy"].seconds)
        described = self.where.client("cloudformation").describe_stacks(StackName=self.name)["Stacks"][0]
        self.outputs = {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}
        return "deployed"

    def parameters(self) -> list[str]:
        editable = ["EditTaggedKeys=true"] if self.key else []
        return [f"BucketNamePattern={self.name}-*", "AuditSchedule=at(2099-01-01T00:00:00)", "AuditsMissingHours=-1", "RotationDays=0", "OverlapSeconds=1", "QuietSeconds=1", "PersonSeconds=300", "LogRetentionDays=1",
                *editable]

    def switches(self) -> list[str]:
        return ["LoopbackResponses=true", "BelieveStackResources=true", "SnapStart=false"]

    def bucket(self, kind) -> None:
        if kind.key and not self.key:
            self._note(kind.name, "create", "refused: there is no key", time.monotonic())
            return
        bucket = Bucket(self.where, self.number, self.name, kind, self.key)
        before = {}

        def create():
            bucket.create()
            before.update(bucket.configuration())
            return "made"

        if not self._tried(kind.name, "create", create):
            return
        self.connected = ("NOT_CONNECTED", {})
        request = {"bucket": bucket.name, **kind.request}

        def plan():
            outcome = self._execute("Connect", request | {"mode": "plan"})
            return outcome if bucket.configuration() == before else "a plan wrote"

        def connect():
            self.connected = self._execution("Connect", request)
            return self._words(*self.connected)

        def again():
            status, document = self._execution("Connect", request)
            changed = [step["name"] for step in document.get("steps", []) if step.get("changed")]
            return f"{document.get('status', status)}, changed: {changed}"

        def audit():
            _, document = self._execution("Audit", {"buckets": [bucket.name]})
            outcomes = document.get("byOutcome", {}) | {"unreported": document.get("unreported", "no answer")}
            return ", ".join(f"{key}: {value}" for key, value in sorted(outcomes.items()) if value)

        steps = {
            "plan": plan,
            "connect": connect,
            "use": lambda: self._use(bucket, self.connected[1], kind),
            "again": again,
            "audit": audit,
            "rotate": lambda: self._execute("Rotate", {"bucket": bucket.name}),
            "disconnect": lambda: self._execute("Disconnect", {"bucket": bucket.name}),
            "compare": lambda: self._compare(bucket, before),
        }
        for name in STEPS[1:]:
            self._tried(kind.name, name, steps[name])

    def _compare(self, bucket: Bucket, before: dict) -> str:
        """S3 may answer for a while what was before the last write."""
        if eventually(lambda: bucket.configuration() == before):
            if eventually(lambda: not self.left(bucket)):
                return "as before"
            self.detail = "\n".join(self.left(bucket))
            return "as before, and something is left"
        now = bucket.configuration()
        self.detail = "\n".join(f"{part} was {json.dumps(before[part])}\nand is {json.dumps(now[part])}" for part in before if before[part] != now[part])
        return "not as before"

    def left(self, bucket: Bucket) -> list[str]:
        return Sweep(self.where, self.name).of_connection(bucket.name)

    def _use(self, bucket: Bucket, connected: dict, kind) -> str:
        """As ICA does: a federated session of the connection's key writes, reads and deletes one object."""
        if connected.get("status") != "CONNECTED":
            return "not connected"
        stored = json.loads(self.where.client("secretsmanager").get_secret_value(SecretId=connected["secretArn"])["SecretString"])
        credentials = {"aws_access_key_id": stored["accessKeyId"], "aws_secret_access_key": stored["secretAccessKey"]}
        prefix = kind.request.get("prefix", "")
        scope = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"], "Resource": f"arn:aws:s3:::{bucket.name}/{prefix}*"},
            *([{"Effect": "Allow", "Action": [*key.USE], "Resource": bucket.key}] if bucket.key else []),
        ]}
        session = self.where.client("sts", **credentials).get_federation_token(Name=connected["userName"][:32], Policy=json.dumps(scope), DurationSeconds=900)["Credentials"]
        s3 = self.where.client("s3", aws_access_key_id=session["AccessKeyId"], aws_secret_access_key=session["SecretAccessKey"], aws_session_token=session["SessionToken"])
        name = f"{prefix}{USED}"
        s3.put_object(Bucket=bucket.name, Key=name, Body=b"read me")
        read = s3.get_object(Bucket=bucket.name, Key=name)["Body"].read()
        s3.delete_object(Bucket=bucket.name, Key=name)
        return "written, read and deleted" if read == b"read me" else "read something else"

    def _execute(self, machine: str, request: dict) -> str:
        return self._words(*self._execution(machine, request))

    def _words(self, status: str, document: dict) -> str:
        failed = document.get("failure", {})
        findings = sorted({finding["code"] for finding in document.get("findings", []) if isinstance(finding, dict)})
        checks = sorted(check["name"] for check in document.get("verification", {}).get("checks", []) if check["status"] == "FAIL")
        failing = [check for check in document.get("verification", {}).get("checks", []) if check["status"] == "FAIL"]
        self.detail = "\n".join([*map(str, failed.values()), *(f"{check['name']}: {check.get('detail')}" for check in failing)])
        words = [document.get("status", status)]
        words += [f"{failed.get('step')}: {failed.get('error')}"] if failed else []
        words += [f"findings: {', '.join(findings)}"] if findings else []
        return "; ".join(words + ([f"failed checks: {', '.join(checks)}"] if checks else []))

    def _execution(self, machine: str, request: dict) -> tuple[str, dict]:
        states = self.where.client("stepfunctions")
        arn = states.start_execution(stateMachineArn=self.outputs[f"{machine}StateMachineArn"], input=json.dumps(request))["executionArn"]
        deadline = time.monotonic() + bounds.LONGEST_SECONDS
        while (described := states.describe_execution(executionArn=arn))["status"] == "RUNNING":
            if time.monotonic() > deadline:
                states.stop_execution(executionArn=arn, cause="The acceptance run waits no longer.")
            if machine == "Rotate":
                person.answer(states, self.where.client("dynamodb"), self.outputs["RegistryTableName"], request["bucket"])
            time.sleep(0.5)
        text = described.get("output") or described.get("cause") or "{}"
        try:
            return described["status"], json.loads(text)
        except ValueError:
            return described["status"], {"failure": {"step": machine, "error": described.get("error")}}

    def _tried(self, bucket: str, step: str, deed) -> bool:
        begin, self.detail = time.monotonic(), ""
        try:
            result, done = deed(), True
        except REFUSALS as refused:
            result, done = named(refused), False
            self.detail = str(refused)
        self._note(bucket, step, result, begin)
        return done

    def _note(self, bucket: str, step: str, result: str, begin: float) -> None:
        line = {"bucket": bucket, "step": step, "result": result.replace(self.name, "RUN"), "seconds": round(time.monotonic() - begin, 1), "detail": self.detail}
        self.lines.append(line)
        print(f"   {bucket:10} {step:11} {line['seconds']:7.1f} s  {line['result']}", flush=True)


def refused_steps(lines: list[dict]) -> list[dict]:
    return [line for line in lines if line["result"].startswith("refused: ")]
