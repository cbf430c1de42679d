"""Alarms on metric math, which MiniStack's CloudFormation refuses. They are kept as declared, and never judged.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
"""


def install() -> None:
    from ministack.services.cloudformation import provisioners

    record = provisioners._cw_metric_alarm_record

    def with_math(name, properties):
        if not properties.get("Metrics"):
            return record(name, properties)
        single = {key: value for key, value in properties.items() if key != "Metrics"}
        kept = record(name, single | {"Namespace": "metric math", "MetricName": name})
        return kept | {"Metrics": properties["Metrics"]}

    provisioners._cw_metric_alarm_record = with_math
