"""The service integrations that the workflows use, with what AWS's pages say of each beyond the service's model."""

from dataclasses import dataclass, field

OPTIMIZED = "https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html"
SDK = "https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html"


@dataclass(frozen=True)
class Integration:
    """One resource: the service's model, its operation, and where the integration differs from it."""

    service: str
    operation: str
    prefix: str  # of error names
    page: str
    any_json: tuple[str, ...] = ()  # members that take or give JSON where the model has a string or bytes
    answer: str | None = None  # the operation that it answers as, where that is another
    result: tuple[str, ...] | None = None  # members of the result, where they are not the model's
    action: str | None = None  # the IAM action, where it isn't service:Operation
    also: tuple[str, ...] = field(default=())  # further actions that the integration itself needs


def _sdk(service: str, operation: str, prefix: str, **more) -> Integration:
    return Integration(service, operation, prefix, SDK, **more)


def _optimized(service: str, operation: str, prefix: str, page: str, **more) -> Integration:
    return Integration(service, operation, prefix, f"https://docs.aws.amazon.com/step-functions/latest/dg/{page}.html", **more)


EVENTS = ("events:PutTargets", "events:PutRule", "events:DescribeRule")
INTEGRATIONS = {
    "lambda:invoke": _optimized(
        "lambda", "Invoke", "Lambda", "connect-lambda", any_json=("Payload",), action="lambda:InvokeFunction",
        result=("ExecutedVersion", "Payload", "SdkHttpMetadata", "SdkResponseMetadata", "StatusCode", "LogResult", "FunctionError"),
    ),
    "dynamodb:getItem": _optimized("dynamodb", "GetItem", "DynamoDB", "connect-ddb"),
    "dynamodb:updateItem": _optimized("dynamodb", "UpdateItem", "DynamoDB", "connect-ddb"),
    "dynamodb:deleteItem": _optimized("dynamodb", "DeleteItem", "DynamoDB", "connect-ddb"),
    "dynamodb:putItem": _optimized("dynamodb", "PutItem", "DynamoDB", "connect-ddb"),
    "events:putEvents": _optimized("events", "PutEvents", "EventBridge", "connect-eventbridge", any_json=("Detail",)),
    "sqs:sendMessage": _optimized("sqs", "SendMessage", "SQS", "connect-sqs", any_json=("MessageBody",)),
    "states:startExecution": _optimized(
        "stepfunctions", "StartExecution", "StepFunctions", "connect-stepfunctions", any_json=("Input",), action="states:StartExecution",
    ),
    "states:startExecution.sync:2": _optimized(
        "stepfunctions", "StartExecution", "StepFunctions", "connect-stepfunctions", any_json=("Input", "Output"), action="states:StartExecution",
        answer="DescribeExecution",
        result=("ExecutionArn", "Input", "InputDetails", "Name", "Output", "OutputDetails", "StartDate", "StateMachineArn", "Status", "StopDate"),
        also=("states:StopExecution", *EVENTS),
    ),
    # The reader of a distributed map: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
    "s3:getObject": Integration("s3", "GetObject", "S3", "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html"),
    "aws-sdk:dynamodb:scan": _sdk("dynamodb", "Scan", "DynamoDb"),
    "aws-sdk:dynamodb:updateItem": _sdk("dynamodb", "UpdateItem", "DynamoDb"),
    "aws-sdk:dynamodb:updateItem.waitForTaskToken": _sdk("dynamodb", "UpdateItem", "DynamoDb"),
    "aws-sdk:iam:listUsers": _sdk("iam", "ListUsers", "Iam"),
    "aws-sdk:cloudwatch:putMetricData": _sdk("cloudwatch", "PutMetricData", "CloudWatch"),
    "aws-sdk:s3:getObject": _sdk("s3", "GetObject", "S3"),
    "aws-sdk:s3:putObject": _sdk("s3", "PutObject", "S3", any_json=("Body",)),
    "aws-sdk:sfn:describeExecution": _sdk("stepfunctions", "DescribeExecution", "Sfn", action="states:DescribeExecution"),
}

# https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
STATES_ERRORS = {
    f"States.{name}"
    for name in (
        "ALL", "BranchFailed", "DataLimitExceeded", "ExceedToleratedFailureThreshold", "HeartbeatTimeout", "Http.Socket",
        "ItemReaderFailed", "NoChoiceMatched", "ParameterPathFailure", "Permissions", "QueryEvaluationError", "ResultPathMatchFailure",
        "ResultWriterFailed", "Runtime", "TaskFailed", "Timeout",
    )
}

# Names that no model has. The Java SDK, which Step Functions calls services with, wraps an error without a shape as
# AWS<Service>Exception or Amazon<Service>Exception, and what never reached the service as SdkClientException.
# https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html, connect-stepfunctions.html ("ExecutionLimitExceeded")
UNMODELLED = {
    "Lambda": {"Unknown", "AWSLambdaException", "SdkClientException", "ClientExecutionTimeoutException"},
    "DynamoDB": {"AmazonDynamoDBException", "SdkClientException", "ThrottlingException", "ConditionalCheckFailedException"},
    "DynamoDb": {"DynamoDbException", "SdkClientException"},
    "StepFunctions": {"ExecutionLimitExceeded", "AWSStepFunctionsException", "SdkClientException", "ThrottlingException"},
    "Sfn": {"SfnException", "SdkClientException"},
    "EventBridge": {"AmazonEventBridgeException", "SdkClientException"},
    "SQS": {"AmazonSQSException", "SdkClientException"},
    "S3": {"S3Exception", "SdkClientException"},
}
