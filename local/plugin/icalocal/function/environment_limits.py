"""Keeps the number of JVMs within what one machine bears. LocalStack starts one for every invocation at once."""

import contextlib
import threading
from collections import defaultdict

from localstack.services.lambda_.invocation.execution_environment import RuntimeStatus

from icalocal import settings


def install() -> None:
    from localstack.services.lambda_.invocation.assignment import AssignmentService

    limits = settings.current()
    slots: dict[str, threading.BoundedSemaphore] = defaultdict(lambda: threading.BoundedSemaphore(limits.environments_per_function))
    get_environment, start_environment = AssignmentService.get_environment, AssignmentService.start_environment

    @contextlib.contextmanager
    def get_environment_when_free(self, version_manager_id, function_version, provisioning_type):
        with slots[version_manager_id], get_environment(self, version_manager_id, function_version, provisioning_type) as environment:
            yield environment

    def start_environment_in_room(self, version_manager_id, function_version):
        make_room(self.environments, limits.environments_in_all)
        return start_environment(self, version_manager_id, function_version)

    AssignmentService.get_environment = get_environment_when_free
    AssignmentService.start_environment = start_environment_in_room


def make_room(environments: dict[str, dict], limit: int) -> None:
    """Ends the environments that are idle for longest, until one more fits. Busy ones are left: the limit is a soft one."""
    everything = [environment for group in list(environments.values()) for environment in list(group.values())]
    idle = sorted((e for e in everything if e.status == RuntimeStatus.READY), key=lambda e: e.last_returned)
    for environment in idle[:max(0, len(everything) - limit + 1)]:
        # What LocalStack does when an environment has been idle for its keepalive time, races included.
        environment.keepalive_passed()
