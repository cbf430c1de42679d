"""Pages of an execution's history.

LocalStack answers GetExecutionHistory with everything, copied deeply, whatever was asked for. A caller that looks
often at an execution with long variables then keeps the whole emulator busy. Here it has the pages, the order and the
leaving out of data that Step Functions documents:
https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
"""

DEFAULT_PAGE = 100
DATA = ("input", "inputDetails", "output", "outputDetails", "assignedVariables", "assignedVariablesDetails")


def install() -> None:
    from localstack.services.stepfunctions.asl.eval.event.event_manager import EventManager
    from localstack.services.stepfunctions.provider import StepFunctionsProvider

    # An event is never changed once it is in the list.
    EventManager.get_event_history = lambda self: list(self._history_event_list)
    whole = StepFunctionsProvider.get_execution_history

    def get_execution_history(self, context, execution_arn, max_results=None, reverse_order=None, next_token=None,
                              include_execution_data=None, **more):
        events = whole(self, context, execution_arn, **more)["events"]
        return page(events, max_results, reverse_order, next_token, include_execution_data)

    StepFunctionsProvider.get_execution_history = get_execution_history


def page(events: list, max_results=None, reverse_order=None, next_token=None, include_execution_data=None) -> dict:
    """From the token on, which is the number of the next event: new events do not shift the pages of either order."""
    size = max_results or DEFAULT_PAGE
    if reverse_order:
        end = int(next_token or len(events))
        begin = max(end - size, 0)
        wanted, rest = events[begin:end][::-1], begin if begin > 0 else None
    else:
        begin = int(next_token or 0)
        end = begin + size
        wanted, rest = events[begin:end], end if end < len(events) else None
    if include_execution_data is False:
        wanted = [without_data(event) for event in wanted]
    return {"events": wanted, **({"nextToken": str(rest)} if rest else {})}


def without_data(event: dict) -> dict:
    return {name: {k: v for k, v in value.items() if k not in DATA} if isinstance(value, dict) else value
            for name, value in event.items()}
