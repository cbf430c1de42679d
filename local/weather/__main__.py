"""Connects, rotates and disconnects one bucket in each weather, some at a time, and looks whether everything ends as it should."""

import argparse
import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from botocore.exceptions import ClientError

from icalocal.commands.build import Build
from icalocal.commands.deploy import client, deploy, outputs
from icalocal.settings import CHECKOUT
from icalocal.tools import keep_to_this_machine
from weather.bounds import faults, longest
from weather.proxy import Weather
from workbench import person

STACK = "weather"
LONGEST_SECONDS = 600
CALM = 900_000
"""From here on runs are numbered that meet no weather."""
BUCKETS = r"\bweather-\d+\b"


@dataclass(frozen=True)
class Ended:
    number: int
    faults: tuple[str, ...]
    seconds: dict[str, float]
    """Of each verb."""

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def prepare(port: int, proxy: int) -> dict[str, str]:
    """Deploys the application, and has its functions reach AWS by the proxy. The workflows' own tasks have AWS's own retries."""
    endpoint = f"http://127.0.0.1:{port}"
    build = Build(CHECKOUT)
    build.ensure()
    deploy(build, endpoint, STACK, ["--parameter-overrides", "AuditSchedule=at(2099-01-01T00:00:00)", "AuditsMissingHours=-1", "RotationDays=0", "OverlapSeconds=1", "QuietSeconds=1", "PersonSeconds=300", "BucketNamePattern=weather-*",
                                    "LoopbackResponses=true", "SnapStart=false", "BelieveStackResources=true"])
    functions = client(endpoint, "lambda")
    for page in functions.get_paginator("list_functions").paginate():
        for function in page["Functions"]:
            if function["FunctionName"].startswith(f"{STACK}-"):
                variables = function["Environment"]["Variables"] | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{proxy}"}
                functions.update_function_configuration(FunctionName=function["FunctionName"], Environment={"Variables": variables})
                functions.get_waiter("function_updated_v2").wait(FunctionName=function["FunctionName"], WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    return outputs(endpoint, STACK)


class Rehearsal:
    def __init__(self, port: int, machines: dict[str, str]) -> None:
        self.endpoint = f"http://127.0.0.1:{port}"
        self.machines = machines

    def run(self, number: int) -> Ended:
        bucket, faults, seconds = f"weather-{number}", [], {}
        client(self.endpoint, "s3").create_bucket(Bucket=bucket)
        policy = {"Version": "2012-10-17", "Statement": [{"Sid": "Theirs", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{bucket}/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}, "StringEquals": {"aws:SourceVpc": "vpc-none"}}}]}
        client(self.endpoint, "s3").put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
        for verb, wanted in (("Connect", "CONNECTED"), ("Rotate", "ROTATED"), ("Disconnect", "DISCONNECTED")):
            begin = time.monotonic()
            status, text = self._ended(verb, bucket)
            seconds[verb.lower()] = round(time.monotonic() - begin, 1)
            if wanted not in text or status != "SUCCEEDED":
                faults.append(f"{verb}: {status} {text[:400]}")
        return Ended(number, (*faults, *self.left(bucket, policy)), seconds)

    def _ended(self, verb: str, bucket: str) -> tuple[str, str]:
        states = client(self.endpoint, "stepfunctions")
        arn = states.start_execution(stateMachineArn=self.machines[f"{verb}StateMachineArn"], input=json.dumps({"bucket": bucket}))["executionArn"]
        deadline = time.monotonic() + LONGEST_SECONDS
        while (described := states.describe_execution(executionArn=arn))["status"] == "RUNNING":
            if time.monotonic() > deadline:
                return "RUNNING", f"for more than {LONGEST_SECONDS} s"
            if verb == "Rotate":
                person.answer(states, client(self.endpoint, "dynamodb"), self.machines["RegistryTableName"], bucket)
            time.sleep(0.5)
        return described["status"], described.get("output") or described.get("cause") or described.get("error") or ""

    def left(self, bucket: str, policy: dict):
        s3, iam = client(self.endpoint, "s3"), client(self.endpoint, "iam")
        if json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"]) != policy:
            yield "the bucket policy is not as before"
        try:
            s3.get_bucket_cors(Bucket=bucket)
            yield "a CORS rule is left"
        except ClientError as refused:
            if refused.response["Error"]["Code"] != "NoSuchCORSConfiguration":
                raise
        versions = s3.list_object_versions(Bucket=bucket)
        yield from (f"the object {one['Key']} is left" for kind in ("Versions", "DeleteMarkers") for one in versions.get(kind, []))
        record = client(self.endpoint, "dynamodb").get_item(TableName=self.machines["RegistryTableName"], Key={"bucket": {"S": bucket}}, ConsistentRead=True).get("Item")
        if record:
            yield f"the registry has a record, {record.get('state', {}).get('S')}" + (f", leased by {record['leaseOwner']['S']}" if "leaseOwner" in record else "")
        # The names of one run begin the names of no other: weather-1 and weather-10 end differently.
        yield from (f"the user {user['UserName']} is left" for page in iam.get_paginator("list_users").paginate() for user in page["Users"] if user["UserName"].endswith(bucket))
        yield from (f"the policy {one['PolicyName']} is left" for page in iam.get_paginator("list_policies").paginate(Scope="Local") for one in page["Policies"] if one["PolicyName"].endswith(bucket))
        secrets = client(self.endpoint, "secretsmanager").get_paginator("list_secrets").paginate()
        yield from (f"the secret {one['Name']} is left" for page in secrets for one in page["SecretList"] if one["Name"].endswith(bucket))


def main() -> int:
    parser = argparse.ArgumentParser(prog="local/weather/run", description=__doc__)
    parser.add_argument("--port", type=int, default=4566, help="of a LocalStack that is up")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--first", type=int, default=1, help="number of the first run; run 17 has the same weather whenever it comes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=0.1, help="1 is AWS's own time: up to 60 s until a write is seen")
    parser.add_argument("--often", type=float, default=0.06, help="share of calls that meet something")
    parser.add_argument("--at-once", type=int, default=4)
    arguments = parser.parse_args()
    keep_to_this_machine()
    with Weather(arguments.port, arguments.seed, arguments.scale, arguments.often, about=BUCKETS) as weather:
        rehearsal = Rehearsal(arguments.port, prepare(arguments.port, weather.server_address[1]))
        bad, slowest = 0, 0.0
        with ThreadPoolExecutor(arguments.at_once) as pool:
            weather.calm = True
            fair = [*pool.map(rehearsal.run, range(CALM, CALM + arguments.at_once))]
            weather.calm = False
            calm = max(ended.total for ended in fair)
            print(f"   without weather {calm:.1f} s, of {arguments.at_once} at once the slowest", flush=True)
            if faults_of_calm := [fault for ended in fair for fault in ended.faults]:
                print(f"Without weather, too: {'; '.join(faults_of_calm)}")
                return 1
            for ended in pool.map(rehearsal.run, range(arguments.first, arguments.first + arguments.runs)):
                own = re.compile(rf"\bweather-{ended.number}\b")
                met = [line for line in weather.met if own.search(line)]
                late = [seconds for thing, seconds in weather.visibility.drawn() if own.search(thing)]
                bound = longest(calm, late, faults(met))
                wrong = [*ended.faults, *([f"it waited longer than {bound:.1f} s"] if ended.total > bound else [])]
                slowest, bad = max(slowest, ended.total), bad + bool(wrong)
                each = ", ".join(f"{verb} {seconds}" for verb, seconds in ended.seconds.items())
                print(f"   run {ended.number:4} {ended.total:7.1f} s, of at most {bound:.1f} ({each}; its writes were seen after {sum(late):.1f} s in all, {faults(met)} calls failed or were slow)"
                      f"  {'; '.join(wrong) or 'as it should be'}", flush=True)
                for line in met if wrong else []:
                    print(f"              {line}", flush=True)
    print(f"{arguments.runs - bad} of {arguments.runs} runs ended as they should, the longest after {slowest:.1f} s; {len(weather.met)} calls met some weather; seed {arguments.seed}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
