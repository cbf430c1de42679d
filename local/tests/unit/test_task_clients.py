"""Roles of state machines, which LocalStack assumes anew for every task."""

import inspect

from localstack.services.stepfunctions.asl.utils import boto_client

from icalocal.repairs.task_clients import KEPT_SECONDS, AssumedRoles


class Sts:
    def __init__(self):
        self.assumed = []

    def with_assumed_role(self, **how):
        self.assumed.append((how["role_arn"], how["region_name"]))
        return object()


def test_a_role_is_assumed_once_for_a_region_and_while_its_credentials_hold():
    now, sts = [0], Sts()
    roles = AssumedRoles(sts, lambda: now[0])
    here = {"role_arn": "a", "region_name": "eu-west-1", "config": None}

    first = roles.with_assumed_role(**here)
    assert roles.with_assumed_role(**here) is first
    assert roles.with_assumed_role(**here | {"role_arn": "b"}) is not first
    assert roles.with_assumed_role(**here | {"region_name": "us-east-1"}) is not first
    now[0] = KEPT_SECONDS
    assert roles.with_assumed_role(**here) is not first
    assert sts.assumed == [("a", "eu-west-1"), ("b", "eu-west-1"), ("a", "us-east-1"), ("a", "eu-west-1")]


def test_localstack_still_assumes_one_for_each_task():
    assert "connect_to.with_assumed_role(" in inspect.getsource(boto_client.boto_client_for)
