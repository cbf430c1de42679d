"""Runs MiniStack with these repairs. What it unpacks goes with it."""

import os
import tempfile

with tempfile.TemporaryDirectory(prefix="ministack-") as scratch:
    tempfile.tempdir = os.environ["TMPDIR"] = scratch  # before MiniStack looks where it may write

    from ministack.app import main

    from ministack_repairs import (
        dynamodb_items, event_bus_policies, execution_names, failed_executions, iam_lists, iam_requests, java_functions, judgements,
        kms_keys, math_alarms, nested_executions, new_buckets, retriers, tables, transport, workflow_fields, workflow_objects,
        workflow_variables,
    )

    for repair in (
        dynamodb_items, event_bus_policies, execution_names, failed_executions, iam_lists, iam_requests, java_functions, judgements,
        kms_keys, math_alarms, nested_executions, new_buckets, retriers, tables, transport, workflow_fields, workflow_objects,
        workflow_variables,
    ):
        repair.install()
    main()
