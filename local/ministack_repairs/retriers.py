"""MaxDelaySeconds, which MiniStack leaves out of account; without one it waits up to a minute.

https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error
"""


def install() -> None:
    from ministack.services import stepfunctions as states

    find = states._find_matching_retrier

    def bounded(retriers, error, counts):
        retrier, index = find(retriers, error, counts)
        if retrier is None or "MaxDelaySeconds" not in retrier:
            return retrier, index
        delay = retrier.get("IntervalSeconds", 1) * retrier.get("BackoffRate", 2.0) ** counts.get(index, 0)
        return {**retrier, "IntervalSeconds": min(delay, retrier["MaxDelaySeconds"]), "BackoffRate": 1.0}, index

    states._find_matching_retrier = bounded
