"""Aliases and versions of functions in stacks that are updated. LocalStack replaces both whenever their function changes, which fails
for the alias, whose name is taken, and would take away what has just been made.

CloudFormation points the alias to its new version: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html
"""


def install() -> None:
    from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent
    from localstack.services.lambda_.resource_providers.lambda_alias import LambdaAliasProvider
    from localstack.services.lambda_.resource_providers.aws_lambda_version import LambdaVersionProvider

    create_alias, delete_alias, delete_version = LambdaAliasProvider.create, LambdaAliasProvider.delete, LambdaVersionProvider.delete

    def done(model):
        return ProgressEvent(status=OperationStatus.SUCCESS, resource_model=model)

    def create(self, request):
        model, functions = request.desired_state, request.aws_client_factory.lambda_
        try:
            return create_alias(self, request)
        except functions.exceptions.ResourceConflictException:
            answer = functions.update_alias(FunctionName=model["FunctionName"], Name=model["Name"], FunctionVersion=model["FunctionVersion"])
            return done(model | {"Id": answer["AliasArn"]})

    def update(self, request):
        model = request.desired_state
        answer = request.aws_client_factory.lambda_.update_alias(
            FunctionName=model["FunctionName"], Name=model["Name"], FunctionVersion=model["FunctionVersion"])
        return done(model | {"Id": answer["AliasArn"]})

    def delete(self, request):
        model, functions = request.desired_state, request.aws_client_factory.lambda_
        try:
            now = functions.get_alias(FunctionName=model["FunctionName"], Name=model["Name"])["FunctionVersion"]
        except functions.exceptions.ResourceNotFoundException:
            return done(model)
        return delete_alias(self, request) if now == model.get("FunctionVersion", now) else done(model)

    def delete_unless_in_use(self, request):
        model, functions = request.desired_state, request.aws_client_factory.lambda_
        version = str(model.get("Version") or str(model.get("Id", "")).rsplit(":", 1)[-1])
        try:
            aliases = functions.list_aliases(FunctionName=model["FunctionName"])["Aliases"]
        except functions.exceptions.ResourceNotFoundException:
            return done(model)
        return done(model) if any(alias["FunctionVersion"] == version for alias in aliases) else delete_version(self, request)

    LambdaAliasProvider.create, LambdaAliasProvider.update, LambdaAliasProvider.delete = create, update, delete
    LambdaVersionProvider.delete = delete_unless_in_use
