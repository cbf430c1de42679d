"""What `sam build` leaves, made ready for many deployments."""

import zipfile
from pathlib import Path

from icalocal.commands.build import zip_once

TEMPLATE = """Globals:
  Function:
    CodeUri: functions/connector
Resources:
  One:
    Properties:
      CodeUri: One
  Same:
    Properties:
      CodeUri: Same
  Other:
    Properties:
      CodeUri: Other
"""


def code(folder: Path, text: str) -> None:
    (folder / "lib").mkdir(parents=True)
    (folder / "lib" / "one.jar").write_text(text)
    (folder / "bootstrap").write_text("run")
    (folder / "bootstrap").chmod(0o755)


def test_equal_code_is_zipped_once_and_other_code_is_not_taken_for_it(tmp_path):
    for name, text in (("One", "a"), ("Same", "a"), ("Other", "b")):
        code(tmp_path / name, text)
    template = tmp_path / "template.yaml"
    template.write_text(TEMPLATE)

    zip_once(template)

    assert template.read_text() == TEMPLATE.replace("CodeUri: One", "CodeUri: One.zip").replace("CodeUri: Same", "CodeUri: One.zip").replace("CodeUri: Other", "CodeUri: Other.zip")
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["One.zip", "Other.zip"]
    with zipfile.ZipFile(tmp_path / "Other.zip") as archive:
        assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == {"lib/one.jar": b"b", "bootstrap": b"run"}
        assert archive.getinfo("bootstrap").external_attr >> 16 & 0o777 == 0o755
