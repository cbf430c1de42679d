"""`startExecution.sync:2` starts an execution like any other and waits for it. MiniStack runs it as an express one, which
announces nothing and cannot be stopped, and whose failure is the state's; with AWS that is States.TaskFailed, and the
cause describes the execution.

https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
"""

import json
import time

SECONDS_BETWEEN_LOOKS = 0.05


def install() -> None:
    from ministack.services import stepfunctions as states

    def run(resource, given):
        status, _, body = states._start_execution(states._nested_start_execution_request(given))
        answer = json.loads(body)
        if status >= 400:
            raise states._ExecutionError(f"StepFunctions.{error_name(answer)}", answer.get("message", ""))
        described = ended(answer["executionArn"])
        if described["Status"] != "SUCCEEDED":
            raise states._ExecutionError("States.TaskFailed", json.dumps(described))
        if resource.endswith(".sync:2"):
            described["Output"] = json.loads(described["Output"])
        return described

    def start(resource, given):
        status, _, body = states._start_execution(states._nested_start_execution_request(given))
        answer = json.loads(body)
        if status >= 400:
            raise states._ExecutionError(f"StepFunctions.{error_name(answer)}", answer.get("message", ""))
        return {"ExecutionArn": answer["executionArn"], "StartDate": answer["startDate"]}

    def ended(arn: str) -> dict:
        while True:
            _, _, body = states._describe_execution({"executionArn": arn})
            described = json.loads(body)
            if described["status"] != "RUNNING":
                return {name[0].upper() + name[1:]: value for name, value in described.items() if value is not None}
            time.sleep(SECONDS_BETWEEN_LOOKS)

    states._invoke_nested_start_execution_sync = run
    states._invoke_nested_start_execution = start


def error_name(answer: dict) -> str:
    """AWS's exceptions are named with their suffix here: StepFunctions.ExecutionAlreadyExistsException."""
    name = answer.get("__type", "AWSStepFunctionsException").rpartition("#")[2]
    return name if name.endswith("Exception") else f"{name}Exception"
