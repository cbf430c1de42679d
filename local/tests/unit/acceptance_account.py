"""An account that remembers: what the sweep looks at and deletes, and which operations it denies, for ever or for some calls."""

from botocore.exceptions import ClientError

from acceptance.name import TAG


class RememberedAccount:
    def __init__(self, *, stack: str | None = None, stacks_buckets=()) -> None:
        self.region = "us-east-1"
        self.stacks = {stack} if stack else set()
        self.stacks_buckets = list(stacks_buckets)
        self.buckets: dict[str, dict[str, str]] = {name: {} for name in stacks_buckets}
        self.users: dict[str, str] = {}
        """The path of each by its name."""
        self.secrets: set[str] = set()
        self.tables: dict[str, dict[str, str]] = {}
        self.policies: dict[str, str] = {}
        self.keys: dict[str, dict[str, str]] = {}
        self.executions: set[str] = set()
        self.keys_to_go: list[str] = []
        self.objects: dict[str, list[str]] = {}
        self.denies: dict[tuple[str, str], int] = {}
        """How often an operation on a name is denied yet."""
        self.gone: set[str] = set()
        """Buckets that are listed yet."""
        self.calls: list[str] = []
        self.deleted_stacks: list[str] = []

    def client(self, service: str, **_):
        return _Client(self)

    def everything(self) -> list[str]:
        kinds = {"stack": self.stacks, "bucket": self.buckets, "user": self.users, "secret": self.secrets, "table": self.tables, "policy": self.policies,
                 "key": self.keys.keys() - set(self.keys_to_go)}
        return sorted(f"{kind} {name}" for kind, names in kinds.items() for name in names)


class _Client:
    def __init__(self, account: RememberedAccount) -> None:
        self._account = account

    def __getattr__(self, operation: str):
        def call(**arguments):
            self._account.calls.append(operation)
            key = (operation, next(iter(arguments.values()), ""))
            if self._account.denies.get(key, 0) > 0:
                self._account.denies[key] -= 1
                raise refused("AccessDenied", operation)
            does = getattr(type(self), f"_{operation}", None)
            return does(self, **arguments) if does else {}

        return call

    def get_paginator(self, operation: str):
        return _Pages(getattr(self, operation))

    def _list_buckets(self):
        return {"Buckets": [{"Name": name} for name in [*self._account.buckets, *self._account.gone]]}

    def _get_bucket_tagging(self, Bucket):
        if Bucket in self._account.gone:
            raise refused("NoSuchBucket", "get_bucket_tagging")
        tags = self._account.buckets[Bucket]
        if not tags:
            raise refused("NoSuchTagSet", "get_bucket_tagging")
        return {"TagSet": [{"Key": key, "Value": value} for key, value in tags.items()]}

    def _list_object_versions(self, Bucket):
        return {"Versions": [{"Key": name, "VersionId": "1"} for name in self._account.objects.get(Bucket, [])]}

    def _delete_object(self, Bucket, Key, VersionId):
        self._account.objects[Bucket].remove(Key)

    def _create_key(self, Description, Policy, Tags):
        self._account.keys["arn:key/new"] = {tag["TagKey"]: tag["TagValue"] for tag in Tags}
        return {"KeyMetadata": {"Arn": "arn:key/new"}}

    def _list_keys(self):
        return {"Keys": [{"KeyArn": arn} for arn in self._account.keys]}

    def _list_resource_tags(self, KeyId):
        return {"Tags": [{"TagKey": key, "TagValue": value} for key, value in self._account.keys[KeyId].items()]}

    def _describe_key(self, KeyId):
        return {"KeyMetadata": {"KeyState": "PendingDeletion" if KeyId in self._account.keys_to_go else "Enabled"}}

    def _schedule_key_deletion(self, KeyId, PendingWindowInDays):
        assert PendingWindowInDays == 7
        self._account.keys_to_go.append(KeyId)

    def _delete_bucket(self, Bucket):
        del self._account.buckets[Bucket]

    def _list_users(self):
        return {"Users": [{"UserName": name, "Path": path} for name, path in self._account.users.items()]}

    def _list_attached_user_policies(self, UserName):
        return {"AttachedPolicies": []}

    def _list_access_keys(self, UserName):
        return {"AccessKeyMetadata": [{"AccessKeyId": "AKIA"}]}

    def _delete_user(self, UserName):
        del self._account.users[UserName]

    def _list_policies(self, Scope):
        return {"Policies": [{"PolicyName": name, "Path": path, "Arn": name} for name, path in self._account.policies.items()]}

    def _list_policy_versions(self, PolicyArn):
        return {"Versions": [{"VersionId": "v1", "IsDefaultVersion": True}]}

    def _delete_policy(self, PolicyArn):
        del self._account.policies[PolicyArn]

    def _list_secrets(self):
        return {"SecretList": [{"Name": name} for name in self._account.secrets]}

    def _delete_secret(self, SecretId, ForceDeleteWithoutRecovery):
        self._account.secrets.remove(SecretId)

    def _list_tables(self):
        return {"TableNames": list(self._account.tables)}

    def _describe_table(self, TableName):
        return {"Table": {"TableArn": TableName}}

    def _list_tags_of_resource(self, ResourceArn):
        return {"Tags": [{"Key": key, "Value": value} for key, value in self._account.tables[ResourceArn].items()]}

    def _scan(self, TableName, ProjectionExpression, ExpressionAttributeNames):
        return {"Items": []}

    def _delete_table(self, TableName):
        del self._account.tables[TableName]

    def _describe_log_groups(self):
        return {"logGroups": []}

    def _describe_stacks(self, StackName):
        if StackName not in self._account.stacks:
            raise refused("ValidationError", "describe_stacks")
        return {"Stacks": [{"StackStatus": "CREATE_COMPLETE"}]}

    def _list_stack_resources(self, StackName):
        return {"StackResourceSummaries": [{"ResourceType": "AWS::S3::Bucket", "PhysicalResourceId": name} for name in self._account.stacks_buckets] + [
            {"ResourceType": "AWS::StepFunctions::StateMachine", "PhysicalResourceId": "arn:connect"}, {"ResourceType": "AWS::SQS::Queue"}]}

    def _list_executions(self, stateMachineArn, statusFilter):
        assert (stateMachineArn, statusFilter) == ("arn:connect", "RUNNING")
        return {"executions": [{"executionArn": arn} for arn in self._account.executions]}

    def _stop_execution(self, executionArn, cause):
        self._account.executions.remove(executionArn)

    def _delete_stack(self, StackName):
        self._account.stacks.remove(StackName)
        self._account.deleted_stacks.append(StackName)


class _Pages:
    def __init__(self, operation) -> None:
        self._operation = operation

    def paginate(self, **arguments):
        return [self._operation(**arguments)]


def refused(code: str, operation: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "so it says"}}, "".join(word.title() for word in operation.split("_")))


RUN = "ica-acc-0a1b2c"


def left_by_a_run() -> RememberedAccount:
    account = RememberedAccount(stack=RUN, stacks_buckets=[f"{RUN}-runsbucket-1x"])
    account.buckets |= {f"{RUN}-plain": {TAG: RUN}, f"{RUN}-artifacts": {TAG: RUN}}
    account.users = {f"ica-{RUN}-plain": f"/ica-connect/{RUN}/us-east-1/"}
    account.policies = {f"ica-{RUN}-plain-policy": f"/ica-connect/{RUN}/us-east-1/", f"{RUN}-ConnectionBoundary-1X": "/"}
    account.secrets = {f"ica-connect/{RUN}/ica-{RUN}-plain"}
    account.tables = {f"{RUN}-Registry-1X": {TAG: RUN}}
    account.keys = {"arn:key/run": {TAG: RUN}}
    account.objects = {f"{RUN}-plain": ["acceptance.txt"]}
    return account
