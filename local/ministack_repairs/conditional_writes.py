"""The condition keys of conditional writes, s3:if-match and s3:if-none-match, which MiniStack's judge does not know.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
"""


def install() -> None:
    from ministack.core import iam_actions

    others = iam_actions.s3_service_context

    def context(iam_action, query_params, path="", headers=None):
        return others(iam_action, query_params, path, headers) | (written_if(headers or {}) if iam_action == "s3:PutObject" else {})

    iam_actions.s3_service_context = context


def written_if(headers: dict) -> dict:
    return {f"s3:{name}": headers[name] for name in ("if-match", "if-none-match") if headers.get(name)}
