"""The story, chapter by chapter. Each chapter notes what it claims, and the proof at the end holds all claims together."""

from demo import documents
from demo.live import Live
from demo.pages import Pages
from demo.stand_in import StandIn
from workbench.bucket import Bucket, Snapshot
from workbench.calls import configuration_writes
from workbench.connection import Connection
from workbench.execution import Outcome
from workbench.terminal import Terminal


class Failed(Exception):
    """An execution failed, and the story cannot go on."""


class Story:
    def __init__(self, terminal: Terminal, theirs: Bucket, connection: Connection, ica: StandIn) -> None:
        self._terminal = terminal
        self._pages = Pages(terminal)
        self._live = Live(terminal)
        self._bucket = theirs
        self._connection = connection
        self._ica = ica
        self._request = {"icaApiKeySecretArn": ica.secret_arn}
        self._claims: dict[str, tuple[bool, str]] = {}

    def tell(self) -> bool:
        """Whether all claims held."""
        before = self._a_bucket_of_other_people()
        planned = self._plan(before)
        connected = self._connect(before, planned)
        self._connect_again()
        self._disconnect(connected)
        self._proof(before, connected)
        return all(held for held, _ in self._claims.values())

    def _a_bucket_of_other_people(self) -> Snapshot:
        self._terminal.section("A bucket that belongs to other people", "In use for years, by people who know nothing of ICA. One of its Denys would lock ICA out.")
        self._bucket.create()
        before = self._bucket.snapshot()
        self._pages.bucket(self._bucket.name, before)
        return before

    def _plan(self, before: Snapshot) -> dict:
        self._terminal.section("The plan", 'connect with "mode": "plan": the same workflow, and nothing is written.')
        planned = self._ended("PLANNED", self._connection.connect(self._live, mode="plan", **self._request))
        self._pages.plan(planned)
        unchanged = all(before.same(self._bucket.snapshot()).values()) and not self._writes() and not self._ica.writes()
        self._claim("The plan wrote nothing", unchanged, self._said_of_writes(self._ica.writes()))
        return planned

    def _connect(self, before: Snapshot, planned: dict) -> dict:
        self._terminal.section("Connect", "Merge, create, store, and then prove it: with the key that ICA will get, as ICA will use it. Then have ICA validate it.")
        connected = self._ended("CONNECTED", self._connection.connect(self._live, **self._request))
        self._pages.connection(connected)
        checks = connected["verification"]["checks"]
        self._pages.checks(checks)
        self._pages.registration(self._ica.url, connected)
        self._claim("The connection works", all(check["status"] != "FAIL" for check in checks),
                    f"{sum(check['status'] == 'PASS' for check in checks)} of {len(checks)} checks passed, the rest were skipped for a reason")
        self._claim("ICA's stand-in uses it", connected["icaStatus"] == "OK", f"registered and validated: {connected['icaStatus']}")

        self._terminal.section("Before and after", "Read back from S3. What is theirs stays as it was and where it was.")
        now = self._bucket.snapshot()
        self._pages.diff("CORS", before.cors, now.cors, documents.ALL)
        self._pages.diff("Bucket policy", before.policy, now.policy, documents.ALL)
        after = {document["name"]: document["after"] for step in planned["steps"] for document in step["documents"]}
        as_planned = now.same(Snapshot(after["cors"], after["bucketPolicy"], before.versions, before.versioning))
        self._claim("Connected as planned", all(as_planned.values()), "CORS and policy are the plan's documents; the probe left no object behind")
        return connected

    def _connect_again(self) -> None:
        self._terminal.section("Connect again", "The same request. It proves the connection anew, finds its credential and configuration in ICA, and has nothing to change.")
        mark = self._ica.mark()
        again = self._ended("CONNECTED", self._connection.connect(self._live, **self._request))
        changed = [step["name"] for step in again["steps"] if step["changed"]]
        asked = self._ica.writes(mark)
        self._claim("A second connect changed nothing", not changed and not self._writes() and not asked, self._said_of_writes(asked))

    def _disconnect(self, connected: dict) -> None:
        self._terminal.section("Disconnect", "Takes back exactly what was added. ICA's API has no delete, so what it knows stays there, with a key that is gone.")
        disconnected = self._ended("DISCONNECTED", self._connection.disconnect(self._live))
        self._pages.findings(disconnected["findings"])
        left = self._ica.validate(connected["storageConfigurationId"])
        self._pages.validation(self._ica.url, left)
        self._claim("What stays in ICA is powerless", left["status"] == "ERROR", left.get("errorMessage", left["status"]))

    def _proof(self, before: Snapshot, connected: dict) -> None:
        self._terminal.section("Given back", "Read from S3 once more, and compared by meaning with what it was at the start.")
        now = self._bucket.snapshot()
        self._pages.diff("CORS, now", before.cors, now.cors, documents.ALL)
        self._pages.diff("Bucket policy, now", before.policy, now.policy, documents.ALL)
        for what, is_same in before.same(now).items():
            self._claim(f"{what} as before", is_same, "the same in meaning" if is_same else "different")
        for what, is_gone in self._connection.leftovers(connected).items():
            self._claim(f"{what} gone", is_gone, "taken back" if is_gone else "still there")
        self._pages.proof(self._claims)

    def _ended(self, status: str, outcome: Outcome) -> dict:
        document = outcome.document
        if document.get("status") != status:
            self._pages.failure(document)
            raise Failed(f"The execution should have ended {status}, and ended {document.get('status')}")
        self._terminal.say(f"   {status} after {outcome.history.seconds:.1f} s and {outcome.history.transitions} transitions", "bold", "green")
        return document

    def _claim(self, what: str, held: bool, how: str) -> None:
        self._claims[what] = (held, how)

    def _writes(self) -> list[str]:
        return configuration_writes(self._connection.calls)

    def _said_of_writes(self, asked_of_ica: list[str]) -> str:
        return ", ".join(self._writes() + asked_of_ica) or "no write call to S3's configuration, IAM, Secrets Manager or ICA's stand-in"
