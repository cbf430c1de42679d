"""EventBridge names an execution after the event's `id`, which Input, InputPath and InputTransformer may remove."""

import json
import uuid


def install() -> None:
    from localstack.services.events.target import StatesTargetSender

    def send_event(self, event, trace_header):
        self.service = "stepfunctions"
        self.client.start_execution(stateMachineArn=self.target["Arn"], name=str(uuid.uuid4()), input=json.dumps(event, default=str))

    StatesTargetSender.send_event = send_event
