"""Pages of an execution's history, as Step Functions documents them."""

import pytest

from icalocal.repairs.execution_history import page

EVENTS = [{"id": n, "type": "PassStateExited", "stateExitedEventDetails": {"name": f"s{n}", "output": "{}"}} for n in range(1, 251)]


def pages(events, **asked):
    token, found = None, []
    while True:
        answer = page(events, next_token=token, **asked)
        found.append([event["id"] for event in answer["events"]])
        token = answer.get("nextToken")
        if token is None:
            return found


@pytest.mark.parametrize("size, lengths", [(None, [100, 100, 50]), (125, [125, 125]), (1000, [250])])
def test_each_event_is_on_one_page(size, lengths):
    assert [len(p) for p in pages(EVENTS, max_results=size)] == lengths
    assert sum(pages(EVENTS, max_results=size), []) == list(range(1, 251))
    assert sum(pages(EVENTS, max_results=size, reverse_order=True), []) == list(range(250, 0, -1))


def test_events_that_come_while_the_pages_are_turned_shift_nothing():
    first = page(EVENTS[:200], max_results=10, reverse_order=True)
    second = page(EVENTS, max_results=10, reverse_order=True, next_token=first["nextToken"])
    assert [event["id"] for event in first["events"] + second["events"]] == list(range(200, 180, -1))


def test_a_history_of_nothing():
    assert page([]) == {"events": []}


def test_data_is_left_out_on_demand_only():
    assert page(EVENTS, max_results=1, include_execution_data=False)["events"] == [
        {"id": 1, "type": "PassStateExited", "stateExitedEventDetails": {"name": "s1"}}]
    assert page(EVENTS, max_results=1)["events"] == EVENTS[:1]
