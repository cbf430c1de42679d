"""Starting an execution once more, with its name and its input, while it runs, answers as the first time. MiniStack refuses.

https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
"""


def install() -> None:
    from ministack.core.responses import json_response
    from ministack.services import stepfunctions as states

    start = states._start_execution

    def once(given):
        response = start(given)
        if response[0] == 400 and "ExecutionAlreadyExists" in str(response[2]):
            machine = states._state_machines[states._resolve_state_machine_arn(given["stateMachineArn"])]
            arn = f"{machine['stateMachineArn'].replace(':stateMachine:', ':execution:')}:{given['name']}"
            before = states._executions[arn]
            if before["status"] == "RUNNING" and before["input"] == given.get("input", "{}"):
                return json_response({"executionArn": arn, "startDate": before["startDate"]})
        return response

    states._start_execution = once
