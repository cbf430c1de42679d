"""What was written and is not seen yet."""

import json
import re
import threading
import time
from collections import Counter

from weather.call import Call
from weather.forecast import Forecast

BORN = {"CreateUser": "user", "CreatePolicy": "policy", "CreateSecret": "secret", "CreateAccessKey": "key", "AttachUserPolicy": "attached"}
OF_A_USER = {"GetUser", "CreateAccessKey", "ListAccessKeys", "AttachUserPolicy", "ListAttachedUserPolicies", "TagUser", "UpdateAccessKey", "ListUserTags"}
# Denied to whoever may reach users at a path only: of a user that is not known yet there is just the name.
BY_BARE_NAME = {"CreateAccessKey", "UpdateAccessKey"}
OF_A_POLICY = {"GetPolicy", "GetPolicyVersion", "ListPolicyVersions", "AttachUserPolicy", "CreatePolicyVersion", "ListPolicyTags"}
OF_A_SECRET = {"GetSecretValue", "DescribeSecret", "PutSecretValue", "UpdateSecretVersionStage", "TagResource"}


class Visibility:
    def __init__(self, forecast: Forecast, scale: float, clock=time.monotonic) -> None:
        self._forecast = forecast
        self._scale = scale
        self._clock = clock
        self._seen_from: dict[tuple[str, str], float] = {}
        self._old: dict[tuple[str, str], tuple[float, tuple]] = {}
        self._last: dict[tuple[str, str], tuple] = {}
        self._births = Counter()
        self._users: dict[str, str] = {}
        self._drawn: list[tuple[str, float]] = []
        self._lock = threading.Lock()

    def refusal(self, call: Call) -> tuple[int, str, str] | None:
        """Status, code and message of a call about something that AWS does not see yet."""
        if call.service == "iam":
            if call.operation in BY_BARE_NAME and self._hidden("user", call.thing):
                return _denied(f"iam:{call.operation} on resource: user {call.thing}")
            if call.operation in OF_A_USER and self._hidden("user", call.thing):
                return 404, "NoSuchEntity", f"The user with name {call.thing} cannot be found."
            policy = re.search(rb"PolicyArn=[^&]*%2F([\w.-]+)", call.body)
            if call.operation in OF_A_POLICY and policy and self._hidden("policy", policy[1].decode()):
                return 404, "NoSuchEntity", f"Policy {policy[1].decode()} does not exist or is not attachable."
        if call.service == "secretsmanager" and call.operation in OF_A_SECRET and self._hidden("secret", call.thing):
            return 400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."
        if call.operation == "PutBucketPolicy":
            for user in re.findall(rb":user/(?:[\w+=,.@/-]+/)?([\w+=,.@-]+)", call.body):
                if self._hidden("user", user.decode()):
                    return 400, "MalformedPolicy", "Invalid principal in policy"
        if self._hidden("key", call.key):
            return (403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.") if call.service == "s3" else (
                403, "InvalidClientTokenId", "The security token included in the request is invalid.")
        # Who one is may be asked without any permission.
        if call.service in ("s3", "sts") and call.operation != "GetCallerIdentity" and self._hidden("attached", self.user_of(call.key)):
            return _denied(f"{call.service}:{call.operation} on resource: {call.thing}")
        return None

    def stale(self, call: Call) -> tuple | None:
        """The answer from before the last write, for as long as it lasts."""
        with self._lock:
            until, answer = self._old.get((call.operation.removeprefix("Get"), call.thing), (0.0, ()))
            return answer if call.operation.startswith("Get") and self._clock() < until else None

    def answered(self, call: Call, answer: tuple) -> None:
        status, _, body = answer
        with self._lock:
            if call.operation in ("GetBucketPolicy", "GetBucketCors"):
                self._last[(call.operation[3:], call.thing)] = answer
            if status >= 300:
                return
            if call.operation == "GetFederationToken":
                self._users[_key(body)] = self._users.get(call.key, "")
            if call.operation in BORN:
                kind, name = BORN[call.operation], self._name(call, body)
                if kind == "key":
                    self._users[name] = call.thing
                # A key's own id is drawn by AWS: the user and which of its keys this is come again.
                self._seen_from[(kind, name)] = self._clock() + self._delay(kind, call.thing if kind == "key" else name)
            for what in ("BucketPolicy", "BucketCors"):
                if call.operation in (f"Put{what}", f"Delete{what}") and (what, call.thing) in self._last:
                    self._old[(what, call.thing)] = (self._clock() + self._delay(what, call.thing), self._last[(what, call.thing)])

    def user_of(self, key: str) -> str:
        """Whose key or session this is, where it was made here."""
        with self._lock:
            return self._users.get(key, "")

    def drawn(self) -> list[tuple[str, float]]:
        """What each write was about, and the seconds until it is seen, in order."""
        with self._lock:
            return [*self._drawn]

    def _delay(self, kind: str, thing: str) -> float:
        self._births[(kind, thing)] += 1
        seconds = self._scale * self._forecast.delay(kind, thing, self._births[(kind, thing)])
        self._drawn.append((thing, seconds))
        return seconds

    def _hidden(self, kind: str, name: str) -> bool:
        with self._lock:
            return self._clock() < self._seen_from.get((kind, name), 0.0)

    @staticmethod
    def _name(call: Call, body: bytes) -> str:
        if call.operation == "CreateAccessKey":
            return _key(body)
        if call.operation == "CreateSecret":
            return json.loads(body).get("Name", call.thing)
        return call.thing


def _key(body: bytes) -> str:
    found = re.search(rb"<AccessKeyId>(\w+)</AccessKeyId>", body)
    return found[1].decode() if found else ""


def _denied(what: str) -> tuple[int, str, str]:
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"""
    return 403, "AccessDenied", f"User: arn:aws:sts::111122223333:assumed-role/weather/weather is not authorized to perform: {what} because no identity-based policy allows the {what.split()[0]} action"
