"""CloudFormation custom resources, which community LocalStack marks as complete without calling anything.

Create, update and delete block until the answer is there, past LocalStack's own limit of 300 s for a resource.
"""

import logging

from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent, ResourceProvider

from icalocal.custom_resource_call import Failed, call, data_model

LOG = logging.getLogger(__name__)
PROPERTIES, PHYSICAL_ID = "IcalocalProperties", "IcalocalPhysicalResourceId"


class CustomResourceProvider(ResourceProvider):
    TYPE = "AWS::CloudFormation::CustomResource"
    SCHEMA = {"typeName": TYPE, "primaryIdentifier": [f"/properties/{PHYSICAL_ID}"], "createOnlyProperties": []}

    def create(self, request):
        properties = dict(request.desired_state)
        try:
            answer = call(request, "Create", properties)
        except Failed as failure:
            if failure.physical_id:  # what CloudFormation's rollback does
                self._clean_up(request, properties, failure.physical_id)
            return _failure(failure)
        return _success(answer, properties)

    def update(self, request):
        properties, before = dict(request.desired_state), request.previous_state or {}
        old, physical_id = before.get(PROPERTIES) or {}, before.get(PHYSICAL_ID)
        try:
            answer = call(request, "Update", properties, physical_id, old)
        except Failed as failure:
            return _failure(failure, dict(before))  # the resource is still there, and a later delete must find it
        if answer["PhysicalResourceId"] != physical_id:
            self._clean_up(request, old, physical_id)  # CloudFormation does it after all resources are updated
        return _success(answer, properties)

    def delete(self, request):
        before = request.previous_state or request.desired_state
        if before.get(PHYSICAL_ID):
            try:
                call(request, "Delete", before.get(PROPERTIES) or {}, before[PHYSICAL_ID])
            except Failed as failure:
                return _failure(failure)
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={})

    @staticmethod
    def _clean_up(request, properties, physical_id):
        try:
            call(request, "Delete", properties, physical_id)
        except Failed as failure:
            LOG.warning("Could not delete %s: %s", physical_id, failure)


def _success(answer: dict, properties: dict) -> ProgressEvent:
    model = {PHYSICAL_ID: answer["PhysicalResourceId"], PROPERTIES: properties, **data_model(answer.get("Data") or {})}
    return ProgressEvent(OperationStatus.SUCCESS, resource_model=model)


def _failure(failure: Failed, model: dict | None = None) -> ProgressEvent:
    return ProgressEvent(OperationStatus.FAILED, resource_model=model or {}, message=str(failure), custom_context={})
