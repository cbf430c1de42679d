"""What the benchmark counts, and what it leaves out."""

from collections import Counter
from pathlib import Path

from bench.candidate import Candidate, loaded_classes, noting_classes
from bench.fleet import Run
from bench.starts import sizes
from bench.traffic import of_the_product, reads_and_writes


def call(service: str, operation: str, internal: bool = False) -> dict:
    return {"service": service, "operation": operation, "internal": internal}


def test_only_the_products_own_calls_are_counted():
    counted = of_the_product([
        call("s3", "GetBucketCors"), call("s3", "PutBucketCors"), call("dynamodb", "UpdateItem", internal=True), call("lambda", "Invoke", internal=True),
        call("stepfunctions", "GetExecutionHistory"), call("logs", "PutLogEvents", internal=True), call("sts", "AssumeRole", internal=True)])

    assert set(counted) == {"s3", "dynamodb", "lambda"}
    assert reads_and_writes(counted["s3"]) == (1, 1)


def test_a_fleets_cost_is_divided_by_its_buckets():
    run = Run(10, seconds=25.0, cpu_seconds=20.0, calls={"iam": Counter(GetUser=30, CreateUser=10), "s3": Counter(PutObject=15)})

    assert run.calls_a_bucket() == {"iam reads": 3.0, "iam writes": 1.0, "s3": 1.5}


def test_loaded_classes_are_told_apart_by_where_they_come_from(tmp_path):
    (tmp_path / "classes").write_text(
        "[0.01s][info][class,load] java.lang.Object source: shared objects file\n"
        "[0.02s][info][class,load] software.amazon.awssdk.A source: shared objects file (top)\n"
        "[0.03s][info][class,load] icaconnect.B source: file:/code/\n"
        "[0.04s][info][class,load] a line that is no class\n")

    assert loaded_classes(tmp_path / "classes") == (3, 2)


def test_classes_are_noted_after_the_option_that_silences_logs():
    command = noting_classes(["java", "-Xlog:disable", "-cp", "x.jar", "Main", "Handler"], Path("/tmp/classes"))

    assert command == ["java", "-Xlog:disable", "-Xlog:class+load=info:file=/tmp/classes", "-cp", "x.jar", "Main", "Handler"]


def test_an_artifact_is_weighed_zipped_and_unzipped(tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "one.jar").write_bytes(b"0" * 10_000)
    (tmp_path / "A.class").write_bytes(b"1")

    zipped, unzipped, jars = sizes(tmp_path)

    assert (unzipped, jars) == (10_001, 1)
    assert zipped < 1_000


def test_a_candidate_says_nothing_of_itself_when_it_is_started_plain(monkeypatch):
    monkeypatch.setattr(Candidate, "classes", property(lambda self: FakeClasses()))
    command = Candidate("naive", "naive.NaiveHandler", Path("/code"), memory_mb=1024).plain()

    assert [option for option in command if option.startswith("-X")] == ["-XX:MaxHeapSize=838860k"]
    assert command[-1] == "naive.NaiveHandler"


class FakeClasses:
    native_client = "/native.so"

    def __str__(self) -> str:
        return "/code"
