"""The stand-in for ICA, as the demo starts it beside a LocalStack."""

import json
import re
import urllib.request
from types import SimpleNamespace

import psutil
import pytest
from botocore.exceptions import ClientError
from demo.stand_in import MEDIA_TYPE, SECRET, NotStarted, StandIn
from server import Server, eventually

from icalocal.commands.build import Build
from icalocal.commands.ica import ica_port
from icalocal.settings import CHECKOUT

BUCKET, USER = "stand-in-bucket", "stand-in-user"


@pytest.fixture(scope="module")
def stage(server: Server) -> SimpleNamespace:
    """What the demo's stack is to the stand-in: a server, and the functions as they are built."""
    build = Build(CHECKOUT)
    build.ensure()
    server.client("s3").create_bucket(Bucket=BUCKET)
    return SimpleNamespace(server=server, build=build, client=server.client)


@pytest.fixture
def ica(stage):
    with StandIn(stage) as ica:
        yield ica


@pytest.fixture
def key(server):
    iam = server.client("iam")
    iam.create_user(UserName=USER)
    key = iam.create_access_key(UserName=USER)["AccessKey"]
    yield key
    for left in iam.list_access_keys(UserName=USER)["AccessKeyMetadata"]:
        iam.delete_access_key(UserName=USER, AccessKeyId=left["AccessKeyId"])
    iam.delete_user(UserName=USER)


def api(ica: StandIn, method: str, path: str, api_key: str, body: dict | None = None) -> dict:
    """As a client of ICA asks."""
    def send(method, path, headers, body=None):
        data = json.dumps(body).encode() if body else None
        request = urllib.request.Request(ica.url + path, method=method, data=data, headers=headers | {"Content-Type": MEDIA_TYPE})
        return json.loads(urllib.request.urlopen(request, timeout=10).read())

    token = send("POST", "/api/tokens", {"X-API-Key": api_key})["token"]
    return send(method, path, {"Authorization": f"Bearer {token}"}, body)


def configuration(ica: StandIn, api_key: str, key: dict, bucket: str) -> str:
    credential = api(ica, "POST", "/api/storageCredentials", api_key, {"name": f"for-{bucket}", "type": "AWS_USER", "awsCredentials": {
        "accessKeyId": key["AccessKeyId"], "secretAccessKey": key["SecretAccessKey"]}})
    return api(ica, "POST", "/api/storageConfigurations", api_key, {
        "name": bucket[:15], "storageCredentialId": credential["id"], "awsDetails": {"bucketName": bucket}})["id"]


def test_a_validation_uses_the_key_on_the_bucket(server, ica, key):
    api_key = server.client("secretsmanager").get_secret_value(SecretId=ica.secret_arn)["SecretString"]
    works = configuration(ica, api_key, key, BUCKET)
    elsewhere = configuration(ica, api_key, key, "no-such-bucket-anywhere")

    assert ica.validate(works)["status"] == "OK"
    assert "does not exist" in ica.validate(elsewhere)["errorMessage"]

    server.client("iam").delete_access_key(UserName=USER, AccessKeyId=key["AccessKeyId"])
    powerless = ica.validate(works)
    assert powerless["status"] == "ERROR"
    assert key["AccessKeyId"] in powerless["errorMessage"]


def test_only_what_changes_something_is_a_write(server, ica, key):
    api_key = server.client("secretsmanager").get_secret_value(SecretId=ica.secret_arn)["SecretString"]
    api(ica, "GET", "/api/regions", api_key)
    assert ica.writes() == []
    mark = ica.mark()

    made = configuration(ica, api_key, key, BUCKET)
    ica.validate(made)

    assert [re.sub(r"[0-9a-f-]{36}", "ID", request.removeprefix("POST /ica/rest/api/")) for request in ica.writes(mark)] == [
        "storageCredentials 201", "storageConfigurations 201", "storageConfigurations/ID:validate 204"]


def test_it_listens_on_loopback_next_to_localstack_and_its_api_key_does_not_show(server, ica):
    api_key = server.client("secretsmanager").get_secret_value(SecretId=ica.secret_arn)["SecretString"]
    process = psutil.Process(ica.process.pid)
    listening = [connection.laddr for connection in process.net_connections("tcp") if connection.status == psutil.CONN_LISTEN]

    assert {address.ip.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}
    assert {address.port for address in listening} == {ica_port(server.port)}
    assert api_key not in " ".join(process.cmdline()) and api_key not in str(process.environ())
    assert api_key not in ica.log.read_text()


def test_it_ends_with_the_demo_and_takes_its_secret_away(server, stage):
    with StandIn(stage) as ica:
        pid = ica.process.pid

    assert not psutil.pid_exists(pid)
    with pytest.raises(ClientError, match="ResourceNotFound"):
        server.client("secretsmanager").describe_secret(SecretId=SECRET)


def test_a_secret_that_a_killed_demo_left_gets_the_new_api_key(server, stage):
    secrets = server.client("secretsmanager")
    left = secrets.create_secret(Name=SECRET, SecretString="old")["ARN"]

    with StandIn(stage) as ica:
        assert ica.secret_arn == left
        api_key = secrets.get_secret_value(SecretId=left)["SecretString"]
        assert api_key != "old" and api(ica, "GET", "/api/regions", api_key)["items"]


def test_it_ends_when_the_demo_is_killed(stage):
    with StandIn(stage) as ica:
        ica.process.stdin.close()  # which is what is left of a killed demo

        assert eventually(lambda: ica.process.poll() is not None)


def test_a_taken_port_is_said(stage, ica):
    with pytest.raises(NotStarted, match="Address already in use"):
        StandIn(stage).__enter__()
