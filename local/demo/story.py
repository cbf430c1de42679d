"""The story, chapter by chapter. Each chapter notes what it claims, and the proof at the end holds all claims together."""

import json
import tempfile
from pathlib import Path

from demo.command_line import CommandLine
from demo.stand_in import StandIn
from workbench.bucket import Bucket, Snapshot
from workbench.connection import Connection
from workbench.table import table
from workbench.terminal import Terminal


class Story:
    def __init__(self, terminal: Terminal, theirs: Bucket, connection: Connection, ica: StandIn, ica_connect: CommandLine) -> None:
        self._terminal = terminal
        self._bucket = theirs
        self._connection = connection
        self._ica = ica
        self._ica_connect = ica_connect
        self._claims: dict[str, tuple[bool, str]] = {}

    def tell(self) -> bool:
        """Whether all claims held."""
        self._terminal.section("A bucket that belongs to other people", "In use for years, by people who know nothing of ICA: CORS rules and Denys of two owners. One of the Denys would lock ICA out.")
        self._bucket.create()
        before = self._bucket.snapshot()
        with tempfile.TemporaryDirectory() as folder:
            plan = Path(folder) / "plan.json"
            self._plan(before, plan)
            connected = self._connect(before, plan)
        self._connect_again()
        self._disconnect(connected)
        self._proof(before, connected)
        return all(held for held, _ in self._claims.values())

    def _plan(self, before: Snapshot, plan: Path) -> None:
        self._terminal.section("The plan", "The same workflow, and nothing is written.")
        writes = self._ica_connect.shown("plan", self._bucket.name, "--ica-api-key-secret-arn", self._ica.secret_arn, "--out", plan)
        unchanged = all(before.same(self._bucket.snapshot()).values()) and not writes and not self._ica.writes()
        self._claim("The plan wrote nothing", unchanged, said_of(writes + self._ica.writes()))

    def _connect(self, before: Snapshot, plan: Path) -> dict:
        self._terminal.section("Connect", f"Exactly that plan, and then prove it: with the key that ICA will get, as ICA will use it. Then ICA validates it: a stand-in at {self._ica.url}, not ICA.")
        self._ica_connect.shown("connect", "--plan", plan, "--yes")
        record = self._ica_connect.record(self._bucket.name)
        proof, status = record["verification"], record["ids"]["icaStatus"]
        self._claim("The connection works", record["state"] == "CONNECTED" and proof["passed"] > 0,
                    f"{proof['passed']} checks passed, {len(proof['skipped'])} were skipped for a reason")
        self._claim("ICA's stand-in uses it", status == "OK", f"registered and validated: {status}")

        after = {document["name"]: document["after"] for step in json.loads(plan.read_text())["answer"]["steps"] for document in step["documents"]}
        as_planned = self._bucket.snapshot().same(Snapshot(after["cors"], after["bucketPolicy"], before.versions, before.versioning))
        self._claim("Connected as planned", all(as_planned.values()), "CORS and policy are the plan's documents; the probe left no object behind")
        return record["ids"]

    def _connect_again(self) -> None:
        self._terminal.section("Connect again", "The same request. It proves the connection anew, finds its credential and configuration in ICA, and has nothing to change.")
        mark = self._ica.mark()
        writes = self._ica_connect.shown("connect", self._bucket.name, "--ica-api-key-secret-arn", self._ica.secret_arn, "--yes")
        writes += self._ica.writes(mark)
        self._claim("A second connect changed nothing", not writes, said_of(writes))

    def _disconnect(self, connected: dict) -> None:
        self._terminal.section("Disconnect", "Takes back exactly what was added. ICA's API has no delete, so what it knows stays there, with a key that is gone.")
        self._ica_connect.shown("disconnect", self._bucket.name, "--yes")
        left = self._ica.validate(connected["storageConfigurationId"])
        self._claim("What stays in ICA is powerless", left["status"] == "ERROR", left.get("errorMessage", left["status"]))

    def _proof(self, before: Snapshot, connected: dict) -> None:
        self._terminal.section("Given back", "Read from S3 once more, and compared by meaning with what it was at the start.")
        for what, is_same in before.same(self._bucket.snapshot()).items():
            self._claim(f"{what} as before", is_same, "the same in meaning" if is_same else "different")
        for what, is_gone in self._connection.leftovers(connected).items():
            self._claim(f"{what} gone", is_gone, "taken back" if is_gone else "still there")
        verdicts = {True: self._terminal.styled("PASS", "green"), False: self._terminal.styled("FAIL", "red")}
        for line in table([(verdicts[held], what, how) for what, (held, how) in self._claims.items()], heads=("verdict", "what", "how it is")):
            self._terminal.say(line)

    def _claim(self, what: str, held: bool, how: str) -> None:
        self._claims[what] = (held, how)


def said_of(writes: list[str]) -> str:
    return ", ".join(writes) or "no write call to S3's configuration, IAM, Secrets Manager or ICA's stand-in"
