"""Functions of one archive, which is unpacked once.

LocalStack unpacks it for each function: twenty times the same fifty jars in one deployment.
"""

import threading


def install() -> None:
    from localstack.services.lambda_.invocation.lambda_models import S3Code

    S3Code.prepare_for_execution = unpacked_once(S3Code.prepare_for_execution)


def unpacked_once(unpack):
    one_at_a_time = threading.Lock()

    def prepare_for_execution(self) -> None:
        place = self.get_unzipped_code_location()
        # Beside the folders of the functions, for who deletes one of them leaves it to the others.
        shared = place.parents[1] / "unpacked" / self.code_sha256.replace("/", "_")
        with one_at_a_time:
            if place.exists():
                return
            if not shared.exists():
                unpack(self)
                shared.parent.mkdir(exist_ok=True)
                place.rename(shared)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(shared)

    return prepare_for_execution
