"""Only an execution that succeeds has an output; MiniStack gives a failed one its error and cause as output, too.

https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
"""


def install() -> None:
    from ministack.services import stepfunctions as states

    announce = states._emit_execution_status_event

    def without_output(execution):
        if execution["status"] != "SUCCEEDED":
            execution["output"] = None
        announce(execution)

    states._emit_execution_status_event = without_output
