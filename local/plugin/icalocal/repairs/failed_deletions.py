"""Deletions of stacks. LocalStack deletes what is to be retained, and where a resource cannot be deleted it goes on, deletes what
that depends on, and calls the stack deleted.

CloudFormation leaves alone what has the DeletionPolicy Retain. What a resource depends on stays as long as the resource does, and
the stack is DELETE_FAILED. Here everything that would come after a failure stays.
"""

RETAINED = ("Retain", "RetainExceptOnCreate")


def install() -> None:
    from localstack.services.cloudformation.engine.template_deployer import TemplateDeployer
    from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent

    delete_stack = TemplateDeployer.delete_stack

    def delete_in_order(self) -> None:
        if not self.stack:
            return
        failed, stack = {}, self.stack
        create_executor, set_stack_status = self.create_resource_provider_executor, stack.set_stack_status

        def create_careful_executor():
            executor = create_executor()
            deploy_loop = executor.deploy_loop

            def careful_loop(provider, resource, *more, **named):
                if failed:
                    return ProgressEvent(OperationStatus.PENDING, resource_model={})
                if resource.get("DeletionPolicy") in RETAINED:
                    return ProgressEvent(OperationStatus.SUCCESS, resource_model={})
                event = deploy_loop(provider, resource, *more, **named)
                if event.status == OperationStatus.FAILED:
                    failed[resource["LogicalResourceId"]] = event.message
                return event

            executor.deploy_loop = careful_loop
            return executor

        def set_true_status(status, reason=None):
            if status == "DELETE_COMPLETE" and failed:
                for resource, why in failed.items():
                    stack.set_resource_status(resource, "DELETE_FAILED", why)
                status, reason = "DELETE_FAILED", f"The following resource(s) failed to delete: [{', '.join(failed)}]."
            set_stack_status(status, reason)

        self.create_resource_provider_executor, stack.set_stack_status = create_careful_executor, set_true_status
        try:
            delete_stack(self)
        finally:
            del self.create_resource_provider_executor, stack.set_stack_status

    TemplateDeployer.delete_stack = delete_in_order
