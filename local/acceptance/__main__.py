"""The acceptance run: deploys, connects buckets of its own, proves, audits, rotates, disconnects, compares, and deletes everything."""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from acceptance import cost
from acceptance.account import Account, WrongAccount, account
from acceptance.estate import KINDS, SHORT, Bucket
from acceptance.name import TAG, fresh, is_run
from acceptance.refusals import REFUSALS, named
from acceptance.stack import OfTheStack, unexpected
from acceptance.sweep import Sweep
from icalocal.commands.build import Build
from icalocal.settings import CHECKOUT
from icalocal.tools import keep_to_this_machine, venv
from workbench import person

RECORDED = Path(__file__).parent / "localstack.json"
MOST_DOLLARS = 1.0
LONGEST_SECONDS = 1800
STEPS = ("plan", "connect", "use", "again", "audit", "rotate", "disconnect", "compare")


class Run:
    def __init__(self, where: Account, number: str, name: str, profile: str | None) -> None:
        self.where = where
        self.number = number
        self.name = name
        self.profile = profile
        self.lines: list[dict] = []
        """One for each step of each bucket: what came of it, and how long it took."""

    def play(self, kinds) -> bool:
        """Whatever AWS refuses is what came of that step; the next one, and the next bucket, are tried all the same."""
        deployed = self._tried("stack", "deploy", self.deploy)
        if deployed:
            for kind in kinds:
                self.bucket(kind)
        return deployed

    def of_the_stack(self) -> None:
        for name, step in OfTheStack(self).steps().items():
            self._tried("stack", name, step)

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
        subprocess.run(command, cwd=CHECKOUT, stdout=sys.stderr, env=environment, check=True, timeout=LONGEST_SECONDS)
        described = self.where.client("cloudformation").describe_stacks(StackName=self.name)["Stacks"][0]
        self.outputs = {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}
        return "deployed"

    def parameters(self) -> list[str]:
        return [f"BucketNamePattern={self.name}-*", "AuditSchedule=at(2099-01-01T00:00:00)", "RotationDays=0", "OverlapSeconds=1", "QuietSeconds=1", "PersonSeconds=300", "LogRetentionDays=1"]

    def switches(self) -> list[str]:
        return ["LoopbackResponses=true", "BelieveStackResources=true", "SnapStart=false"]

    def bucket(self, kind) -> None:
        bucket = Bucket(self.where, self.number, self.name, kind)
        try:
            bucket.create()
            before = bucket.configuration()
        except REFUSALS as refused:
            self._note(kind.name, "create", named(refused), time.monotonic())
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
            "compare": lambda: "as before" if bucket.configuration() == before else "not as before",
        }
        for name in STEPS:
            self._tried(kind.name, name, steps[name])

    def _use(self, bucket: Bucket, connected: dict, kind) -> str:
        """As ICA does: a federated session of the connection's key writes, reads and deletes one object."""
        if connected.get("status") != "CONNECTED":
            return "not connected"
        stored = json.loads(self.where.client("secretsmanager").get_secret_value(SecretId=connected["secretArn"])["SecretString"])
        key = {"aws_access_key_id": stored["accessKeyId"], "aws_secret_access_key": stored["secretAccessKey"]}
        prefix = kind.request.get("prefix", "")
        scope = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"], "Resource": f"arn:aws:s3:::{bucket.name}/{prefix}*"}]}
        session = self.where.client("sts", **key).get_federation_token(Name=connected["userName"][:32], Policy=json.dumps(scope), DurationSeconds=900)["Credentials"]
        s3 = self.where.client("s3", aws_access_key_id=session["AccessKeyId"], aws_secret_access_key=session["SecretAccessKey"], aws_session_token=session["SessionToken"])
        name = f"{prefix}acceptance.txt"
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
        words = [document.get("status", status)]
        words += [f"{failed.get('step')}: {failed.get('error')}"] if failed else []
        words += [f"findings: {', '.join(findings)}"] if findings else []
        return "; ".join(words + ([f"failed checks: {', '.join(checks)}"] if checks else []))

    def _execution(self, machine: str, request: dict) -> tuple[str, dict]:
        states = self.where.client("stepfunctions")
        arn = states.start_execution(stateMachineArn=self.outputs[f"{machine}StateMachineArn"], input=json.dumps(request))["executionArn"]
        deadline = time.monotonic() + LONGEST_SECONDS
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
        begin = time.monotonic()
        try:
            result, done = deed(), True
        except REFUSALS as refused:
            result, done = named(refused), False
        self._note(bucket, step, result, begin)
        return done

    def _note(self, bucket: str, step: str, result: str, begin: float) -> None:
        line = {"bucket": bucket, "step": step, "result": result.replace(self.name, "RUN"), "seconds": round(time.monotonic() - begin, 1)}
        self.lines.append(line)
        print(f"   {bucket:10} {step:11} {line['seconds']:7.1f} s  {line['result']}", flush=True)


def differences(lines: list[dict], recorded: dict[str, str]) -> list[str]:
    """What came out otherwise than on LocalStack, one line each."""
    found = []
    for line in lines:
        key = f"{line['bucket']} {line['step']}"
        if key in recorded and recorded[key] != line["result"]:
            found.append(f"differs from LocalStack: {key}: there `{recorded[key]}`, here `{line['result']}`")
    return found


def refused_steps(lines: list[dict]) -> list[dict]:
    return [line for line in lines if line["result"].startswith("refused: ")]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="local/acceptance/run", description=__doc__)
    parser.add_argument("verb", nargs="?", choices=("run", "sweep"), default="run")
    parser.add_argument("--account", required=True, help="the number of the account that may be used; no other is")
    parser.add_argument("--region", required=True)
    parser.add_argument("--profile")
    parser.add_argument("--endpoint", help="of an emulator on 127.0.0.1")
    parser.add_argument("--name", help="of the run that is to be swept, whole: ica-acc- and six digits")
    parser.add_argument("--short", action="store_true", help="two buckets instead of seven")
    parser.add_argument("--record", action="store_true", help="write what LocalStack answers to localstack.json")
    arguments = parser.parse_args()
    if arguments.verb == "sweep" and not is_run(arguments.name):
        parser.error("sweep needs --name, and a run is called ica-acc- and six digits from 0 to f")
    return arguments


def main() -> int:
    arguments = _arguments()
    if arguments.endpoint:
        keep_to_this_machine()
    where = account(arguments.profile, arguments.region, arguments.endpoint)
    try:
        where.must_be(arguments.account)
    except WrongAccount as refused:
        print(refused, file=sys.stderr)
        return 2
    if arguments.verb == "sweep":
        return _swept(where, arguments.name)
    kinds = SHORT if arguments.short else KINDS
    # Two buckets more are for the steps of the stack.
    items = cost.estimate(len(kinds) + 2)
    for item in items:
        print(f"   {item.what:34} {item.count:8.2f}  ${item.dollars:.4f}  {item.page}")
    print(f"   at most ${cost.total(items):.2f}", flush=True)
    if cost.total(items) > MOST_DOLLARS:
        print(f"That is more than ${MOST_DOLLARS:.2f}. Nothing was done.", file=sys.stderr)
        return 2
    run = Run(where, arguments.account, fresh(), arguments.profile)
    print(f"   The run is {run.name}; what it leaves if this process dies: local/acceptance/run sweep --name {run.name} …", flush=True)
    before = signal.signal(signal.SIGTERM, _end)
    try:
        # Of an emulator's answers to these nothing follows.
        if run.play(kinds) and not arguments.endpoint:
            run.of_the_stack()
    finally:
        # What ended the steps does not end the sweep.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        begin = time.monotonic()
        rest = _swept(where, run.name)
        run._note("all", "delete", "nothing is left" if rest == 0 else "something is left", begin)
        signal.signal(signal.SIGTERM, before)
    recorded = json.loads(RECORDED.read_text()) if RECORDED.exists() else {}
    if arguments.record and not refused_steps(run.lines):
        RECORDED.write_text(json.dumps({f"{line['bucket']} {line['step']}": line["result"] for line in run.lines}, indent=2) + "\n")
        return rest
    different = differences(run.lines, recorded) + unexpected(run.lines)
    for line in different:
        print(line)
    unsound = [line for line in run.lines if line["step"] == "compare" and line["result"] != "as before"]
    return 1 if rest or unsound or different or refused_steps(run.lines) else 0


def _end(number: int, _) -> None:
    raise SystemExit(128 + number)


def _swept(where: Account, name: str) -> int:
    if not is_run(name):
        print("A run is called ica-acc- and six digits from 0 to f. Nothing was done.", file=sys.stderr)
        return 2
    sweep = Sweep(where, name)
    sweep.everything()
    rest, doubtful = sweep.wait_until_nothing(), sweep.doubtful()
    for one in rest:
        print(f"   still there: {one}")
    for one in doubtful:
        print(f"   named like the run, and nothing proves that it is its; look whose it is: {one}")
    return 1 if rest or doubtful else 0


if __name__ == "__main__":
    sys.exit(main())
