"""A role of a state machine, assumed once for many tasks.

LocalStack assumes it for each task anew, by a request to itself, and makes a client for the credentials. They hold for an
hour, and a role is the same role in each.
"""

import time

KEPT_SECONDS = 900


def install() -> None:
    from localstack.services.stepfunctions.asl.utils import boto_client

    boto_client.connect_to = AssumedRoles(boto_client.connect_to)


class AssumedRoles:
    def __init__(self, connect_to, clock=time.monotonic) -> None:
        self._connect_to = connect_to
        self._clock = clock
        self._assumed = {}

    def with_assumed_role(self, **how):
        key = (how["role_arn"], how["region_name"])
        assumed, until = self._assumed.get(key, (None, 0))
        if self._clock() >= until:
            assumed = self._connect_to.with_assumed_role(**how)
            self._assumed[key] = (assumed, self._clock() + KEPT_SECONDS)
        return assumed
