"""What the acceptance run leaves out: doors, many buckets at once, and a connect that fails half-way and is taken back."""

import json
import time

from botocore.exceptions import ClientError

from acceptance.estate import Bucket, Kind
from icalocal.settings import CHECKOUT

SECONDS = 300
EXAMPLE = CHECKOUT / "examples" / "connect-existing-bucket.yaml"


class Doors:
    def __init__(self, run) -> None:
        self._run = run
        self._client = run.where.client

    def steps(self):
        return {
            "not there": self.not_there,
            "taken back": self.taken_back,
            "custom resource": self.custom_resource,
            "event": self.event,
            "connect many": self.connect_many,
            "schedule": self.schedule,
            "disconnect all": self.disconnect_all,
            "expiry": self.expiry,
        }

    def not_there(self) -> str:
        return self._run._execute("Connect", {"bucket": f"{self._run.name}-nowhere"})

    def taken_back(self) -> str:
        """A bucket has at most a hundred CORS rules: that branch refuses while the other makes the user."""
        bucket = self._bucket("full")
        rule = {"AllowedMethods": ["GET"], "AllowedOrigins": ["https://lab.example.org"]}
        self._client("s3").put_bucket_cors(Bucket=bucket.name, CORSConfiguration={"CORSRules": [rule | {"ID": f"rule-{n}"} for n in range(100)]})
        before = bucket.configuration()
        status, answer = self._run._execution("Connect", {"bucket": bucket.name})
        left = [user["UserName"] for user in self._client("iam").list_users()["Users"] if user["Path"].startswith("/ica-connect/")]
        words = [self._run._words(status, answer), f"undone: {answer.get('failure', {}).get('undone')}", f"users left: {len(left)}"]
        return "; ".join([*words, "as before" if bucket.configuration() == before else "not as before"])

    def custom_resource(self) -> str:
        """The example's stack, made and deleted."""
        bucket, stack = self._bucket("declared"), f"{self._run.name}-declares"
        before = bucket.configuration()
        cloudformation = self._client("cloudformation")
        parameters = {"BucketName": bucket.name, "ConnectorStack": self._run.name}
        cloudformation.create_stack(StackName=stack, TemplateBody=EXAMPLE.read_text(),
                                    Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()])
        made = self._settled(stack)
        described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
        outputs = sorted(output["OutputKey"] for output in described.get("Outputs", []))
        during = self._state(bucket.name)
        cloudformation.delete_stack(StackName=stack)
        deleted = self._settled(stack)
        same = "as before" if bucket.configuration() == before else "not as before"
        return f"{made}: {', '.join(outputs)}; {during}; {deleted}; {self._state(bucket.name)}; {same}"

    def event(self) -> str:
        """Asked for and given back by events on the default bus."""
        bucket = self._bucket("asked")
        before = bucket.configuration()
        self._ask({"bucket": bucket.name})
        connected = self._until(lambda: self._state(bucket.name), ("CONNECTED", "FAILED", "DEGRADED"))
        self._ask({"bucket": bucket.name, "action": "disconnect"})
        gone = self._until(lambda: self._state(bucket.name), ("no record", "DEGRADED"))
        return f"{connected}; {gone}; {'as before' if bucket.configuration() == before else 'not as before'}"

    def connect_many(self) -> str:
        buckets = [self._bucket(f"many-{n}").name for n in range(3)]
        status, answer = self._run._execution("ConnectMany", {"buckets": [*buckets, f"{self._run.name}-nowhere"]})
        counts = {key: value for key, value in answer.items() if isinstance(value, int)}
        return f"{status}; {counts}; {answer.get('failedByReason')}"

    def schedule(self) -> str:
        """EventBridge Scheduler starts the audit by the stack's own target and role."""
        scheduler, states = self._client("scheduler"), self._client("stepfunctions")
        machine = self._run.outputs["AuditStateMachineArn"]
        listed = scheduler.list_schedules()["Schedules"]
        named = next(one["Name"] for one in listed if self._run.name in one["Name"] and one["Target"]["Arn"] == machine)
        found = scheduler.get_schedule(Name=named)
        before = {one["executionArn"] for one in states.list_executions(stateMachineArn=machine)["executions"]}
        scheduler.update_schedule(Name=named, Target=found["Target"], FlexibleTimeWindow={"Mode": "OFF"},
                                  ScheduleExpression=time.strftime("at(%Y-%m-%dT%H:%M:%S)", time.gmtime(time.time() + 1)))

        def started() -> dict:
            new = [one["executionArn"] for one in states.list_executions(stateMachineArn=machine)["executions"] if one["executionArn"] not in before]
            return states.describe_execution(executionArn=new[0]) if new else {"status": "not started"}

        status = self._until(lambda: started()["status"], ("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"))
        audit = started()
        return f"{status}; {audit.get('input')}; {json.loads(audit.get('output') or '{}').get('byOutcome')}"

    def expiry(self) -> str:
        """What the doors keep for a while goes by itself; what has no such attribute stays."""
        dynamodb, table = self._client("dynamodb"), self._run.outputs["RegistryTableName"]
        old = {"bucket": {"S": "request#second-opinion"}, "expires": {"N": str(int(time.time()) - 60)}}
        dynamodb.put_item(TableName=table, Item=old)
        dynamodb.put_item(TableName=table, Item={"bucket": {"S": "second-opinion"}})
        gone = self._until(lambda: "gone" if not self._item("request#second-opinion") else "there", ("gone",))
        return f"{gone}; {'the other stays' if self._item('second-opinion') else 'the other is gone'}"

    def disconnect_all(self) -> str:
        status, answer = self._run._execution("DisconnectAll", {"disconnect": "every bucket of this stack"})
        return f"{status}; {answer.get('disconnected')}"

    def _bucket(self, name: str) -> Bucket:
        bucket = Bucket(self._run.where, self._run.number, self._run.name, Kind(name))
        bucket.create()
        return bucket

    def _ask(self, detail: dict) -> None:
        entry = {"Source": "ica.connect", "DetailType": "Bucket Connection Requested", "Detail": json.dumps(detail)}
        self._client("events").put_events(Entries=[entry])

    def _state(self, bucket: str) -> str:
        """Of the connection, in the registry."""
        return self._item(bucket).get("state", {}).get("S", "no record")

    def _item(self, key: str) -> dict:
        table = self._run.outputs["RegistryTableName"]
        return self._client("dynamodb").get_item(TableName=table, Key={"bucket": {"S": key}}, ConsistentRead=True).get("Item", {})

    def _settled(self, stack: str) -> str:
        def status() -> str:
            try:
                return self._client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
            except ClientError as gone:
                if gone.response["Error"]["Code"] != "ValidationError":
                    raise
                return "DELETE_COMPLETE"

        return self._until(status, ("CREATE_COMPLETE", "CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_COMPLETE", "DELETE_FAILED"))

    def _until(self, look, ends: tuple[str, ...]) -> str:
        deadline = time.monotonic() + SECONDS
        while (found := look()) not in ends:
            if time.monotonic() > deadline:
                return f"{found} after {SECONDS} s"
            time.sleep(0.5)
        return found
