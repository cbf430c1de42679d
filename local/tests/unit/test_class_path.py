"""The class path, and the notes that an archive is made from."""

import os

import pytest

from icalocal.function.class_archive import _loaded_classes
from icalocal.function.class_path import FIXED_TIME, artifact, class_path


@pytest.fixture
def code(tmp_path):
    (tmp_path / "code" / "lib").mkdir(parents=True)
    (tmp_path / "client").mkdir()
    (tmp_path / "code" / "lib" / "software.amazon.awssdk.annotations-2.40.2.jar").write_text("theirs")
    (tmp_path / "client" / "annotations-2.34.0.jar").write_text("ours")
    (tmp_path / "client" / "aws-lambda-java-runtime-interface-client-2.9.0.jar").write_text("client")
    return tmp_path


def path_of(folder):
    return class_path(folder / "code", folder / "client", folder / "cache")


@pytest.mark.parametrize("name, expected", [
    ("annotations-2.34.0.jar", "annotations"),
    ("software.amazon.awssdk.annotations-2.40.2.jar", "annotations"),
    ("com.amazonaws.aws-lambda-java-core-1.4.0.jar", "aws-lambda-java-core"),
    ("plain.jar", "plain"),
])
def test_an_artifact_is_known_by_its_name_without_group_and_version(tmp_path, name, expected):
    assert artifact(tmp_path / name) == expected


def test_a_librarys_own_version_wins_over_the_clients(code):
    assert [jar.name for jar in path_of(code).jars] == [
        "software.amazon.awssdk.annotations-2.40.2.jar", "aws-lambda-java-runtime-interface-client-2.9.0.jar"]


def test_the_functions_own_classes_come_last(code):
    assert str(path_of(code)).endswith(f":{code / 'code'}")


def test_the_same_content_has_the_same_path_and_time(code):
    first = path_of(code).jars
    os.utime(code / "code" / "lib" / "software.amazon.awssdk.annotations-2.40.2.jar", (5, 5))
    assert path_of(code).jars == first
    assert first[0].stat().st_mtime == FIXED_TIME


def test_changed_content_has_another_path(code):
    first = path_of(code).jars
    (code / "code" / "lib" / "software.amazon.awssdk.annotations-2.40.2.jar").write_text("changed")
    assert path_of(code).jars[0] != first[0]
    assert path_of(code).jars[1] == first[1]


def test_notes_of_several_jvms_are_one_list(tmp_path):
    (tmp_path / "a").write_text("# note\njava/lang/Object id: 0\na/B id: 7\n@lambda-proxy a/B run\n")
    (tmp_path / "b").write_text("java/lang/Object id: 0\nc/D id: 7\nx/Y id: 9 super: 0 source: /code\nc/cut sh")
    assert _loaded_classes([tmp_path / "a", tmp_path / "b"]) == ["# note\n", "java/lang/Object\n", "a/B\n", "@lambda-proxy a/B run\n", "c/D\n"]
