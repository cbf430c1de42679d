"""What one LocalStack server is told by its starter. Server and plugins share one process, so a value serves."""

from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
SCRATCH = CHECKOUT / ".local"


@dataclass(frozen=True)
class Settings:
    port: int
    state: Path
    java_home: Path
    runtime_client: Path
    """Folder of the jars that the managed Java runtime brings and functions do not ship."""
    cache: Path = SCRATCH / "cache"
    environments_per_function: int = 2
    """More are queued: JVMs beyond the number of cores only slow each other down."""
    environments_in_all: int = 40
    """About 150 MB each. The environment that is idle for longest makes room."""
    starts_at_once: int = 2
    custom_resource_seconds: int = 3600
    """CloudFormation's own default for ServiceTimeout."""

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def request_log(self) -> Path:
        return self.state / "requests.jsonl"

    @property
    def function_logs(self) -> Path:
        return self.state / "functions"

    @property
    def java(self) -> Path:
        return self.java_home / "bin" / "java"


_current: Settings | None = None


def use(settings: Settings) -> None:
    global _current
    _current = settings


def current() -> Settings:
    if _current is None:
        raise RuntimeError("icalocal works only in a server that local/localstack started")
    return _current
