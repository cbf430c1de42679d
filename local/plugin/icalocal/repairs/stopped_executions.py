"""The history of an execution that was stopped just as it came to a task.

LocalStack evaluates nothing any more then, and notes as the task's timeout whatever it evaluated last, an object for
example. The SDKs refuse the whole history.
"""

NUMBERS = ("timeoutInSeconds", "heartbeatInSeconds")


def install() -> None:
    from localstack.services.stepfunctions.asl.eval.event.event_manager import EventManager

    add_event = EventManager.add_event

    def add_readable_event(self, context, event_type, event_details=None, *more, **named):
        scheduled = (event_details or {}).get("taskScheduledEventDetails", {})
        for name in NUMBERS:
            if name in scheduled and not isinstance(scheduled[name], int):
                del scheduled[name]
        return add_event(self, context, event_type, event_details, *more, **named)

    EventManager.add_event = add_readable_event
