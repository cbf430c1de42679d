"""Functions of one archive share what was unpacked, until the last of them has gone."""

import inspect

from localstack.services.lambda_.invocation.lambda_models import S3Code

from icalocal.repairs.code_archives import unpacked_once


class Code:
    def __init__(self, folder, name, sha256):
        self.place = folder / name / "code"
        self.code_sha256 = sha256

    def get_unzipped_code_location(self):
        return self.place


def test_an_archive_is_unpacked_once_and_outlives_the_function_that_came_first(tmp_path):
    unpacked = []

    def unpack(code):
        unpacked.append(code)
        code.place.mkdir(parents=True)
        (code.place / "a.jar").write_text(code.code_sha256)

    prepare = unpacked_once(unpack)
    first, second, other = Code(tmp_path, "first", "a/b="), Code(tmp_path, "second", "a/b="), Code(tmp_path, "other", "c=")
    for code in (first, second, other, second):
        prepare(code)
    assert unpacked == [first, other]

    first.place.unlink()
    first.place.parent.rmdir()
    assert (second.place / "a.jar").read_text() == "a/b="
    assert (other.place / "a.jar").read_text() == "c="
    prepare(first)
    assert (first.place / "a.jar").read_text() == "a/b="
    assert unpacked == [first, other]


def test_localstack_still_unpacks_it_for_each_function():
    assert "/{self.id}/code" in inspect.getsource(S3Code.get_unzipped_code_location)
    assert "rmtree" in inspect.getsource(S3Code.destroy_cached)  # which takes a link away, and leaves what it names
