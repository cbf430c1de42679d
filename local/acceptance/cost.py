"""What a run costs at most, by AWS's list prices of us-east-1, before anything is made."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    what: str
    count: float
    dollars_each: float
    page: str

    @property
    def dollars(self) -> float:
        return self.count * self.dollars_each


def estimate(buckets: int, keys: int) -> list[Item]:
    """Each figure is rounded up; the free tier is left out. A key costs a dollar a month by the hour, and nothing once its deletion is scheduled."""
    return [
        Item("state transitions", 260 * buckets, 0.025 / 1000, "https://aws.amazon.com/step-functions/pricing/"),
        Item("GB-seconds of functions", 120 * buckets, 0.0000166667, "https://aws.amazon.com/lambda/pricing/"),
        Item("S3 requests", 400 * buckets, 0.005 / 1000, "https://aws.amazon.com/s3/pricing/"),
        Item("secrets, for a day", buckets, 0.40 / 30, "https://aws.amazon.com/secrets-manager/pricing/"),
        Item("KMS keys, for a day", keys, 1.00 / 30, "https://aws.amazon.com/kms/pricing/"),
        Item("KMS requests", 200 * buckets, 0.03 / 10_000, "https://aws.amazon.com/kms/pricing/"),
        Item("registry requests", 100 * buckets, 1.25 / 1_000_000, "https://aws.amazon.com/dynamodb/pricing/on-demand/"),
        Item("GB of logs", 0.05, 0.50, "https://aws.amazon.com/cloudwatch/pricing/"),
        Item("traces", 60 * buckets, 5 / 1_000_000, "https://aws.amazon.com/xray/pricing/"),
        Item("dashboards and alarms, for a day", 4, 3 / 30, "https://aws.amazon.com/cloudwatch/pricing/"),
    ]


def of_run(kinds) -> list[Item]:
    """Two buckets more are for the steps of the stack."""
    return estimate(len(kinds) + 2, int(any(kind.key for kind in kinds)))


def total(items: list[Item]) -> float:
    return sum(item.dollars for item in items)
