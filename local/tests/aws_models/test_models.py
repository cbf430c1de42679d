"""The application against AWS's models; each contract is broken on purpose, and says so."""

import copy
import re
import time

import pytest
from walks import walked

from contracts import definitions, expressions, outcomes, permissions, quotas, s3_keys, tasks
from contracts.template import transformed

MACHINES = {
    "audit": "AuditStateMachine",
    "connect": "ConnectStateMachine",
    "connect-many": "ConnectManyStateMachine",
    "disconnect": "DisconnectStateMachine",
    "disconnect-all": "DisconnectAllStateMachine",
    "receive": "ReceiveStateMachine",
    "rotate": "RotateStateMachine",
    "rotate-due": "RotateDueStateMachine",
}
DEFINITIONS = definitions.names()


def test_every_definition_is_known():
    assert set(DEFINITIONS) == set(MACHINES)


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_task_is_what_the_service_takes(name):
    assert tasks.faults(definitions.read(name)) == []


@pytest.mark.parametrize("name", DEFINITIONS)
def test_whoever_starts_executions_or_asks_dynamodb_tries_again_what_passes(name):
    assert tasks.unretried(definitions.read(name)) == []


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_other_task_is_tried_again(name):
    once = {path for path, state in definitions.states(definitions.read(name)) if state["Type"] == "Task" and not state.get("Retry")}
    assert once <= tasks.ASKED_AGAIN


@pytest.mark.parametrize("name", DEFINITIONS)
def test_whoever_reads_a_record_catches_by_its_name_that_it_is_too_large(name):
    """States.ALL does not: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-error-representation"""
    reading = {path: state["Catch"] for path, state in definitions.states(definitions.read(name))
               if re.search(r":dynamodb:(getItem|updateItem)$", state.get("Resource", "")) and (state["Resource"].endswith("getItem") or state["Arguments"].get("ReturnValues"))}
    assert [path for path, catch in reading.items() if not any(one["ErrorEquals"] == ["States.DataLimitExceeded"] for one in catch)] == []


@pytest.mark.parametrize("name", DEFINITIONS)
def test_an_answer_of_a_person_and_none_are_not_tried_again(name):
    waiting = [state for _, state in definitions.states(definitions.read(name)) if state.get("Resource", "").endswith(".waitForTaskToken")]
    assert not [error for state in waiting for one in state.get("Retry", []) for error in one["ErrorEquals"] if error.startswith("States.") or "." not in error]


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_path_evaluates_on_the_jsonata_of_step_functions(name):
    assert walked(name)["faults"] == []
    assert walked(name)["unreached"] == []


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_path_asks_for_what_the_service_takes(name):
    resources = [state["Resource"] for _, one in definitions.states(definitions.read(name)) for state in (one, one.get("ItemReader", {})) if "Resource" in state]
    assert len({one["where"] for one in walked(name)["asked"]}) == len(resources)
    assert tasks.misfits(walked(name)["asked"]) == []


@pytest.mark.parametrize("name", outcomes.INPUTS)
def test_no_task_answers_what_its_service_does_not(name):
    for answers in (outcomes.OUTCOMES, *(one.get("outcomes", {}) for one in outcomes.INPUTS[name])):
        assert tasks.untrue(answers) == []


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_workflow_may_do_what_its_tasks_do(name):
    assert permissions.ungranted(MACHINES[name], definitions.read(name), transformed()) == []


def test_every_permission_is_in_the_service_authorization_reference():
    assert permissions.faults(transformed()) == []


def test_what_is_meant_though_the_reference_does_not_have_it_is_still_there(monkeypatch):
    known = permissions.KNOWN
    monkeypatch.setattr(permissions, "KNOWN", set())
    assert set(permissions.faults(transformed())) == known


def test_the_keys_of_s3s_actions_are_those_of_the_service_authorization_reference():
    assert s3_keys.FILE.read_text() == s3_keys.table(), "written anew as local/contracts/s3_keys.py says"


def test_everything_is_within_its_quota():
    assert [str(measure) for measure in quotas.measures(transformed()) + quotas.workflows() if measure.over] == []


# ---- each contract broken


def _connect(change) -> dict:
    definition = copy.deepcopy(definitions.read("connect"))
    change(definition["States"])
    return definition


def test_a_misspelt_argument_is_noticed():
    broken = _connect(lambda of: of["Take the lease"]["Arguments"].update(ReturnValue="ALL_NEW"))
    assert tasks.faults(broken) == ["Take the lease: Arguments has no member ReturnValue"]


def test_an_argument_in_the_services_own_spelling_is_noticed():
    broken = _connect(lambda of: of["Is the holder still running?"].update(Arguments={"executionArn": "x"}))
    assert "Is the holder still running?: Arguments lacks ExecutionArn" in tasks.faults(broken)


def test_an_argument_that_is_missing_is_noticed():
    broken = _connect(lambda of: of["Take the lease"]["Arguments"].pop("Key"))
    assert tasks.faults(broken) == ["Take the lease: Arguments lacks Key"]


def _asks(of: str, change) -> list[str]:
    broken = copy.deepcopy(definitions.read(of))
    change(broken["States"])
    assert tasks.faults(broken) == []
    return tasks.misfits(expressions.walk(of, broken, walks=20)["asked"])


def test_a_number_that_dynamodb_wants_in_text_is_noticed():
    values = "ExpressionAttributeValues"
    assert _asks("connect", lambda of: of["Take the lease"]["Arguments"][values][":now"].update(N="{% $floor($millis() / 1000) %}")) == [
        f"Take the lease: Arguments/{values}/:now/N must be a string"
    ]
    assert _asks("connect", lambda of: of["Take the lease"]["Arguments"][values][":now"].update(N="{% $now() %}")) == [
        f"Take the lease: Arguments/{values}/:now/N must be a number in text"
    ]
    assert _asks("connect", lambda of: of["Take the lease"]["Arguments"][values].update({":now": "{% {'S': 'now', 'N': '1'} %}"})) == [
        f"Take the lease: Arguments/{values}/:now must have one type"
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("'TableName': 'RegistryTable', ", "", "Arguments lacks TableName"),
        ("'Limit': 100", "'Limit': '100'", "Arguments/Limit must be a number"),
        ("'Limit': 100", "'Limit': 100 / 3", "Arguments/Limit must be a whole number"),
        ("'Limit'", "'limit'", "Arguments has no member limit"),
        ("SPECIFIC_ATTRIBUTES", "SOME_ATTRIBUTES", "Arguments/Select must be one of ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES, SPECIFIC_ATTRIBUTES, COUNT"),
        ("'ExclusiveStartKey': $next", "'ExclusiveStartKey': [$next]", "Arguments/ExclusiveStartKey must be a map"),
        ("#state = :failed", "#state = :broken", "Arguments lacks :broken; Arguments uses :failed nowhere"),
    ],
)
def test_arguments_that_are_one_expression_are_judged_as_others_are(was, becomes, fault):
    def change(of):
        page = of["Read a page of the registry"]
        assert was in page["Arguments"]
        page["Arguments"] = page["Arguments"].replace(was, becomes)

    assert _asks("disconnect-all", change) == [f"Read a page of the registry: {one}" for one in fault.split("; ")]


def test_a_reader_of_a_map_is_judged_too():
    def change(of):
        of["Connect each bucket"]["ItemReader"]["Arguments"]["Key"] = "{% [$work.key] %}"

    assert _asks("connect-many", change) == ["Connect each bucket/ItemReader: Arguments/Key must be a string"]


@pytest.mark.parametrize(
    ("resource", "answer", "fault"),
    [
        ("dynamodb:updateItem", {"Item": {}}, "0/Item is no member"),
        ("dynamodb:getItem", {"Item": {"fence": {"N": 7}}}, "0/Item/fence/N must be a string"),
        ("aws-sdk:iam:listUsers", {"Users": [{"Name": "x"}]}, "0/Users/0 has no member Name"),
        ("aws-sdk:iam:listUsers", {"IsTruncated": "false"}, "0/IsTruncated must be true or false"),
        ("aws-sdk:sfn:describeExecution", {"Status": "STOPPED"}, "0/Status must be one of RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, PENDING_REDRIVE"),
        ("states:startExecution", {"Output": {}}, "0/Output is no member"),
        ("states:startExecution.sync:2", {"Output": {}, "ExecutionArn": 1}, "0/ExecutionArn must be a string"),
        ("lambda:invokeFunction", {}, None),
    ],
)
def test_an_answer_that_no_operation_gives_is_noticed(resource, answer, fault):
    name = f"arn:aws:states:::{resource}"
    assert tasks.untrue({name: [answer]}) == [f"{name}: {fault}" if fault else f"{name} is no integration"]


def test_a_value_that_the_service_does_not_know_is_noticed():
    broken = _connect(lambda of: of["Take the lease"]["Arguments"].update(ReturnValues="EVERYTHING"))
    assert "must be one of" in tasks.faults(broken)[0]


def test_an_argument_of_another_type_is_noticed():
    broken = _connect(lambda of: of["Look up the connection"]["Arguments"].update(ConsistentRead="yes"))
    assert tasks.faults(broken) == ["Look up the connection: Arguments/ConsistentRead must be true or false"]


def test_a_resource_that_is_no_integration_is_noticed():
    broken = _connect(lambda of: of["Take the lease"].update(Resource="arn:aws:states:::dynamodb:upsertItem"))
    assert tasks.faults(broken) == ["Take the lease: arn:aws:states:::dynamodb:upsertItem is no integration"]


def test_an_error_that_is_not_tried_again_is_noticed():
    broken = copy.deepcopy(definitions.read("connect-many"))
    retry = next(state for _, state in definitions.states(broken) if ":states:startExecution" in state.get("Resource", ""))["Retry"][0]
    retry["ErrorEquals"].remove("StepFunctions.AWSStepFunctionsException")
    assert [fault.split(": ")[1] for fault in tasks.unretried(broken)] == ["StepFunctions.AWSStepFunctionsException is not tried again"]
    retry["MaxAttempts"] = 0
    assert len(tasks.unretried(broken)) == len(tasks.STARTING)


@pytest.mark.parametrize("error", [f"DynamoDB.{name}" for name in (*tasks.BUSY, "AmazonDynamoDBException")])
def test_an_error_of_dynamodb_that_is_not_tried_again_is_noticed(error):
    broken = _connect(lambda of: of["Take the lease"]["Retry"][0]["ErrorEquals"].remove(error))
    assert tasks.unretried(broken) == [f"Take the lease: {error} is not tried again"]


def test_a_task_of_dynamodb_without_retries_is_noticed():
    broken = _connect(lambda of: of["Record and release"].pop("Retry"))
    assert tasks.unretried(broken) == [f"Record and release: DynamoDB.{name} is not tried again" for name in (*tasks.BUSY, "AmazonDynamoDBException")]
    scan = copy.deepcopy(definitions.read("disconnect-all"))
    scan["States"]["Read a page of the registry"]["Retry"][0]["ErrorEquals"] = ["DynamoDB.ThrottlingException"]
    assert [fault.split(": ")[1].split(" ")[0] for fault in tasks.unretried(scan)] == [f"DynamoDb.{name}" for name in (*tasks.BUSY, "DynamoDbException")]


@pytest.mark.parametrize("error", ["DynamoDB.ConditionFailed", "DynamoDb.ConditionalCheckFailedException", "States.Timedout"])
def test_a_wrong_error_name_is_noticed(error):
    broken = _connect(lambda of: of["Take the lease"]["Catch"][0].update(ErrorEquals=[error]))
    assert tasks.faults(broken) == [f"Take the lease: no error is named {error}"]


def test_a_member_that_the_result_lacks_is_noticed():
    broken = _connect(lambda of: of["Take the lease"]["Assign"].update(record="{% $states.result.Item %}"))
    assert tasks.faults(broken) == ["Take the lease: the result has no Item"]


def test_a_missing_permission_is_noticed():
    template = copy.deepcopy(transformed())
    for _, statement in permissions.statements(template):
        if statement.get("Action") == "lambda:InvokeFunction":
            statement["Action"] = "lambda:GetFunction"
    assert permissions.ungranted("ConnectStateMachine", definitions.read("connect"), template) == ["lambda:InvokeFunction"]


@pytest.mark.parametrize(
    ("action", "resource", "fault"),
    [
        ("s3:HeadObject", "arn:aws:s3:::b/*", "there is no action s3:HeadObject"),
        ("s3:PutBucketPolicy", "arn:aws:s3:::b/*", "not arn:aws:s3:::b/*"),
        ("s3:GetObject", "arn:aws:s3:::b", "s3:GetObject takes"),
        ("s3:ListAllMyBuckets", "arn:aws:s3:::b", "s3:ListAllMyBuckets takes no resource but *"),
        ("dynamodb:getItem", "*", "the action dynamodb:getItem is spelt dynamodb:GetItem"),
    ],
)
def test_a_permission_that_grants_nothing_is_noticed(action, resource, fault):
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    template = {"Resources": {"R": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": [statement]}}}}}
    assert fault in permissions.faults(template)[0]


@pytest.mark.parametrize(
    ("resource", "sid", "change", "faults"),
    [
        ("TrailBucketPolicy", "NobodyTakesAway", {"Action": ["s3:DeleteObject", "s3:DeleteObjectVersions"]}, ["TrailBucketPolicy: there is no action s3:DeleteObjectVersions"]),
        ("ConnectionBoundary", "NoOtherBucket", {"Action": "s4:*"}, ["ConnectionBoundary: there is no action s4:*"]),
        ("EventDeadLettersPolicy", "TlsOnly", {"Condition": {"Bool": {"aws:SecureTransports": "false"}}}, ["EventDeadLettersPolicy: sqs:* has no condition key aws:SecureTransports, under Bool"]),
        ("TrailBucketPolicy", "AppendOnly", {"Condition": {"Null": {"s3:if-non-match": "true"}}}, ["TrailBucketPolicy: s3:PutObject has no condition key s3:if-non-match, under Null"]),
        ("KmsRole", "NoGrantBelowAPath", {"Condition": {"StringLikeIfExists": {"kms:GranteePrincipals": "x"}}}, ["KmsRole: kms:CreateGrant has no condition key kms:GranteePrincipals, under StringLikeIfExists"]),
        ("OnlyWorkflowsAnnounce", None, {"Condition": {"ArnNotEquals": {"aws:PrincipleArn": "x"}}}, ["OnlyWorkflowsAnnounce: events:PutEvents has no condition key aws:PrincipleArn, under ArnNotEquals"]),
    ],
)
def test_a_word_of_a_policy_that_aws_does_not_know_is_noticed(resource, sid, change, faults):
    template = copy.deepcopy(transformed())
    statement, = (one for name, one in permissions.statements(template) if name == resource and one.get("Sid") == sid)
    statement.update(change)
    assert permissions.faults(template) == faults


def test_a_resource_that_a_denied_action_does_not_take_is_noticed():
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b"}
    template = {"Resources": {"R": {"Type": "AWS::S3::BucketPolicy", "Properties": {"PolicyDocument": {"Statement": [statement]}}}}}
    assert permissions.faults(template) == ["R: s3:PutObject takes accesspointobject or object, not arn:aws:s3:::b"]


@pytest.mark.parametrize(("more", "over"), [(0, False), (1, True)])
def test_a_policy_of_one_byte_too_many_is_noticed(more, over):
    document = {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ""}]}
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}, "Policies": [{"PolicyDocument": document}]}}
    template = {"Resources": {"R": role}}
    room = 10_240 - quotas.measures(template)[0].size
    document["Statement"][0]["Resource"] = "r" * (room + more)
    measure = quotas.measures(template)[0]
    assert measure.what == "characters of the inline policies of R"
    assert measure.over == over


@pytest.mark.parametrize(("more", "over"), [(0, False), (1, True)])
def test_a_definition_within_a_template_of_one_byte_too_many_is_noticed(more, over):
    definition = {"Comment": ""}
    template = {"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"Definition": definition}}}}
    measured = {measure.what: measure for measure in quotas.measures(template)}["bytes of the definition of M"]
    definition["Comment"] = "c" * (measured.most - measured.size + more)
    assert {measure.what: measure for measure in quotas.measures(template)}["bytes of the definition of M"].over == over


def _one(*states: tuple) -> dict:
    """A workflow of these states, one after another."""
    named = {f"state {number}": state for number, state in enumerate(states)}
    for number, state in enumerate(named.values()):
        if state["Type"] not in ("Succeed", "Choice"):
            state["Next"] = f"state {number + 1}"
    named[f"state {len(states)}"] = {"Type": "Succeed"}
    return {"StartAt": "state 0", "States": named}


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ({"Type": "Pass", "Assign": {"a": "{% $nothing %}"}}, "undefined"),
        ({"Type": "Pass", "Output": "{% $states.input.absent.deeper %}"}, "undefined"),
        ({"Type": "Pass", "Output": "{% $eval('1') %}"}, "Step Functions has no $eval"),
        ({"Type": "Pass", "Output": "{% $sumOf([1]) %}"}, "non-function"),
        ({"Type": "Pass", "Output": "{% $parse('{\"cut') %}"}, "JSON"),
        ({"Type": "Pass", "Output": "{% function($x) { $x } %}"}, "function"),
        ({"Type": "Pass", "Output": "{% $join([1..200000].('x')) & $join([1..100000].('x')) %}"}, "256 KiB"),
        ({"Type": "Wait", "Seconds": "{% 1.5 %}"}, "integer"),
        ({"Type": "Wait", "Seconds": "{% -1 %}"}, "integer"),
        ({"Type": "Choice", "Choices": [{"Condition": "{% 'yes' %}", "Next": "state 1"}], "Default": "state 1"}, "not a boolean"),
        ({"Type": "Choice", "Choices": [{"Condition": "{% $states.input.a %}", "Next": "state 1"}], "Default": "state 1"}, "undefined"),
        ({"Type": "Map", "Items": "{% [1,2][$=1] %}", "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, **_one({"Type": "Pass"})}}, "not an array"),
    ],
)
def test_an_expression_that_step_functions_would_fail_on_is_noticed(state, fault):
    walked = expressions.walk("rotate-due", _one(state), walks=1)
    assert len(walked["faults"]) == 1
    assert fault in walked["faults"][0]


@pytest.mark.parametrize("seconds", ["{% 0 %}", "{% 0.5 %}", "{% '60' %}"])
def test_a_limit_of_time_that_step_functions_does_not_take_is_noticed(seconds):
    broken = copy.deepcopy(definitions.read("rotate-due"))
    broken["States"]["Read a page of the registry"]["TimeoutSeconds"] = seconds
    assert [fault.split(": ")[0] for fault in expressions.walk("rotate-due", broken, walks=1)["faults"]] == ["Read a page of the registry/TimeoutSeconds"]


def test_a_choice_that_no_path_takes_is_noticed():
    choices = [{"Condition": f"{{% {holds} %}}", "Next": "state 1"} for holds in ("true", "false")]
    walked = expressions.walk("rotate-due", _one({"Type": "Choice", "Choices": choices, "Default": "state 1"}), walks=1)
    assert walked["unreached"] == ["state 0/Choices/1 -> state 1", "state 0 -> state 1"]


def test_a_loop_without_an_end_is_noticed():
    endless = {"StartAt": "Again", "States": {"Again": {"Type": "Pass", "Next": "Once more"}, "Once more": {"Type": "Pass", "Next": "Again"}}}
    assert expressions.walk("rotate-due", endless, walks=1)["faults"] == ["Again, Once more: more than 400 steps"]


@pytest.mark.parametrize("expression", ["{% null %}", "{% [$states.input.absent] %}", "{% $partition([1,2,3], 2) %}", "{% $range(1, 3, 1) %}",
                                        "{% $hash('a', 'SHA-256') %}", "{% $uuid() %}", "{% $parse('{}') %}"])
def test_what_step_functions_takes_or_adds_is_no_fault(expression):
    assert expressions.walk("rotate-due", _one({"Type": "Pass", "Output": expression}), walks=1)["faults"] == []


def test_a_cause_that_is_cut_is_not_parsed():
    broken = copy.deepcopy(definitions.read("disconnect"))
    word = broken["States"]["Word the failure"]["Assign"]
    word["outcome"] = word["outcome"].replace("$substring($failure.message, 0, 1) = '{' and $length($failure.message) < 32768 and $substring($failure.message, -1) = '}'", "true")
    assert any("Word the failure" in fault for fault in expressions.walk("disconnect", broken, walks=100)["faults"])


def test_a_cause_that_is_too_long_is_noticed():
    broken = copy.deepcopy(definitions.read("connect"))
    broken["States"]["Failed"]["Cause"] = "{% $string($outcome) & $join([1..32768].('x')) %}"
    assert any("32,768" in fault for fault in expressions.walk("connect", broken, walks=60)["faults"])


def test_the_emulators_jsonata_answers_as_the_reference_does():
    samples = [sample for name in DEFINITIONS for sample in walked(name)["sampled"]]
    assert {text for name in DEFINITIONS for text in expressions.texts(definitions.read(name))} - {sample["text"] for sample in samples} == set()
    assert expressions.differences(samples) == []


@pytest.mark.parametrize(("text", "result"), [("$millis() + 1", 1767225600001), ("$now()", "2026-01-01T00:00:00.000Z")])
def test_the_emulators_jsonata_is_asked_by_the_clock_of_the_walk(text, result):
    assert expressions.differences([{"where": "here", "text": text, "clock": 1767225600000, "bindings": {}, "result": result}]) == []


def test_an_answer_that_differs_on_the_emulator_is_noticed():
    sample = {"where": "here", "text": "$n + 1", "bindings": {"n": 1}, "result": 3}
    assert expressions.differences([sample]) == ['here: "3" is "2"']


@pytest.mark.parametrize(
    "change, seconds",
    [
        ({"what": "key grant G of U", "to": {}}, 330),
        ({"what": "key grant G of U", "from": {}}, 75),
        ({"what": "key policy statement S", "to": {}}, 75),
        (None, 0),
    ],
    ids=["a grant", "a grant that ends", "another change", "none"],
)
def test_the_proof_goes_on_as_long_as_what_was_changed_takes_to_be_known(change, seconds):
    """By the clock, and twice at least. Grants: "usually less than five minutes", https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html"""
    states = definitions.read("connect")["States"]
    waits = next(choice for choice in states["Is it proven?"]["Choices"] if choice["Next"] == "Wait for propagation")
    reports = [{"changed": False, "changes": []}, {"changed": change is not None, "changes": [change] if change else []}]
    assert expressions.differences(
        [
            {
                "where": f"{probes} probes, {passed} s",
                "text": waits["Condition"][2:-2],
                "bindings": {"probes": probes, "provingSince": 1000 * (time.time() - passed), "reports": reports},
                "result": probes < 2 or passed < seconds,
            }
            for probes in (1, 2, 24)
            # Far from the bounds: the clock goes on while the engine starts, on a busy machine for long.
            for passed in (1, 25, 130, 270, 400)
        ]
    ) == []
