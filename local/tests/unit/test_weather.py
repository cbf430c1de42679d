"""The weather proxy: what it does to calls, and that the same seed does the same again."""

import itertools
import json
import re
import string
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import choices
from types import SimpleNamespace

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError

from weather import __main__ as rehearsal
from weather import bounds
from weather.forecast import KINDS, Forecast
from weather.proxy import Weather

USER = b"<%sResponse><%sResult><User><UserName>u</UserName></User></%sResult></%sResponse>"
KEY = "<CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey><AccessKeyId>AKIANEW%d</AccessKeyId></AccessKey></CreateAccessKeyResult></CreateAccessKeyResponse>"

SESSION = b"<GetFederationTokenResponse><GetFederationTokenResult><Credentials><AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken></Credentials></GetFederationTokenResult></GetFederationTokenResponse>"


class Emulator(ThreadingHTTPServer):
    """Answers everything, and counts what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked = []
        self.policy = b'{"Statement":[]}'
        self.keys = itertools.count(1)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, body))
        answer = b"<Empty/>"
        if b"Action=CreateAccessKey" in body:
            answer = (KEY % next(self.server.keys)).encode()
        elif b"Action=GetFederationToken" in body:
            answer = SESSION
        elif b"Action=" in body:
            action = body.split(b"Action=")[1].split(b"&")[0]
            answer = USER % (action, action, action, action)
        elif "X-Amz-Target" in self.headers:
            answer = b"{}"
        elif "policy" in self.path:
            if self.command == "PUT":
                self.server.policy = body
            answer = self.server.policy if self.command == "GET" else b""
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _any

    def log_message(self, *_):
        pass


@pytest.fixture
def emulator():
    server = Emulator()
    yield server
    server.shutdown()
    server.server_close()


def client(weather, service, key="AKIAOLD"):
    return boto3.client(service, endpoint_url=f"http://127.0.0.1:{weather.server_address[1]}", region_name="us-east-1", aws_access_key_id=key,
                        aws_secret_access_key="s", config=Config(retries={"total_max_attempts": 1}, read_timeout=5, s3={"addressing_style": "path"}))


def code(call, **arguments):
    with pytest.raises(ClientError) as refused:
        call(**arguments)
    return refused.value.response["Error"]["Code"]


def test_a_new_user_is_seen_late_and_then_is(emulator):
    with Weather(emulator.server_address[1], seed=1, scale=1000, often=0) as weather:
        iam = client(weather, "iam")
        iam.create_user(UserName="u")
        assert code(iam.get_user, UserName="u") == "NoSuchEntity"
        assert code(client(weather, "s3").put_bucket_policy, Bucket="b", Policy='{"AWS":"arn:aws:iam::1:user/p/u"}') == "MalformedPolicy"
        weather.visibility._clock = lambda: float("inf")
        assert iam.get_user(UserName="u")["User"]["UserName"] == "u"


def test_a_new_key_is_no_key_yet(emulator):
    with Weather(emulator.server_address[1], seed=1, scale=1000, often=0) as weather:
        key = client(weather, "iam").create_access_key(UserName="u")["AccessKey"]["AccessKeyId"]
        assert code(client(weather, "sts", key).get_caller_identity) == "InvalidClientTokenId"
        assert code(client(weather, "s3", key).get_bucket_policy, Bucket="b") == "InvalidAccessKeyId"


@pytest.mark.parametrize("call", ["create_access_key", "update_access_key"])
def test_a_user_that_iam_does_not_know_yet_is_asked_for_by_its_bare_name(emulator, call):
    """Whoever may reach users at a path only is denied what has none."""
    with Weather(emulator.server_address[1], seed=1, scale=1000, often=0) as weather:
        iam = client(weather, "iam")
        iam.create_user(UserName="u")
        more = {"AccessKeyId": "AKIANEW000000001", "Status": "Inactive"} if call == "update_access_key" else {}
        with pytest.raises(ClientError) as refused:
            getattr(iam, call)(UserName="u", **more)
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
        assert refused.value.response["Error"]["Code"] == "AccessDenied"
        action = "iam:" + "".join(word.title() for word in call.split("_"))
        assert re.search(rf"is not authorized to perform: {action} on resource: user u because no identity-based policy allows", str(refused.value))
        weather.visibility._clock = lambda: float("inf")
        getattr(iam, call)(UserName="u", **more)


def test_a_policy_that_is_just_attached_lets_nobody_in_yet(emulator):
    """Neither the user's keys, old and new, nor a session of one. Who one is needs no permission."""
    with Weather(emulator.server_address[1], seed=1, often=0) as weather:
        object.__setattr__(weather.forecast, "delay", lambda kind, *_: 60.0 if kind == "attached" else 0.0)
        iam = client(weather, "iam")
        iam.create_user(UserName="u")
        key, others = (iam.create_access_key(UserName=user)["AccessKey"]["AccessKeyId"] for user in ("u", "v"))
        session = client(weather, "sts", key).get_federation_token(Name="ica")["Credentials"]["AccessKeyId"]
        iam.attach_user_policy(UserName="u", PolicyArn="arn:aws:iam::111122223333:policy/ica-connect/p")
        for late in (key, session):
            assert code(client(weather, "s3", late).get_bucket_policy, Bucket="b") == "AccessDenied"
        assert code(client(weather, "sts", key).get_federation_token, Name="ica") == "AccessDenied"
        client(weather, "sts", key).get_caller_identity()
        client(weather, "s3", others).get_bucket_policy(Bucket="b")
        client(weather, "s3").get_bucket_policy(Bucket="b")
        assert weather.visibility.drawn()[-1] == ("u", 60.0)
        weather.visibility._clock = lambda: float("inf")
        client(weather, "s3", session).get_bucket_policy(Bucket="b")
        client(weather, "sts", key).get_federation_token(Name="ica")


def test_keys_are_seen_after_times_that_differ_and_come_again(emulator):
    def delays(seed, *users):
        with Weather(emulator.server_address[1], seed, often=0) as weather:
            for user in users:
                client(weather, "iam").create_access_key(UserName=user)
            return [seconds for _, seconds in weather.visibility.drawn()]

    assert len(set(delays(1, "u", "v", "u"))) == 3
    assert delays(1, "u", "v", "u") == delays(1, "u", "v", "u")
    assert delays(1, "v", "u", "u")[1:] == [delays(1, "u", "v", "u")[0], delays(1, "u", "v", "u")[2]]
    assert delays(1, "u") != delays(2, "u")


def test_a_policy_reads_as_before_for_a_while(emulator):
    with Weather(emulator.server_address[1], seed=1, scale=1000, often=0) as weather:
        s3 = client(weather, "s3")
        before = s3.get_bucket_policy(Bucket="b")["Policy"]
        s3.put_bucket_policy(Bucket="b", Policy='{"Statement":[1]}')
        assert s3.get_bucket_policy(Bucket="b")["Policy"] == before
        weather.visibility._clock = lambda: float("inf")
        assert s3.get_bucket_policy(Bucket="b")["Policy"] == '{"Statement":[1]}'


@pytest.mark.parametrize(("kind", "wanted"), [("throttled", "Throttling"), ("500", "ServiceFailure"), ("throttled, with Retry-After", "Throttling")])
def test_a_call_is_refused_as_aws_does(emulator, kind, wanted):
    with Weather(emulator.server_address[1], seed=1) as weather:
        object.__setattr__(weather.forecast, "of", lambda *_: kind)
        with pytest.raises(ClientError) as refused:
            client(weather, "iam").get_user(UserName="u")
        assert refused.value.response["Error"]["Code"] == wanted
        assert ("retry-after" in refused.value.response["ResponseMetadata"]["HTTPHeaders"]) == ("Retry" in kind)
        assert emulator.asked == []


def test_a_lost_answer_has_been_done(emulator):
    with Weather(emulator.server_address[1], seed=1) as weather:
        object.__setattr__(weather.forecast, "of", lambda *_: "lost")
        with pytest.raises(Exception, match="Connection was closed|closed"):
            client(weather, "iam").create_user(UserName="u")
        assert len(emulator.asked) == 1


def test_the_same_seed_is_the_same_weather():
    def week(seed):
        forecast = Forecast(seed, often=0.3)
        return [(forecast.of("s3", "PutBucketPolicy", "b", number), forecast.delay("user", "u", number)) for number in range(200)]

    assert week(1) == week(1)
    assert week(1) != week(2)
    assert {kind for kind, _ in week(1)} == {None, *KINDS}
    assert all(0 <= delay <= 60 for _, delay in week(1))


def calls_of(weather, bucket):
    """What a connection asks, call by call, four times over."""
    iam, registry, secrets, s3 = (client(weather, service) for service in ("iam", "dynamodb", "secretsmanager", "s3"))
    user = f"ica-{bucket}"
    here = {"TableName": "registry", "Key": {"bucket": {"S": bucket}}}
    key = None
    while key is None:
        try:
            key = iam.create_access_key(UserName=user)["AccessKey"]["AccessKeyId"]
        except (ClientError, ConnectionClosedError):
            yield
    theirs = client(weather, "sts", key)
    secret = f"arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-connect/weather/{user}-{''.join(choices(string.ascii_letters, k=6))}"
    for _ in range(4):
        for call, arguments in (
            (iam.get_user, {"UserName": user}),
            (iam.list_users, {"PathPrefix": "/ica-connect/"}),
            (registry.get_item, here),
            (registry.update_item, here),
            (registry.put_item, {"TableName": "registry", "Item": {"bucket": {"S": f"document#{bucket}#abc"}, "step": {"S": "cors"}}}),
            (registry.transact_write_items, {"TransactItems": [{"Delete": here}]}),
            (registry.scan, {"TableName": "registry", "ExclusiveStartKey": {"bucket": {"S": bucket}}}),
            (registry.get_item, {"TableName": "registry", "Key": {"bucket": {"S": "tenant#ica"}}}),
            (secrets.get_secret_value, {"SecretId": secret}),
            (secrets.describe_secret, {"SecretId": f"ica-connect/weather/{user}"}),
            (theirs.get_federation_token, {"Name": user}),
            (theirs.get_caller_identity, {}),
            (s3.get_bucket_policy, {"Bucket": bucket}),
        ):
            yield
            try:
                call(**arguments)
            except (ClientError, ConnectionClosedError):
                pass


def test_what_a_bucket_meets_does_not_depend_on_the_others(emulator):
    """One script of two buckets, in turn and one after the other; keys and secrets' ARNs are new each time."""
    def met(order):
        with Weather(emulator.server_address[1], seed=1, scale=0, often=0.7, about=r"\bweather-\d+\b") as weather:
            scripts = {bucket: calls_of(weather, bucket) for bucket in ("weather-1", "weather-10")}
            for bucket in order(scripts):
                next(scripts[bucket], None)
            return {bucket: [line for line in weather.met if re.search(rf"\b{bucket}\b", line)] for bucket in scripts}, len(weather.met)

    apart, all_apart = met(lambda scripts: [bucket for bucket in scripts for _ in range(80)])
    in_turn, all_in_turn = met(lambda scripts: [*reversed(scripts)] * 80)
    assert apart == in_turn
    assert sum(map(len, apart.values())) == all_apart == all_in_turn
    assert {line.split(" ")[1] for line in apart["weather-1"]} >= {
        "GetItem", "UpdateItem", "PutItem", "TransactWriteItems", "GetSecretValue", "DescribeSecret", "GetFederationToken", "GetCallerIdentity", "GetBucketPolicy"}


class Account:
    """What one bucket's run left, each kind under the operation that lists it."""

    def __init__(self, policy, **left):
        self.policy, self.there = policy, left

    def get_bucket_policy(self, **_):
        return {"Policy": json.dumps(self.policy)}

    def get_bucket_cors(self, **_):
        raise ClientError({"Error": {"Code": "NoSuchCORSConfiguration"}}, "GetBucketCors")

    def list_object_versions(self, **_):
        return self.there.get("versions", {})

    def get_item(self, **asked):
        assert asked == {"TableName": "registry", "Key": {"bucket": {"S": "weather-1"}}, "ConsistentRead": True}
        return {"Item": self.there["record"]} if "record" in self.there else {}

    def get_paginator(self, operation):
        member = {"list_users": "Users", "list_policies": "Policies", "list_secrets": "SecretList"}[operation]
        return SimpleNamespace(paginate=lambda **_: [{member: self.there.get(operation, [])}])


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ({}, []),
        ({"record": {"state": {"S": "FAILED"}}}, ["the registry has a record, FAILED"]),
        ({"record": {"state": {"S": "CONNECTED"}, "leaseOwner": {"S": "run"}}}, ["the registry has a record, CONNECTED, leased by run"]),
        ({"versions": {"Versions": [{"Key": "probe"}], "DeleteMarkers": [{"Key": "gone"}]}}, ["the object probe is left", "the object gone is left"]),
        ({"list_users": [{"UserName": "ica-weather-1"}, {"UserName": "ica-weather-10"}]}, ["the user ica-weather-1 is left"]),
        ({"list_secrets": [{"Name": "ica-connect/weather/ica-weather-1"}]}, ["the secret ica-connect/weather/ica-weather-1 is left"]),
    ],
)
def test_tells_what_a_run_leaves(monkeypatch, left, told):
    account = Account({"Statement": []}, **left)
    monkeypatch.setattr(rehearsal, "client", lambda *_: account)
    assert [*rehearsal.Rehearsal(4566, {"RegistryTableName": "registry"}).left("weather-1", {"Statement": []})] == told


def test_in_a_calm_nothing_happens_to_a_call(emulator):
    with Weather(emulator.server_address[1], seed=1, scale=1000, often=1) as weather:
        weather.calm = True
        iam = client(weather, "iam")
        iam.create_user(UserName="u")
        assert iam.get_user(UserName="u")["User"]["UserName"] == "u"
        assert weather.met == [] and weather.visibility.drawn() == []


def test_a_run_may_wait_for_its_own_weather_and_no_longer():
    assert bounds.longest(20, [], 0) == 40
    assert bounds.longest(20, [1.0, 60.0], 0) == 40 + 1 + 5 + 60 + 17
    assert bounds.longest(20, [], 2) == 52
    assert bounds.faults(["iam GetUser u: throttled, with Retry-After", "iam GetUser u: not seen yet (NoSuchEntity)", "s3 GetBucketPolicy b: the answer of before", "s3 PutObject b: 500"]) == 2


@pytest.mark.parametrize(("seconds", "code", "told"), [(8.0, 0, "as it should be"), (9.0, 1, "it waited longer than 8.0 s")])
def test_a_run_that_waits_longer_than_it_must_fails(monkeypatch, capsys, seconds, code, told):
    def run(self, number):
        return rehearsal.Ended(number, (), {"connect": 4.0 if number >= rehearsal.CALM else seconds})

    monkeypatch.setattr(rehearsal, "prepare", lambda *_: {})
    monkeypatch.setattr(rehearsal, "keep_to_this_machine", lambda: None)
    monkeypatch.setattr(rehearsal.Rehearsal, "run", run)
    monkeypatch.setattr("sys.argv", ["run", "--runs", "1", "--at-once", "1"])
    assert rehearsal.main() == code
    assert told in capsys.readouterr().out
