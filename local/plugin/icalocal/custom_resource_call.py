"""One conversation with a custom resource's provider: the request, the wait, and the judgement of the answer."""

import json
import time
import uuid

import boto3
from botocore.config import Config

from icalocal import settings

POLL_SECONDS = 0.1
LONGEST_ANSWER = 4096
"""Bytes; CloudFormation's limit."""


class Failed(Exception):
    def __init__(self, reason: str, physical_id: str | None = None) -> None:
        super().__init__(reason)
        self.physical_id = physical_id


def call(request, kind: str, properties: dict, physical_id: str | None = None, old_properties: dict | None = None) -> dict:
    s3, request_id = _client(request, "s3"), str(uuid.uuid4())
    bucket = answers(request.account_id, request.region_name)
    key = f"{request.stack_name}/{request.logical_resource_id}/{request_id}"
    _ensure(s3, bucket, request.region_name)
    event = {
        "RequestType": kind,
        "ResponseURL": s3.generate_presigned_url("put_object", {"Bucket": bucket, "Key": key}, ExpiresIn=7200),
        "StackId": request.stack_id,
        "RequestId": request_id,
        "ResourceType": request.resource_type,
        "LogicalResourceId": request.logical_resource_id,
        "ServiceToken": properties["ServiceToken"],
        "ResourceProperties": as_strings(properties),
    }
    if physical_id:
        event["PhysicalResourceId"] = physical_id
    if kind == "Update":
        event["OldResourceProperties"] = as_strings(old_properties)
    _send(request, event)
    seconds = int(properties.get("ServiceTimeout") or settings.current().custom_resource_seconds)
    body = _wait_for(s3, bucket, key, seconds)
    if body is None:
        raise Failed(f"CloudFormation did not receive a response from your Custom Resource within {seconds} s. RequestId: {request_id}")
    return judge(body, event)


def answers(account: str, region: str) -> str:
    """AWS has one bucket a region, which is its own; here it is the account's, and a bucket's name is one account's."""
    return f"custom-resource-response-{account}-{region}"


def _ensure(s3, bucket: str, region: str) -> None:
    """Only us-east-1 makes a bucket without being told the region, and once more without complaint."""
    where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    try:
        s3.create_bucket(Bucket=bucket, **where)
    except s3.exceptions.BucketAlreadyOwnedByYou:
        return


def judge(body: bytes, event: dict) -> dict:
    try:
        answer = json.loads(body)
    except ValueError:
        raise Failed("Invalid response object: not JSON") from None
    for field in ("StackId", "RequestId", "LogicalResourceId"):
        if answer.get(field) != event[field]:
            raise Failed(f"Invalid response object: Value of property {field} must match the request")
    physical_id = answer.get("PhysicalResourceId")
    if answer.get("Status") != "SUCCESS":
        raise Failed(f"Received response status [{answer.get('Status')}] from custom resource. "
                     f"Message returned: {answer.get('Reason')} (RequestId: {event['RequestId']})", physical_id)
    if len(body) > LONGEST_ANSWER:
        raise Failed("Response object is too long.")
    if not physical_id:
        raise Failed("Invalid PhysicalResourceId")
    return answer


def as_strings(value):
    """CloudFormation sends every scalar property as a string."""
    if isinstance(value, dict):
        return {key: as_strings(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_strings(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None or isinstance(value, str) else str(value)


def data_model(data: dict) -> dict:
    """LocalStack's GetAtt of `X.A.B` looks for model["A"]["B"], where CloudFormation has the key "A.B"."""
    model: dict = {}
    for key, value in data.items():
        place, *parts = model, *key.split(".")
        for part in parts[:-1]:
            place = place.setdefault(part, {})
        place[parts[-1]] = value if isinstance(value, (str, list, dict)) else json.dumps(value)
    return model


def _send(request, event: dict) -> None:
    token, message = event["ServiceToken"], json.dumps(event)
    if ":sns:" in token:
        _client(request, "sns").publish(TopicArn=token, Message=message, Subject="AWS CloudFormation custom resource request")
    else:
        _client(request, "lambda").invoke(FunctionName=token, InvocationType="Event", Payload=message.encode())


def _wait_for(s3, bucket: str, key: str, seconds: int) -> bytes | None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
            s3.delete_object(Bucket=bucket, Key=key)
            return body
        except s3.exceptions.NoSuchKey:
            time.sleep(POLL_SECONDS)
    return None


def _client(request, service: str):
    return boto3.client(
        service, endpoint_url=settings.current().endpoint, region_name=request.region_name,
        aws_access_key_id=request.account_id, aws_secret_access_key="test",
        config=Config(s3={"addressing_style": "path"}, signature_version="s3v4" if service == "s3" else None))
