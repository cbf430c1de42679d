"""Stacks with a resource that cannot be deleted. LocalStack goes on, deletes what that depends on, and calls the stack deleted.

CloudFormation keeps what a resource depends on as long as the resource is there, and the stack is DELETE_FAILED. Here everything
that would come after a failure stays: LocalStack deletes one resource after another.
"""


class NotDeleted(Exception):
    pass


def install() -> None:
    from localstack.services.cloudformation.engine.v2.change_set_model_executor import ChangeSetModelExecutor
    from localstack.services.cloudformation.resource_provider import OperationStatus

    process_event = ChangeSetModelExecutor._process_event

    def stop_at_a_failure(self, *, logical_resource_id, event_status, **named):
        is_deletion = self._change_set.stack.status == "DELETE_IN_PROGRESS"
        process_event(self, logical_resource_id=logical_resource_id, event_status=event_status, **named)
        if is_deletion and event_status == OperationStatus.FAILED:
            raise NotDeleted(f"the following resource failed to delete: [{logical_resource_id}]")

    ChangeSetModelExecutor._process_event = stop_at_a_failure
