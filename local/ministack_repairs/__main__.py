"""Runs MiniStack with these repairs."""

from ministack.app import main

from ministack_repairs import dynamodb_items, iam_lists, iam_requests, judgements, kms_keys, transport

for repair in (dynamodb_items, iam_lists, iam_requests, judgements, kms_keys, transport):
    repair.install()
main()
