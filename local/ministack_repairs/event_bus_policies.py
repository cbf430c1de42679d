"""AWS::Events::EventBusPolicy, which MiniStack's CloudFormation does not know.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html
"""


def install() -> None:
    from ministack.services.cloudformation import provisioners

    provisioners._RESOURCE_HANDLERS["AWS::Events::EventBusPolicy"] = {
        "create": lambda logical_id, properties, stack: (put(properties), {}),
        "update": lambda physical_id, old, new, stack: put(new),
        "delete": lambda physical_id, properties: remove(properties),
    }


def put(properties: dict) -> str:
    """MiniStack's own PutPermission leaves `Policy` out of account, which is what says more than "these accounts may"."""
    policy = remove(properties)
    policy["Statement"].append({"Sid": properties["StatementId"], **properties["Statement"]})
    return properties["StatementId"]


def remove(properties: dict) -> dict:
    from ministack.services import eventbridge

    bus = properties.get("EventBusName", "default")
    policy = eventbridge._event_bus_policies.setdefault(bus, {"Version": "2012-10-17", "Statement": []})
    policy["Statement"] = [statement for statement in policy["Statement"] if statement["Sid"] != properties["StatementId"]]
    return policy
