"""Stacks that were updated, when they are deleted. LocalStack deletes what was in the template that the stack was created with: what
an update has added stays, and whatever that uses cannot be deleted.

CloudFormation deletes all resources of a stack: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html
"""


def install() -> None:
    from localstack.services.cloudformation.engine.v2.change_set_model_executor import ChangeSetModelExecutor

    execute = ChangeSetModelExecutor.execute

    def remember_what_was_deployed(self):
        is_deletion = self._change_set.stack.status == "DELETE_IN_PROGRESS"
        result = execute(self)
        if not is_deletion and not result.failure_message:
            self._change_set.stack.processed_template = self._change_set.processed_template
        return result

    ChangeSetModelExecutor.execute = remember_what_was_deployed
