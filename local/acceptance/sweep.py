"""Finds and deletes everything of one run, and nothing of anybody else's; running it twice changes nothing."""

import time

from acceptance import key
from acceptance.account import Account
from acceptance.estate import empty_and_delete
from acceptance.name import FAILS, TAG
from acceptance.refusals import REFUSALS, code, denied, named, unless

DELETION_SECONDS = 900
# How long what AWS denies is tried again: it learns late of a policy that is gone.
DENIED_SECONDS = 60
PAUSE_SECONDS = 2
USED = "acceptance.txt"
"""The object that a run writes, reads and deletes as ICA does."""


class Sweep:
    """A name that begins like the run's proves nothing: connections' users and secrets are known by their path, buckets and
    tables by the run's tag or by its stack, keys by its tag."""

    def __init__(self, account: Account, run: str) -> None:
        self._account = account
        self._run = run
        self._made: set[str] = set()
        """The buckets and tables of the run's stack, which outlive it."""
        self._machines: list[str] = []
        self._others_keys: set[str] = set()
        self.keys_to_go: list[str] = []
        """Those whose deletion is scheduled, as KMS deletes none at once."""
        self._refused: dict[tuple[str, str], str] = {}

    def everything(self) -> None:
        s3, secrets, logs, kms, states = (self._account.client(service) for service in ("s3", "secretsmanager", "logs", "kms", "stepfunctions"))
        self._each("stack", self._stacks, self._remember)
        # Whatever is at work yet would make anew what goes.
        self._each("execution", self._executions, lambda arn: states.stop_execution(executionArn=arn, cause="The acceptance run has ended."))
        self._each("user", self._users, self._delete_user)
        self._each("policy", self._policies, self._delete_policy)
        self._each("secret", self._secrets, lambda name: secrets.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True))
        self._each("bucket", lambda: [name for name in self._buckets() if not name.endswith("-artifacts")], lambda name: empty_and_delete(s3, name))
        # What they list is gone by now; a stack that still lists connections is not deleted.
        self._each("table", self._tables, self._empty)
        self._each("stack", self._stacks, self._delete_stack)
        self._each("bucket", self._buckets, lambda name: empty_and_delete(s3, name))
        self._each("table", self._tables, self._delete_table)
        self._each("boundary", self._boundaries, lambda arn: self._account.client("iam").delete_policy(PolicyArn=arn))
        self._each("key", self._keys, lambda arn: kms.schedule_key_deletion(KeyId=arn, PendingWindowInDays=key.DAYS_UNTIL_GONE))
        self._each("log group", self._log_groups, lambda name: logs.delete_log_group(logGroupName=name))

    def left(self) -> list[str]:
        """What of the run is there, and why; what nobody could list is not nothing."""
        found = []
        for kind, listed in self._kinds().items():
            try:
                found += [f"{kind} {name}" + self._why(kind, name) for name in listed()]
            except REFUSALS as refused:
                found.append(f"whatever {kind} there is: {named(refused)}")
        return found

    def of_connection(self, bucket: str) -> list[str]:
        """What is there of one bucket's connection; what was written with its key, a person deletes."""
        kinds = {"object": self._objects, "user": self._users, "access key": self._access_keys, "policy": self._policies, "secret": self._secrets}
        return [f"{kind} {name}" for kind, listed in kinds.items() for name in listed() if bucket in name and not name.endswith(USED)]

    def looked_for(self) -> list[str]:
        return [*self._kinds()]

    def _kinds(self):
        return {"stack": self._stacks, "bucket": self._buckets, "object": self._objects, "table": self._tables, "user": self._users,
                "access key": self._access_keys, "policy": self._policies, "boundary": self._boundaries, "secret": self._secrets, "key": self._keys,
                "log group": self._log_groups}

    def wait_until_nothing(self, seconds: int = 120) -> list[str]:
        """Deletions become visible late."""
        deadline = time.monotonic() + seconds
        while (found := self.left()) and time.monotonic() < deadline:
            time.sleep(PAUSE_SECONDS)
        return found

    def doubtful(self) -> list[str]:
        """What is named like the run and nothing proves to be its: whose it is, a person knows."""
        found = []
        for kind, alike, tags in (("bucket", self._named_buckets, self._tags_of_bucket), ("table", self._named_tables, self._tags_of_table)):
            try:
                there = {name: tags(name) for name in alike() if name not in self._made}
                found += [f"{kind} {name}" + self._why(kind, name) for name, said in sorted(there.items()) if said is not None and not self._tagged(said)]
            except REFUSALS as refused:
                found.append(f"whatever {kind} there is: {named(refused)}")
        return found

    def _each(self, kind: str, listed, delete) -> None:
        """One that is refused keeps no other; a list that is refused, left() tells."""
        deadline = time.monotonic() + DENIED_SECONDS
        try:
            names = listed()
        except REFUSALS:
            return
        while names := [name for name in names if self._denied(kind, name, delete)]:
            if time.monotonic() > deadline:
                return
            time.sleep(PAUSE_SECONDS)

    def _denied(self, kind: str, name: str, delete) -> bool:
        self._refused.pop((kind, name), None)
        try:
            delete(name)
        except REFUSALS as refused:
            self._refused[kind, name] = named(refused)
            return denied(refused)
        return False

    def _why(self, kind: str, name: str) -> str:
        refused = self._refused.get((kind, name))
        return f": {refused}" if refused else ""

    def _delete_user(self, user: str) -> None:
        iam = self._account.client("iam")
        for policy in iam.list_attached_user_policies(UserName=user)["AttachedPolicies"]:
            iam.detach_user_policy(UserName=user, PolicyArn=policy["PolicyArn"])
        for key in iam.list_access_keys(UserName=user)["AccessKeyMetadata"]:
            iam.delete_access_key(UserName=user, AccessKeyId=key["AccessKeyId"])
        iam.delete_user(UserName=user)

    def _delete_policy(self, arn: str) -> None:
        iam = self._account.client("iam")
        for version in iam.list_policy_versions(PolicyArn=arn)["Versions"]:
            if not version["IsDefaultVersion"]:
                iam.delete_policy_version(PolicyArn=arn, VersionId=version["VersionId"])
        iam.delete_policy(PolicyArn=arn)

    def _empty(self, table: str) -> None:
        dynamodb = self._account.client("dynamodb")
        for page in dynamodb.get_paginator("scan").paginate(TableName=table, ProjectionExpression="#key", ExpressionAttributeNames={"#key": "bucket"}):
            for item in page["Items"]:
                dynamodb.delete_item(TableName=table, Key=item)

    def _delete_table(self, table: str) -> None:
        dynamodb = self._account.client("dynamodb")
        dynamodb.update_table(TableName=table, DeletionProtectionEnabled=False)
        dynamodb.delete_table(TableName=table)

    def _delete_stack(self, stack: str) -> None:
        self._account.client("cloudformation").delete_stack(StackName=stack)
        deadline = time.monotonic() + DELETION_SECONDS
        while (status := self._status(stack)) and time.monotonic() < deadline:
            if status == "DELETE_FAILED":
                self._refused["stack", stack] = "DELETE_FAILED. Remedy: look at its events, then sweep again."
                return
            time.sleep(PAUSE_SECONDS)

    def _remember(self, stack: str) -> None:
        resources = self._all("cloudformation", "list_stack_resources", "StackResourceSummaries", StackName=stack)
        made = [(one["ResourceType"], one["PhysicalResourceId"]) for one in resources if one.get("PhysicalResourceId")]
        self._made |= {name for kind, name in made if kind in ("AWS::S3::Bucket", "AWS::DynamoDB::Table")}
        self._machines = [arn for kind, arn in made if kind == "AWS::StepFunctions::StateMachine"]

    def _executions(self) -> list[str]:
        return [one["executionArn"] for arn in self._machines
                for one in self._all("stepfunctions", "list_executions", "executions", stateMachineArn=arn, statusFilter="RUNNING")]

    def _stacks(self) -> list[str]:
        # What was made to fail needs the functions of the other.
        return [stack for stack in (self._run + FAILS, self._run) if self._status(stack)]

    def _status(self, stack: str) -> str | None:
        described = unless("ValidationError", lambda: self._account.client("cloudformation").describe_stacks(StackName=stack))
        status = described["Stacks"][0]["StackStatus"] if described else "DELETE_COMPLETE"
        return None if status == "DELETE_COMPLETE" else status

    def _buckets(self) -> list[str]:
        return [name for name in self._named_buckets() if name in self._made or self._tagged(self._tags_of_bucket(name))]

    def _named_buckets(self) -> list[str]:
        return [bucket["Name"] for bucket in self._account.client("s3").list_buckets()["Buckets"] if self._is_named(bucket["Name"])]

    def _tags_of_bucket(self, name: str) -> list[dict] | None:
        return self._asked("bucket", name, lambda: self._account.client("s3").get_bucket_tagging(Bucket=name)["TagSet"])

    def _objects(self) -> list[str]:
        return [f"{bucket}/{one['Key']}" for bucket in self._buckets()
                for page in self._account.client("s3").get_paginator("list_object_versions").paginate(Bucket=bucket)
                for one in page.get("Versions", []) + page.get("DeleteMarkers", [])]

    def _tables(self) -> list[str]:
        return [name for name in self._named_tables() if name in self._made or self._tagged(self._tags_of_table(name))]

    def _named_tables(self) -> list[str]:
        return [name for name in self._all("dynamodb", "list_tables", "TableNames") if self._is_named(name)]

    def _tags_of_table(self, name: str) -> list[dict] | None:
        dynamodb = self._account.client("dynamodb")

        def tags() -> list[dict]:
            return dynamodb.list_tags_of_resource(ResourceArn=dynamodb.describe_table(TableName=name)["Table"]["TableArn"])["Tags"]

        return self._asked("table", name, tags)

    def _asked(self, kind: str, name: str, tags) -> list[dict] | None:
        """None where it has gone since it was listed. One whose tags cannot be read is doubtful, and keeps no other."""
        try:
            return tags()
        except REFUSALS as refused:
            if code(refused) in ("NoSuchBucket", "ResourceNotFoundException"):
                return None
            if code(refused) != "NoSuchTagSet":
                self._refused[kind, name] = named(refused)
            return []

    def _tagged(self, tags: list[dict] | None) -> bool:
        return {"Key": TAG, "Value": self._run} in (tags or [])

    def _is_named(self, name: str) -> bool:
        return name.startswith(f"{self._run}-")

    def _users(self) -> list[str]:
        return [user["UserName"] for user in self._all("iam", "list_users", "Users") if self._is_at_path(user)]

    def _access_keys(self) -> list[str]:
        return [f"of {user}: {one['AccessKeyId']}" for user in self._users()
                for one in self._all("iam", "list_access_keys", "AccessKeyMetadata", UserName=user)]

    def _policies(self) -> list[str]:
        return [policy["Arn"] for policy in self._all("iam", "list_policies", "Policies", Scope="Local") if self._is_at_path(policy)]

    def _boundaries(self) -> list[str]:
        """What outlives the stack."""
        return [policy["Arn"] for policy in self._all("iam", "list_policies", "Policies", Scope="Local")
                if policy["PolicyName"].startswith(f"{self._run}-ConnectionBoundary")]

    def _is_at_path(self, one: dict) -> bool:
        return one["Path"].startswith(f"/ica-connect/{self._run}/")

    def _secrets(self) -> list[str]:
        return [secret["Name"] for secret in self._all("secretsmanager", "list_secrets", "SecretList") if secret["Name"].startswith(f"ica-connect/{self._run}/")]

    def _keys(self) -> list[str]:
        """
        Those of the run that are to be had yet. A key's own policy may hide its tags from us, and the run's own lets the
        account's IAM policies decide: where some tags can be read, a key that hides its own is somebody else's.
        """
        kms, found, read, hidden = self._account.client("kms"), [], False, None
        self.keys_to_go = []
        for arn in [one["KeyArn"] for one in self._all("kms", "list_keys", "Keys")]:
            if arn in self._others_keys:
                read = True
                continue
            try:
                tags = self._all("kms", "list_resource_tags", "Tags", KeyId=arn)
            except REFUSALS as refused:
                if denied(refused):
                    hidden = refused
                elif code(refused) != "NotFoundException":
                    raise
                continue
            read = True
            if {"TagKey": TAG, "TagValue": self._run} not in tags:
                self._others_keys.add(arn)
            else:
                (self.keys_to_go if key.scheduled(kms, arn) else found).append(arn)
        if hidden and not read:
            raise hidden
        return found

    def _log_groups(self) -> list[str]:
        names = (group["logGroupName"] for group in self._all("logs", "describe_log_groups", "logGroups"))
        return [name for name in names if name.startswith(f"/aws/lambda/{self._run}-") or name == f"/aws/vendedlogs/states/{self._run}"]

    def _all(self, service: str, operation: str, member: str, **arguments) -> list:
        return [one for page in self._account.client(service).get_paginator(operation).paginate(**arguments) for one in page[member]]
