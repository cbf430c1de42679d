"""Which weather a call meets: drawn from the seed, the operation, what it is about and how many such calls came before, so that it comes again."""

import hashlib
from dataclasses import dataclass
from random import Random

# https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency: no time is given;
# what others measured of users and keys is 5 to 60 s.
LONGEST_DELAY = 60.0
SLOWEST = 8.0
KINDS = ("throttled", "throttled, with Retry-After", "500", "slow", "busy", "lost")
# The answers to these calls are lost: each creates or writes.
LOSABLE = ("CreateUser", "CreatePolicy", "CreateAccessKey", "CreateSecret", "PutBucketPolicy", "PutBucketCors", "PutSecretValue")


@dataclass(frozen=True)
class Forecast:
    seed: int
    often: float = 0.06
    """Share of the calls that meet something."""

    def of(self, service: str, operation: str, thing: str, number: int) -> str | None:
        draw = self._random(service, operation, thing, str(number))
        if draw.random() >= self.often:
            return None
        kinds = [kind for kind in KINDS if (kind != "busy" or (service == "s3" and operation.startswith(("Put", "Delete")))) and (kind != "lost" or operation in LOSABLE)]
        return draw.choice(kinds)

    def delay(self, kind: str, thing: str, number: int) -> float:
        """Seconds until a write is seen; most are short, some are long."""
        return LONGEST_DELAY * self._random(kind, thing, str(number)).random() ** 3

    def slowness(self, operation: str, thing: str, number: int) -> float:
        return SLOWEST * self._random("slow", operation, thing, str(number)).random()

    def _random(self, *words: str) -> Random:
        text = "\0".join([str(self.seed), *words])
        return Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]))
