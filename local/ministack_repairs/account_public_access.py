"""Answers the account's Block Public Access, which nobody has set here, to who may ask.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
"""

PATH = "/v20180820/configuration/publicAccessBlock"
NONE = (
    "<Error><Code>NoSuchPublicAccessBlockConfiguration</Code>"
    "<Message>The public access block configuration was not found</Message></Error>"
)


def install() -> None:
    from ministack import app

    others = app._handle_s3_control_request

    async def handle(path, method, body, query_params, request_id, headers=None):
        if (path, method) != (PATH, "GET"):
            return await others(path, method, body, query_params, request_id, headers)
        denied = app._enforce_data_plane("s3", "s3:GetAccountPublicAccessBlock", headers or {}, query_params, request_id)
        head = {"Content-Type": "application/xml", "x-amzn-requestid": request_id}
        return denied or (404, head, NONE.encode())

    app._handle_s3_control_request = handle
