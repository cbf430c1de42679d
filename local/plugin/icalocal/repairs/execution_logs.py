"""Events of executions, put into their log where it lies.

LocalStack sends itself a request for each, a hundred for one execution. On AWS no state waits for them.
"""


def install() -> None:
    from localstack.services.stepfunctions.asl.eval.event.logging import CloudWatchLoggingSession
    from moto.logs.exceptions import ResourceNotFoundException
    from moto.logs.models import logs_backends

    by_request = CloudWatchLoggingSession._put_events

    def put_events(self, log_events: list) -> bool:
        to = self.configuration
        backend = logs_backends[to.log_account_id][to.log_region]
        if any(one.get("logGroupName") == to.log_group_name for one in backend.filters.metric_filters):
            return by_request(self, log_events)  # which counts what the filters are for
        try:
            backend.put_log_events(to.log_group_name, to.log_stream_name, log_events)
        except ResourceNotFoundException:
            return False  # the caller makes the stream
        return True

    CloudWatchLoggingSession._put_events = put_events
