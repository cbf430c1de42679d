"""Every new bucket blocks public access; MiniStack has it so only where it enforces IAM.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
"""


def install() -> None:
    from ministack.services import s3

    s3._new_bucket_public_access_block = lambda: {"_public_access_block": s3._NEW_BUCKET_PUBLIC_ACCESS_BLOCK}
