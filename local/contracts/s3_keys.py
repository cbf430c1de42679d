"""Which S3 actions carry which condition key, from the Service Authorization Reference: prints s3-keys.txt of the connector.

    cd local && python3 -m contracts.s3_keys > ../functions/connector/src/main/resources/icaconnect/policy/s3-keys.txt
"""

import re

from contracts.definitions import CHECKOUT
from contracts.permissions import reference

FILE = CHECKOUT / "functions/connector/src/main/resources/icaconnect/policy/s3-keys.txt"

# Nearly all actions have these, or they are of a bucket's tags and not of an action.
EVERYWHERE = ("aws:resourcetag/", "s3:authtype", "s3:resourceaccount", "s3:signatureage", "s3:signatureversion", "s3:tlsversion", "s3:x-amz-content-sha256")


def table() -> str:
    carriers = {}
    for action in reference("actions", "s3").values():
        keys = action["conditionKeys"] + [key for resource in action["resourceTypes"] for key in resource["conditionKeys"]]
        for key in keys:
            # The name of a tag stands behind the slash, for which the reference has a placeholder.
            name = re.sub(r"/[<$].*", "/", key.lower())
            if name not in EVERYWHERE:
                carriers.setdefault(name, set()).add("s3:" + action["name"].lower())
    return "".join(f"{key} {' '.join(sorted(actions))}\n" for key, actions in sorted(carriers.items()))


if __name__ == "__main__":
    print(table(), end="")
