"""What is shown of a bucket, a plan, a connection and a proof."""

import itertools

from demo import documents
from workbench.bucket import SAMPLE_SHEET, Snapshot
from workbench.table import INDENT, table
from workbench.terminal import Terminal

MARKS = {"+": "green", "-": "red", "…": "dim"}
VERDICTS = {"PASS": "green", "FAIL": "red", "SKIPPED": "dim"}
SEVERITIES = {"INFO": "cyan", "WARNING": "yellow", "ERROR": "red"}


class Pages:
    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def bucket(self, name: str, state: Snapshot) -> None:
        self._lines(table([
            ("Bucket", name),
            ("Versioning", state.versioning),
            ("Objects", f"{len(state.versions)} versions of {SAMPLE_SHEET}"),
            ("CORS", f"{len(state.cors)} rules of two other owners"),
            ("Bucket policy", f"{len(state.policy['Statement'])} Deny statements of two other owners"),
        ]))
        self.document("CORS", state.cors)
        self.document("Bucket policy", state.policy)

    def plan(self, outcome: dict) -> None:
        rows = [(self._mark(change), step["name"], change["what"]) for step in outcome["steps"] for change in step["changes"]]
        self._terminal.gap()
        self._lines(table(rows, heads=("", "step", "what would change")))
        for document in itertools.chain.from_iterable(step["documents"] for step in outcome["steps"]):
            self.diff(document["name"], document.get("before"), document.get("after"))
        self.findings(outcome["findings"])

    def connection(self, outcome: dict) -> None:
        names = {"userArn": "User", "policyArn": "Policy", "secretArn": "Secret", "accessKeyId": "Access key id"}
        self._terminal.gap()
        self._lines(table((title, outcome[field]) for field, title in names.items() if field in outcome))

    def checks(self, checks: list[dict]) -> None:
        rows = [(self._terminal.styled(check["status"], VERDICTS[check["status"]]), check["name"], check["detail"]) for check in checks]
        self._terminal.gap()
        self._lines(table(rows, heads=("verdict", "tried with the connection's own key", "what came of it")))
        for check in checks:
            if check["status"] == "FAIL":
                self._terminal.say(f"{INDENT}Remedy for {check['name']}: {check.get('remedy')}", "yellow")

    def registration(self, url: str, outcome: dict) -> None:
        """The ICA side, never without saying whose answers these are."""
        self._stand_in("Registered in ICA", url)
        names = {"icaStatus": "ICA status", "storageCredentialId": "Storage credential", "storageConfigurationId": "Storage configuration"}
        self._lines(table((title, outcome[field]) for field, title in names.items()))

    def validation(self, url: str, configuration: dict) -> None:
        self._stand_in("Asked to validate once more what stays", url)
        self._lines(table([("ICA status", configuration["status"]), ("Reason", configuration.get("errorMessage", "none"))]))

    def _stand_in(self, title: str, url: str) -> None:
        self._terminal.gap()
        self._terminal.say(f"{INDENT}{title}: by a stand-in at {url}, not ICA", "bold")

    def findings(self, findings: list[dict]) -> None:
        if findings:
            self._terminal.gap()
        for finding in findings:
            severity = self._terminal.styled(finding["severity"], SEVERITIES.get(finding["severity"], "yellow"))
            self._terminal.say(f"{INDENT}{severity} {finding['code']}: {finding['message']}")
            self._terminal.say(f"{INDENT}{' ' * len(finding['severity'])} {finding['remedy']}", "dim")

    def failure(self, outcome: dict) -> None:
        failure = outcome.get("failure", {})
        self._lines(table((name, failure[name]) for name in ("step", "error", "message", "undone") if name in failure) or [f"{INDENT}{outcome}"])
        checks = outcome.get("verification", {}).get("checks")
        if checks:
            self.checks(checks)

    def document(self, title: str, document: object) -> None:
        self.diff(title, document, document, documents.ALL)

    def diff(self, title: str, before: object, after: object, context: int | None = 3) -> None:
        """Unchanged lines too, if the context is documents.ALL."""
        self._terminal.gap()
        self._terminal.say(f"{INDENT}{title}{'' if before is not None else ' (new)'}{'' if after is not None else ' (taken away)'}", "bold")
        for mark, line in documents.diff(before, after, context):
            self._terminal.say(f"{INDENT}{mark} {line}".rstrip(), *([MARKS[mark]] if mark in MARKS else []))

    def proof(self, verdicts: dict[str, tuple[bool, str]]) -> None:
        rows = [(self._terminal.styled(*(("PASS", "green") if held else ("FAIL", "red"))), what, how) for what, (held, how) in verdicts.items()]
        self._terminal.gap()
        self._lines(table(rows, heads=("verdict", "what", "how it is")))

    def _mark(self, change: dict) -> str:
        mark, style = ("+", "green") if "from" not in change else ("-", "red") if "to" not in change else ("~", "yellow")
        return self._terminal.styled(mark, style)

    def _lines(self, lines) -> None:
        for line in lines:
            self._terminal.say(line)
