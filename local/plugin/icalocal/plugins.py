"""What LocalStack finds by entry point. Imports are inside: LocalStack loads every entry point of a group to look at it."""

from localstack.runtime import hooks
from localstack.runtime.shutdown import SERVICE_SHUTDOWN_PRIORITY
from localstack.services.cloudformation.resource_provider import CloudFormationResourceProviderPlugin
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


AFTER_SERVICES = SERVICE_SHUTDOWN_PRIORITY - 1


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        from icalocal.function.executor import ProcessExecutor

        return ProcessExecutor


class CustomResourcePlugin(CloudFormationResourceProviderPlugin):
    name = "AWS::CloudFormation::CustomResource"

    def __init__(self):
        self.factory = None

    def load(self):
        from icalocal.custom_resource import CustomResourceProvider

        self.factory = CustomResourceProvider


@hooks.on_infra_start()
def on_start():
    from icalocal import request_log
    from icalocal.checks import bucket_owner, principals
    from icalocal.function import environment_limits
    from icalocal.repairs import alias_updates, bucket_cors, code_archives, definition_parsing, definition_substitutions, deployment_pace, ended_executions, event_targets, execution_history, execution_logs, failed_deletions, function_metrics, json_paths, jsonata_functions, jsonata_pauses, key_policy, step_functions, stopped_executions, task_clients, updated_templates

    repairs = (alias_updates, bucket_cors, code_archives, definition_parsing, definition_substitutions, deployment_pace, ended_executions, event_targets, execution_history, execution_logs, failed_deletions, function_metrics, json_paths, jsonata_functions, jsonata_pauses, key_policy, step_functions, stopped_executions, task_clients, updated_templates)
    for part in (request_log, environment_limits, *repairs, bucket_owner, principals):
        part.install()


@hooks.on_infra_shutdown(priority=AFTER_SERVICES)
def on_shutdown():
    from icalocal.function.java_process import stop_all

    stop_all()


@hooks.on_infra_ready()
def on_ready():
    from icalocal import settings

    print(f"LocalStack is ready at {settings.current().endpoint}", flush=True)
