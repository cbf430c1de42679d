"""Runs MiniStack with these repairs."""

from ministack.app import main

from ministack_repairs import iam_lists, iam_requests, judgements, kms_keys, transport

for repair in (iam_lists, iam_requests, judgements, kms_keys, transport):
    repair.install()
main()
