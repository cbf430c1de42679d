"""What only AWS does for a stack, and no emulator: these steps come after the buckets', and what they must answer there is known beforehand."""

import json
import time
from datetime import UTC, datetime, timedelta

from botocore.exceptions import ClientError

from acceptance.estate import Bucket, Kind, eventually
from acceptance.name import FAILS
from acceptance.refusals import code, unless

SECONDS = 600
PAUSE_SECONDS = 0.5
# A queue that nobody has used for six hours is told again within 15 minutes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-monitoring-using-cloudwatch.html
METRIC_SECONDS = 1_000
SETTLED = ("CREATE_COMPLETE", "CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_COMPLETE", "DELETE_FAILED")
GONE = ("DELETE_COMPLETE", "DELETE_FAILED")
"""Of a stack whose deletion was asked for, and which may be described for a while as it was before."""
BLOCKED = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html,
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html, https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
EXPECTED = {
    "stack backups": "point-in-time recovery: ENABLED",
    "stack public": "blocked: True; a public policy is refused",
    "stack fails": "ROLLBACK_COMPLETE; the second came after the first; BUCKET_MISSING; as before; DELETE_COMPLETE",
    "stack metrics": "of functions, executions and queues",
}


class OfTheStack:
    def __init__(self, run) -> None:
        self._run = run
        self._client = run.where.client

    def steps(self):
        return {"backups": self.backups, "public": self.public, "fails": self.fails, "metrics": self.metrics}

    def backups(self) -> str:
        """Of the registry."""
        described = self._client("dynamodb").describe_continuous_backups(TableName=self._run.outputs["RegistryTableName"])["ContinuousBackupsDescription"]
        return f"point-in-time recovery: {described.get('PointInTimeRecoveryDescription', {}).get('PointInTimeRecoveryStatus')}"

    def public(self) -> str:
        """A bucket of the stack blocks it, and a bucket with the same block refuses a policy for everybody."""
        s3 = self._client("s3")
        block = unless("NoSuchPublicAccessBlockConfiguration", lambda: s3.get_public_access_block(Bucket=self._run.outputs["RunsBucketName"])) or {}
        settings = block.get("PublicAccessBlockConfiguration", {})
        bucket = self._bucket("public")
        s3.put_public_access_block(Bucket=bucket.name, PublicAccessBlockConfiguration=settings)
        statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket.name}/*"}
        try:
            s3.put_bucket_policy(Bucket=bucket.name, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
        except ClientError as refused:
            if code(refused) != "AccessDenied":
                raise
            return f"blocked: {all(settings.get(name) for name in BLOCKED)}; a public policy is refused"
        s3.delete_bucket_policy(Bucket=bucket.name)
        return f"blocked: {all(settings.get(name) for name in BLOCKED)}; a public policy is taken"

    def fails(self) -> str:
        """Of two connections the second cannot be made: it comes after the first, and both are rolled back."""
        bucket, stack = self._bucket("fails"), f"{self._run.name}{FAILS}"
        before = bucket.configuration()
        cloudformation = self._client("cloudformation")
        first, second = (self._connection(name) for name in (bucket.name, f"{self._run.name}-nowhere"))
        template = {"Resources": {"First": first, "Second": second | {"DependsOn": "First"}}}
        cloudformation.create_stack(StackName=stack, TemplateBody=json.dumps(template))
        made = settled(cloudformation, stack)
        events = list(reversed(cloudformation.describe_stack_events(StackName=stack)["StackEvents"]))
        came = [(event["LogicalResourceId"], event["ResourceStatus"]) for event in events]
        after = ("First", "CREATE_COMPLETE") in came[: came.index(("Second", "CREATE_IN_PROGRESS"))] if ("Second", "CREATE_IN_PROGRESS") in came else False
        why = next((event["ResourceStatusReason"] for event in events if event["ResourceStatus"] == "CREATE_FAILED" and "ResourceStatusReason" in event), "no reason")
        same = "as before" if eventually(lambda: bucket.configuration() == before) else "not as before"
        same += "" if eventually(lambda: not self._run.left(bucket)) else f", and something is left: {', '.join(self._run.left(bucket))}"
        cloudformation.delete_stack(StackName=stack)
        words = [made, "the second came after the first" if after else "the second did not come after the first", "BUCKET_MISSING" if "BUCKET_MISSING" in why else why, same]
        return "; ".join([*words, settled(cloudformation, stack, GONE)])

    def metrics(self) -> str:
        """What the alarms look at is told, of what the buckets' steps have used."""
        self._client("sqs").get_queue_attributes(QueueUrl=self._run.outputs["EventDeadLetterQueueUrl"], AttributeNames=["QueueArn"])
        untold = {
            "functions": ("AWS/Lambda", "Errors", "FunctionName", f"{self._run.name}-inspect"),
            "executions": ("AWS/States", "ExecutionsStarted", "StateMachineArn", self._run.outputs["ConnectStateMachineArn"]),
            "queues": ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", self._run.outputs["EventDeadLetterQueueUrl"].rsplit("/", 1)[-1]),
        }
        deadline = time.monotonic() + METRIC_SECONDS
        while untold := {what: metric for what, metric in untold.items() if not self._is_told(*metric)}:
            if time.monotonic() > deadline:
                return f"nothing is told of {', '.join(untold)} after {METRIC_SECONDS} s"
            time.sleep(20 * PAUSE_SECONDS)
        return "of functions, executions and queues"

    def _is_told(self, namespace: str, metric: str, dimension: str, value: str) -> bool:
        now = datetime.now(UTC)
        return bool(self._client("cloudwatch").get_metric_statistics(
            Namespace=namespace, MetricName=metric, Dimensions=[{"Name": dimension, "Value": value}],
            StartTime=now - timedelta(hours=3), EndTime=now, Period=3600, Statistics=["SampleCount"])["Datapoints"])

    def _connection(self, bucket: str) -> dict:
        return {"Type": "Custom::IcaBucketConnection", "Properties": {"ServiceToken": self._run.outputs["ConnectionResourceArn"], "BucketName": bucket}}

    def _bucket(self, name: str) -> Bucket:
        bucket = Bucket(self._run.where, self._run.number, self._run.name, Kind(name))
        bucket.create()
        return bucket


def settled(cloudformation, stack: str, ends=SETTLED) -> str:
    deadline = time.monotonic() + SECONDS
    while True:
        described = unless("ValidationError", lambda: cloudformation.describe_stacks(StackName=stack))
        status = described["Stacks"][0]["StackStatus"] if described else "DELETE_COMPLETE"
        if status in ends:
            return status
        if time.monotonic() > deadline:
            return f"{status} after {SECONDS} s"
        time.sleep(PAUSE_SECONDS)


def unexpected(lines: list[dict]) -> list[str]:
    """What AWS did otherwise than it says."""
    return [
        f"differs from AWS's documentation: {key}: there `{EXPECTED[key]}`, here `{line['result']}`"
        for line in lines
        if (key := f"{line['bucket']} {line['step']}") in EXPECTED and line["result"] != EXPECTED[key]
    ]
