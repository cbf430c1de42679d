"""A template's expiry and point-in-time recovery of a table, which MiniStack's CloudFormation leaves out.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
"""


def install() -> None:
    from ministack.services import dynamodb
    from ministack.services.cloudformation import provisioners

    table = provisioners._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]
    bare = table["create"]
    settings = {"TimeToLiveSpecification": dynamodb._update_ttl, "PointInTimeRecoverySpecification": dynamodb._update_continuous_backups}

    def create(logical_id, properties, stack):
        name, attributes = bare(logical_id, properties, stack)
        for setting, update in settings.items():
            if setting in properties:
                status, _, body = update({"TableName": name, setting: properties[setting]})
                if status >= 400:
                    raise ValueError(f"{setting} of {name}: {body!r}")
        return name, attributes

    table["create"] = create
