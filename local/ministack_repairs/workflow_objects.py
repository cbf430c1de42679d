"""`aws-sdk:s3:putObject`, which MiniStack's Step Functions lacks. A body that is no string is written as JSON.

https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
"""

import json
import urllib.parse


def install() -> None:
    from ministack import app
    from ministack.services import stepfunctions as states

    call = states._invoke_aws_sdk_integration

    def put(given):
        body = given["Body"] if isinstance(given["Body"], str) else json.dumps(given["Body"])
        headers = {"host": "s3.us-east-1.amazonaws.com", "content-type": given.get("ContentType", "binary/octet-stream"),
                   "authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request"}
        path = f"/{given['Bucket']}/{urllib.parse.quote(given['Key'])}"
        status, answered, text = app.call_service_handler_sync(app.SERVICE_HANDLERS["s3"], "PUT", path, headers, body.encode(), {})
        if status >= 400:
            raise states._ExecutionError("S3.S3Exception", str(text))
        return {"ETag": {name.lower(): value for name, value in answered.items()}.get("etag", "")}

    def integration(resource, given):
        return put(given) if resource.endswith(":aws-sdk:s3:putObject") else call(resource, given)

    states._invoke_aws_sdk_integration = integration
