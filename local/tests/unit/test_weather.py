"""The weather proxy: what it does to calls, and that the same seed does the same again."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from weather.forecast import KINDS, Forecast
from weather.proxy import Weather

USER = b"<%sResponse><%sResult><User><UserName>u</UserName></User></%sResult></%sResponse>"
KEY = b"<CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey><AccessKeyId>AKIANEW</AccessKeyId></AccessKey></CreateAccessKeyResult></CreateAccessKeyResponse>"


class Emulator(ThreadingHTTPServer):
    """Answers everything, and counts what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked = []
        self.policy = b'{"Statement":[]}'
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, body))
        answer = b"<Empty/>"
        if b"Action=CreateAccessKey" in body:
            answer = KEY
        elif b"Action=" in body:
            action = body.split(b"Action=")[1].split(b"&")[0]
            answer = USER % (action, action, action, action)
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
        client(weather, "iam").create_access_key(UserName="u")
        assert code(client(weather, "sts", "AKIANEW").get_caller_identity) == "InvalidClientTokenId"
        assert code(client(weather, "s3", "AKIANEW").get_bucket_policy, Bucket="b") == "InvalidAccessKeyId"


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
