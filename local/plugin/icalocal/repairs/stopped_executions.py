"""Executions that are stopped at an unlucky moment.

Just as it came to a task: LocalStack evaluates nothing any more then, and notes as the task's timeout whatever it
evaluated last, an object for example. The SDKs refuse the whole history.

Just as it started the branches of a Parallel state: a branch that finds itself stopped dies of a RuntimeError without
telling anybody, and the execution waits for it for ever. Who waits for the execution's end waits in vain.
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
    end_every_branch()


def end_every_branch() -> None:
    from localstack.services.stepfunctions.asl.component.state.state_execution.state_parallel.branch_worker import BranchWorker

    def run(self) -> None:
        try:
            self._program.eval(self.env)
        except RuntimeError:
            # Of a branch that still runs it is a fault of LocalStack's, and is to be seen.
            if self.env.is_running():
                raise
        self._branch_worker_comm.on_terminated(env=self.env)

    BranchWorker._thread_routine = run
