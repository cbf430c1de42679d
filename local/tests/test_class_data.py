"""Class-data archives: they speed a start up, and never run yesterday's code."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from server import eventually

from icalocal.jars import jars
from icalocal.tools import java_home

SOURCE = """
package changing;
public final class Version implements com.amazonaws.services.lambda.runtime.RequestHandler<Object, Object> {
  @Override public Object handleRequest(Object event, com.amazonaws.services.lambda.runtime.Context context) {
    return "%s " + java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments();
  }
}
"""


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Two deployment packages that differ in one class of a library of the same name and size."""
    return {version: package(tmp_path_factory.mktemp(version), version) for version in ("one", "two")}


def package(folder, version: str) -> bytes:
    core = next(jars("runtime-client").glob("aws-lambda-java-core-*.jar"))
    source = folder / "Version.java"
    source.write_text(SOURCE % version)
    subprocess.run([java_home() / "bin" / "javac", "-d", folder / "classes", "-cp", core, source], check=True)
    library = io.BytesIO()
    with zipfile.ZipFile(library, "w") as jar:
        jar.write(folder / "classes" / "changing" / "Version.class", "changing/Version.class")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as code:
        code.write(core, f"lib/{core.name}")
        code.writestr("lib/version-1.jar", library.getvalue())
    return content.getvalue()


@pytest.fixture
def function(server, versions):
    client = server.client("lambda")
    role = server.client("iam").create_role(RoleName="changing", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    client.create_function(FunctionName="changing", Runtime="java25", Role=role, Handler="changing.Version::handleRequest",
                           Code={"ZipFile": versions["one"]}, MemorySize=512, Timeout=10)

    class Function:
        def becomes(self, version: str) -> None:
            client.update_function_code(FunctionName="changing", ZipFile=versions[version])

        def answer(self) -> str:
            def updated():
                configuration = client.get_function(FunctionName="changing")["Configuration"]
                return configuration["State"] == "Active" and configuration["LastUpdateStatus"] == "Successful"

            eventually(updated)
            return client.invoke(FunctionName="changing", Payload="{}")["Payload"].read().decode().strip('"')

    yield Function()
    client.delete_function(FunctionName="changing")


def archive_named_in(answer: str) -> Path:
    """Whether this JVM noted its classes or had an archive already, from an earlier run of the tests."""
    return Path(re.search(r"-XX:(?:DumpLoadedClassList|SharedArchiveFile)=([^,\]]+)", answer)[1]).with_name("classes.jsa")


def test_changed_code_runs_although_the_old_code_has_an_archive(function):
    first = function.answer()
    assert first.startswith("one ")
    function.becomes("two")
    assert function.answer().startswith("two ")
    eventually(lambda: archive_named_in(first).exists())  # made when the JVM that ran "one" had been stopped
    function.becomes("one")
    again = function.answer()
    assert again.startswith("one ") and "-XX:SharedArchiveFile=" in again
    function.becomes("two")
    assert function.answer().startswith("two ")
