"""What the benchmark counts, and what it leaves out."""

from collections import Counter
from pathlib import Path

from bench.candidate import Candidate, by_origin, loaded_classes, noting_classes
from bench.distance import Trip
from bench.fleet import Run
from bench.rotation import without
from bench.starts import sizes
from bench.traffic import of_the_product, reads_and_writes
from bench.waiting import Waiting, chain


def call(service: str, operation: str, internal: bool = False) -> dict:
    return {"service": service, "operation": operation, "internal": internal}


def test_only_the_products_own_calls_are_counted():
    counted = of_the_product([
        call("s3", "GetBucketCors"), call("s3", "PutBucketCors"), call("dynamodb", "UpdateItem", internal=True), call("lambda", "Invoke", internal=True),
        call("stepfunctions", "GetExecutionHistory"), call("logs", "PutLogEvents", internal=True), call("sts", "AssumeRole", internal=True)])

    assert set(counted) == {"s3", "dynamodb", "lambda"}
    assert reads_and_writes(counted["s3"]) == (1, 1)


def test_of_a_rotation_what_the_person_reads_is_left_out():
    record, own = call("dynamodb", "GetItem"), call("dynamodb", "GetItem", internal=True)

    assert without(2, [own, record, call("cloudformation", "DescribeStacks"), record, record, call("iam", "CreateAccessKey")]) == [
        own, record, call("iam", "CreateAccessKey")]


def test_a_fleets_cost_is_divided_by_its_buckets():
    run = Run(10, seconds=25.0, cpu_seconds=20.0, calls={"iam": Counter(GetUser=30, CreateUser=10), "s3": Counter(PutObject=15)})

    assert run.calls_a_bucket() == {"iam reads": 3.0, "iam writes": 1.0, "s3": 1.5}


def trip(function: str, begin: float, end: float, delay: float = 0.06) -> Trip:
    return Trip(function, "s3 GET /", delay, begin, end)


def test_a_chain_is_of_calls_that_each_began_when_the_one_before_had_ended():
    assert chain([]) == 0
    assert chain([trip("iam", 0, 1), trip("iam", 0.5, 2, 0.15), trip("iam", 1, 3), trip("iam", 2, 3)]) == 0.15 + 0.06
    assert chain([trip("iam", 0, 1), trip("iam", 1, 2), trip("iam", 2, 3)]) == 3 * 0.06


def test_of_branches_beside_each_other_the_longest_counts():
    taken = Waiting(near=[1.0, 2.0], far=[1.5, 9.0], trips=[trip("inspect", 0, 1), trip("cors", 1, 2), trip("bucket-policy", 2, 3), trip("iam", 1, 2, 0.15),
                                              trip("verify", 3, 4), trip("verify", 3, 4), trip("trail", 0, 9)])

    assert taken.by_function()["verify"] == (2, 0.06 + 0.06, 0.06)
    assert round(taken.chain, 2) == 0.27
    assert round(taken.total, 2) == 0.51
    assert taken.on_the_path(min) == 0.5


def test_loaded_classes_are_told_apart_by_where_they_come_from(tmp_path):
    (tmp_path / "classes").write_text(
        "[0.01s][info][class,load] java.lang.Object source: shared objects file\n"
        "[0.02s][info][class,load] software.amazon.awssdk.A source: shared objects file (top)\n"
        "[0.03s][info][class,load] icaconnect.B source: file:/code/\n"
        "[0.04s][info][class,load] a line that is no class\n")

    assert loaded_classes(tmp_path / "classes") == (3, 2)


def test_loaded_classes_are_told_apart_by_who_brings_them(tmp_path):
    (tmp_path / "classes").write_text(
        "[0.01s][info][class,load] java.lang.Object source: shared objects file\n"
        "[0.01s][info][class,load] jdk.internal.A source: jrt:/java.base\n"
        "[0.02s][info][class,load] software.amazon.awssdk.services.iam.model.User source: file:/code/iam.jar\n"
        "[0.02s][info][class,load] software.amazon.awssdk.services.iam.model.User$$Lambda/0x0000000123 source: software.amazon.awssdk.services.iam.model.User\n"
        "[0.02s][info][class,load] software.amazon.awssdk.regions.Region source: file:/code/regions.jar\n"
        "[0.03s][info][class,load] org.slf4j.Logger source: file:/code/slf4j.jar\n")

    assert by_origin(tmp_path / "classes") == [
        ("the JDK", 2, 1), ("AWS SDK, service: iam", 1, 1), ("lambdas of AWS SDK, service", 1, 1), ("AWS SDK, regions", 1, 1), ("others", 1, 1)]


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
