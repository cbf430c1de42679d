"""S3's answers to browsers (CORS), and the refusals that LocalStack lacks."""

import http.client
import json

import pytest
from botocore.exceptions import ClientError

ORIGIN = "https://ica.illumina.com"


@pytest.fixture
def bucket(server):
    s3, name = server.client("s3"), "reads-of-a-laboratory"
    s3.create_bucket(Bucket=name)
    s3.put_object(Bucket=name, Key="a", Body=b"x")
    yield name
    s3.delete_object(Bucket=name, Key="a")
    s3.delete_bucket(Bucket=name)


def allow(server, bucket, *rules):
    server.client("s3").put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": list(rules)})


def ask(server, bucket, method="OPTIONS", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, f"/{bucket}/a", headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    answer.read()
    return answer


def preflight(server, bucket, origin=ORIGIN, method="PUT", headers=None):
    more = {"Access_Control_Request_Headers": headers} if headers else {}
    return ask(server, bucket, Origin=origin, Access_Control_Request_Method=method, **more)


def test_a_preflight_is_answered_by_the_buckets_rules(server, bucket):
    allow(server, bucket, {"AllowedOrigins": ["https://*.illumina.com"], "AllowedMethods": ["PUT", "GET"], "AllowedHeaders": ["*"],
                           "ExposeHeaders": ["ETag"], "MaxAgeSeconds": 60})
    answer = preflight(server, bucket, headers="content-type,x-amz-date")
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "PUT" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Expose-Headers"] == "ETag"
    assert answer.headers["Access-Control-Max-Age"] == "60"


@pytest.mark.parametrize("asked", [{"origin": "https://elsewhere.example"}, {"method": "DELETE"}, {"headers": "x-secret"}])
def test_a_preflight_outside_the_rules_is_denied(server, bucket, asked):
    allow(server, bucket, {"AllowedOrigins": [ORIGIN], "AllowedMethods": ["PUT"], "AllowedHeaders": ["content-type", "x-amz-*"]})
    answer = preflight(server, bucket, **asked)
    assert answer.status == 403
    assert answer.headers["Access-Control-Allow-Origin"] is None


def test_a_star_within_an_allowed_header_matches(server, bucket):
    allow(server, bucket, {"AllowedOrigins": [ORIGIN], "AllowedMethods": ["PUT"], "AllowedHeaders": ["x-amz-*"]})
    assert preflight(server, bucket, headers="X-Amz-Date, x-amz-meta-a").status == 200


def test_the_first_matching_rule_answers(server, bucket):
    allow(server, bucket,
          {"AllowedOrigins": ["*"], "AllowedMethods": ["PUT"]},
          {"AllowedOrigins": [ORIGIN], "AllowedMethods": ["PUT"], "ExposeHeaders": ["ETag"]})
    answer = preflight(server, bucket)
    assert (answer.headers["Access-Control-Allow-Origin"], answer.headers["Access-Control-Expose-Headers"]) == ("*", None)


@pytest.mark.parametrize("origin", [ORIGIN, "http://localhost:4566", "https://app.localstack.cloud"])
def test_a_preflight_without_rules_is_denied(server, bucket, origin):
    assert preflight(server, bucket, origin=origin).status == 403


def test_another_accounts_bucket_is_refused(server, bucket):
    s3 = server.client("s3")
    s3.head_bucket(Bucket=bucket, ExpectedBucketOwner="000000000000")
    for call in (s3.get_bucket_location, s3.get_bucket_cors, s3.list_objects_v2):
        with pytest.raises(ClientError) as refused:
            call(Bucket=bucket, ExpectedBucketOwner="111111111111")
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_a_bucket_policy_with_a_principal_that_does_not_exist_is_refused(server, bucket):
    iam, s3 = server.client("iam"), server.client("s3")
    arn = iam.create_user(UserName="reader", Path="/ica/")["User"]["Arn"]

    def policy(principal):
        return json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Deny", "Principal": {"AWS": principal}, "Action": "s3:*", "Resource": f"arn:aws:s3:::{bucket}/*"}]})

    s3.put_bucket_policy(Bucket=bucket, Policy=policy(arn))
    s3.put_bucket_policy(Bucket=bucket, Policy=policy("arn:aws:sts::000000000000:federated-user/reader"))
    iam.delete_user(UserName="reader")
    for gone in (arn, "arn:aws:iam::000000000000:role/nobody", "AIDAQQQQQQQQQQQQQQQQQ", "nonsense"):
        with pytest.raises(ClientError) as refused:
            s3.put_bucket_policy(Bucket=bucket, Policy=policy(gone))
        assert refused.value.response["Error"]["Code"] == "MalformedPolicy"


def test_a_key_policy_with_a_principal_that_does_not_exist_is_refused(server):
    kms = server.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    statement = {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
    for principal, accepted in (("arn:aws:iam::000000000000:root", True), ("arn:aws:iam::000000000000:role/nobody", False)):
        document = json.dumps({"Version": "2012-10-17", "Statement": [{**statement, "Principal": {"AWS": principal}}]})
        if accepted:
            kms.put_key_policy(KeyId=key, Policy=document)
        else:
            with pytest.raises(ClientError, match="MalformedPolicyDocument"):
                kms.put_key_policy(KeyId=key, Policy=document)
