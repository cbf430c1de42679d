"""A run's own key: made before the stack, which its tag lets edit its policy, and scheduled for deletion by the sweep."""

import json

from acceptance.account import Account
from acceptance.name import TAG

# The fewest that KMS takes: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
DAYS_UNTIL_GONE = 7
USE = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")


def make(account: Account, number: str, run: str) -> str:
    """Its ARN. Tags are given as it is made, so that no key is without its run's name."""
    tags = [{"TagKey": TAG, "TagValue": run}, {"TagKey": "ica-connect:editable-by", "TagValue": f"{run}/{account.region}"}]
    return account.client("kms").create_key(Description=f"Acceptance run {run}", Policy=json.dumps(policy(number)), Tags=tags)["KeyMetadata"]["Arn"]


def policy(number: str) -> dict:
    """IAM decides who administers it. Nobody may use it, so that what a connection adds to it is what lets ICA in."""
    administration = ["kms:Describe*", "kms:Get*", "kms:List*", "kms:Put*", "kms:TagResource", "kms:UntagResource", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"]
    return {"Version": "2012-10-17", "Statement": [
        {"Sid": "AdministrationByIam", "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{number}:root"}, "Action": administration, "Resource": "*"},
    ]}


def scheduled(kms, key: str) -> bool:
    return kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] in ("PendingDeletion", "PendingReplicaDeletion")
