"""The DynamoDB expressions that the registry's journal and lease are made of."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError

KEY = {"id": {"S": "bucket"}}


@pytest.fixture
def table(stack):
    client, name = stack.server.client("dynamodb"), stack.outputs["TableName"]
    client.put_item(TableName=name, Item={**KEY, "journal": {"M": {}}, "state": {"S": "new"}})
    yield lambda expression, names=None, values=None, **more: client.update_item(
        TableName=name, Key=KEY, UpdateExpression=expression, ReturnValues="ALL_NEW",
        **({"ExpressionAttributeNames": names} if names else {}), **({"ExpressionAttributeValues": values} if values else {}), **more)["Attributes"]
    client.delete_item(TableName=name, Key=KEY)


def test_a_nested_map_entry_is_set(table):
    after = table("SET #journal.#step = :v", {"#journal": "journal", "#step": "cors"}, {":v": {"M": {"done": {"BOOL": True}}}})
    assert after["journal"] == {"M": {"cors": {"M": {"done": {"BOOL": True}}}}}
    assert after["state"] == {"S": "new"}


def test_a_nested_map_entry_is_removed(table):
    names = {"#journal": "journal", "#step": "cors"}
    table("SET #journal.#step = :v", names, {":v": {"S": "x"}})
    assert table("REMOVE #journal.#step", names)["journal"] == {"M": {}}


def test_a_map_entry_without_its_map_is_refused(table):
    with pytest.raises(ClientError, match="document path provided in the update expression is invalid"):
        table("SET #a.#b = :v", {"#a": "absent", "#b": "b"}, {":v": {"S": "x"}})


def test_if_not_exists_keeps_what_is_there(table):
    assert table("SET #t = if_not_exists(#t, :v)", {"#t": "token"}, {":v": {"N": "1"}})["token"] == {"N": "1"}
    assert table("SET #t = if_not_exists(#t, :v)", {"#t": "token"}, {":v": {"N": "2"}})["token"] == {"N": "1"}


def test_a_counter_is_raised_in_both_ways(table):
    assert table("SET #t = if_not_exists(#t, :zero) + :one", {"#t": "token"}, {":zero": {"N": "0"}, ":one": {"N": "1"}})["token"] == {"N": "1"}
    assert table("ADD #t :one", {"#t": "token"}, {":one": {"N": "1"}})["token"] == {"N": "2"}


def test_a_list_grows(table):
    for word in ("one", "two"):
        after = table("SET #l = list_append(if_not_exists(#l, :none), :v)", {"#l": "history"},
                      {":none": {"L": []}, ":v": {"L": [{"S": word}]}})
    assert after["history"] == {"L": [{"S": "one"}, {"S": "two"}]}


def test_several_clauses_work_together(table):
    after = table("SET #s = :done, #journal.#step = :v REMOVE #x ADD #n :one",
                  {"#s": "state", "#journal": "journal", "#step": "iam", "#x": "absent", "#n": "n"},
                  {":done": {"S": "done"}, ":v": {"S": "ok"}, ":one": {"N": "1"}})
    assert (after["state"], after["journal"], after["n"]) == ({"S": "done"}, {"M": {"iam": {"S": "ok"}}}, {"N": "1"})


def test_a_lease_is_taken_only_when_free_or_expired(table):
    names = {"#lease": "lease", "#until": "until", "#holder": "holder", "#fence": "fence"}
    free = "attribute_not_exists(#lease) OR #lease.#until < :now OR #lease.#holder = :me"

    def attempt(holder: str, now: int, until: int):
        lease = {"M": {"holder": {"S": holder}, "until": {"N": str(until)}}}
        values = {":l": lease, ":one": {"N": "1"}, ":now": {"N": str(now)}, ":me": {"S": holder}}
        return table("SET #lease = :l ADD #fence :one", names, values, ConditionExpression=free)

    assert attempt("a", now=0, until=10)["fence"] == {"N": "1"}
    with pytest.raises(ClientError) as refused:
        attempt("b", now=5, until=15)
    assert refused.value.response["Error"]["Code"] == "ConditionalCheckFailedException"
    assert attempt("a", now=5, until=20)["fence"] == {"N": "2"}
    assert attempt("b", now=21, until=30)["fence"] == {"N": "3"}


def test_of_many_that_want_a_lease_at_once_one_gets_it(table):
    def attempt(holder: int) -> bool:
        try:
            table("SET #holder = :me", {"#holder": "holder"}, {":me": {"N": str(holder)}}, ConditionExpression="attribute_not_exists(#holder)")
            return True
        except ClientError as refused:
            assert refused.response["Error"]["Code"] == "ConditionalCheckFailedException"
            return False

    with ThreadPoolExecutor(16) as threads:
        for _ in range(20):
            assert sum(threads.map(attempt, range(16))) == 1
            table("REMOVE #holder", {"#holder": "holder"})


def test_a_refused_condition_shows_the_item_on_demand(table):
    with pytest.raises(ClientError) as refused:
        table("SET #s = :v", {"#s": "state"}, {":v": {"S": "x"}}, ConditionExpression="attribute_not_exists(#s)",
              ReturnValuesOnConditionCheckFailure="ALL_OLD")
    assert refused.value.response["Item"]["state"] == {"S": "new"}


def test_a_conditional_update_of_a_missing_item_does_not_create_it(stack):
    client, name = stack.server.client("dynamodb"), stack.outputs["TableName"]
    key = {"id": {"S": "missing"}}
    with pytest.raises(ClientError, match="ConditionalCheckFailed"):
        client.update_item(TableName=name, Key=key, UpdateExpression="SET a = :v", ConditionExpression="attribute_exists(id)",
                           ExpressionAttributeValues={":v": {"S": "x"}})
    assert "Item" not in client.get_item(TableName=name, Key=key, ConsistentRead=True)


def test_a_transaction_is_all_or_nothing_and_says_why(stack, table):
    client, name = stack.server.client("dynamodb"), stack.outputs["TableName"]
    with pytest.raises(ClientError) as refused:
        client.transact_write_items(TransactItems=[
            {"Put": {"TableName": name, "Item": {"id": {"S": "other"}}}},
            {"Update": {"TableName": name, "Key": KEY, "UpdateExpression": "SET x = :v", "ConditionExpression": "attribute_not_exists(id)",
                        "ExpressionAttributeValues": {":v": {"S": "x"}}}},
        ])
    assert refused.value.response["Error"]["Code"] == "TransactionCanceledException"
    assert [reason["Code"] for reason in refused.value.response["CancellationReasons"]] == ["None", "ConditionalCheckFailed"]
    assert "Item" not in client.get_item(TableName=name, Key={"id": {"S": "other"}})


def test_the_tables_settings_came_through_cloudformation(stack):
    client, name = stack.server.client("dynamodb"), stack.outputs["TableName"]
    described = client.describe_table(TableName=name)["Table"]
    assert described["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
    assert described["SSEDescription"]["Status"] == "ENABLED"
    assert client.describe_time_to_live(TableName=name)["TimeToLiveDescription"] == {"AttributeName": "expires", "TimeToLiveStatus": "ENABLED"}
