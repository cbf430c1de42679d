"""Runs MiniStack with these repairs."""

from ministack.app import main

from ministack_repairs import account_public_access, dynamodb_items, iam_lists, iam_requests, judgements, kms_keys, kms_objects, transport

for repair in (account_public_access, dynamodb_items, iam_lists, iam_requests, judgements, kms_keys, kms_objects, transport):
    repair.install()
main()
