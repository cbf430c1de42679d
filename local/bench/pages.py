"""The figures as tables."""

from statistics import median

from bench.distance import Trip
from bench.first_answer import FirstAnswer
from bench.fleet import Run
from bench.starts import NAIVE, NAIVE_C1, PRODUCT, SNAPSHOT, WAYS, WITH_ARCHIVE, Entrant, Loaded
from bench.traffic import of_the_product, reads_and_writes
from bench.waiting import Waiting
from bench.vendor import CONSOLE
from bench.warm import Loop, seconds
from workbench.calls import READS
from workbench.execution import Outcome
from workbench.table import INDENT, table
from workbench.terminal import Terminal

START_AIM = 0.5
SNAPSHOT_AIM = 0.25
WARM_AIM = 3
TRANSITIONS_AIM = 30
GROWTH_AIM = 1.1
COMMAND_AIMS = {"ica-connect --help": 0.4, "ica-connect list": 1}


class Pages:
    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def starts(self, taken: dict[tuple[str, str], list[FirstAnswer]]) -> None:
        functions = list(dict.fromkeys(function for function, _ in taken))
        for title, measure in (("from process start to first answer, median ms", lambda answer: answer.seconds),
                               ("processor time of the same, median ms", lambda answer: answer.cpu_seconds)):
            middle = {key: median(map(measure, answers)) for key, answers in taken.items()}
            ratios = {(function, way): middle[function, way] / middle[function, NAIVE] for function, way in taken}
            self._lines(table(
                [(function, *(f"{middle[function, way] * 1000:.0f}" for way in WAYS), f"{ratios[function, PRODUCT]:.2f}", f"{ratios[function, WITH_ARCHIVE]:.2f}")
                 for function in functions],
                heads=(title, *WAYS, f"{PRODUCT} ÷ {NAIVE}", f"{WITH_ARCHIVE} ÷ {NAIVE}"), right=range(1, 7)))
            for way in (PRODUCT, WITH_ARCHIVE):
                slowest = max(functions, key=lambda function: ratios[function, way])
                self._aim(f"{way} ≤ {START_AIM} × naive: the slowest is {slowest} with {ratios[slowest, way]:.2f}", ratios[slowest, way] <= START_AIM)
            as_lambda_runs_it = {function: middle[function, SNAPSHOT] / middle[function, NAIVE_C1] for function in functions}
            slowest = max(functions, key=as_lambda_runs_it.get)
            self._aim(f"{SNAPSHOT} ≤ {SNAPSHOT_AIM} × {NAIVE_C1}: the slowest is {slowest} with {as_lambda_runs_it[slowest]:.2f}", as_lambda_runs_it[slowest] <= SNAPSHOT_AIM)
            self._terminal.gap()

    def ready(self, taken: dict[tuple[str, str], list[tuple[float, float]]]) -> None:
        functions = list(dict.fromkeys(function for function, _ in taken))
        cells = {key: [f"{median(each) * 1000:.0f}" for each in zip(*times, strict=True)] for key, times in taken.items()}
        self._lines(table([(function, *cells[function, PRODUCT], *cells[function, WITH_ARCHIVE]) for function in functions],
                          heads=("until initialised, every function", f"{PRODUCT}, ms", "processor", f"{WITH_ARCHIVE}, ms", "processor"), right=range(1, 5)))

    def warm(self, loop: Loop, by_hand: list[dict[str, float]]) -> None:
        self._lines(table([(name, f"{taken * 1000:.0f}") for name, kind, taken in loop.states() if kind in ("Task", "Parallel")]
                          + [("the other states together", f"{sum(taken for _, kind, taken in loop.states() if kind not in ('Task', 'Parallel')) * 1000:.0f}")],
                          heads=("state of a warm connect", "median ms"), right=[1]))
        self._terminal.gap()
        commands = list(by_hand[0])
        self._lines(table([(f"aws {command}", f"{median(each[command] for each in by_hand) * 1000:.0f}", "console" if command in CONSOLE else "")
                           for command in commands], heads=("by hand", "median ms", "on the page"), right=[1]))
        self._terminal.gap()
        connect = seconds(loop.connects)
        five = median(sum(time for command, time in each.items() if command not in CONSOLE) for each in by_hand)
        seven = median(sum(each.values()) for each in by_hand)
        self._lines(table([
            ("connect: merged, created, stored, proven", f"{connect:.2f}", ""),
            ("connect again: proven, nothing written", f"{seconds(loop.again):.2f}", ""),
            ("disconnect", f"{seconds(loop.disconnects):.2f}", ""),
            ("by hand: the page's five commands", f"{five:.2f}", f"{five / connect:.1f} × connect"),
            ("by hand: with CORS and bucket policy", f"{seven:.2f}", f"{seven / connect:.1f} × connect"),
        ], heads=("whole", "median s", ""), right=[1]))
        self._aim(f"a warm connect ≥ {WARM_AIM} × faster than the page's commands: {five / connect:.1f}", five / connect >= WARM_AIM)

    def command_line(self, taken: list[tuple[str, float, float]]) -> None:
        self._lines(table([(name, f"{seconds * 1000:.0f}", f"{cpu * 1000:.0f}") for name, seconds, cpu in taken],
                          heads=("command", "median ms", "processor"), right=[1, 2]))
        seconds = {name: took for name, took, _ in taken}
        for command, aim in COMMAND_AIMS.items():
            self._aim(f"{command} < {aim} s: {seconds[command]:.2f}", seconds[command] < aim)

    def traffic(self, loop: Loop, rotation: tuple[Outcome, list[dict]]) -> None:
        transitions = {"connect": loop.connects[-1], "connect again": loop.again[-1], "disconnect": loop.disconnects[-1], "rotation": rotation[0]}
        rows = []
        for kind, calls in (loop.calls | {"rotation": rotation[1]}).items():
            for service, operations in sorted(of_the_product(calls).items()):
                reads, writes = reads_and_writes(operations)
                rows.append((kind, service, reads + writes, reads, writes,
                             ", ".join(f"{operation}{f' ×{count}' if count > 1 else ''}" for operation, count in operations.items() if not operation.startswith(READS))))
            rows.append((kind, "transitions", transitions[kind].history.transitions, "", "", ""))
        self._lines(table(rows, heads=("execution", "service", "calls", "reads", "writes", "what is written"), right=[2, 3, 4]))
        most = max(outcome.history.transitions for outcome in loop.connects)
        self._aim(f"≤ {TRANSITIONS_AIM} transitions a connect: {most}", most <= TRANSITIONS_AIM)

    def waiting(self, taken: Waiting) -> None:
        self._lines(table([(name, calls, f"{total:.2f}", f"{longest:.2f}") for name, (calls, total, longest) in taken.by_function().items()]
                          + [("all, branches beside each other", len([trip for trip in taken.trips if trip.delay]), f"{taken.total:.2f}", f"{taken.chain:.2f}")],
                          heads=("function", "calls that waited", "one after the other, s", "each for the one before, s"), right=[1, 2, 3]))
        self._terminal.gap()
        self._lines(table([("near", f"{median(taken.near):.2f}", f"{min(taken.near):.2f}"), ("far", f"{median(taken.far):.2f}", f"{min(taken.far):.2f}"),
                           ("so on the path", f"{taken.on_the_path(median):.2f}", f"{taken.on_the_path(min):.2f}")],
                          heads=("a first connect", "median s", "quickest s"), right=[1, 2]))
        self._aim(f"at most half of the waiting is on the path: {taken.chain / taken.total:.2f} counted, {taken.on_the_path(median) / taken.total:.2f} by the clock, "
                  f"{taken.on_the_path(min) / taken.total:.2f} of the quickest", taken.chain <= 0.5 * taken.total)

    def trips(self, trips: list[Trip]) -> None:
        first = min(trip.begin for trip in trips)
        self._terminal.gap()
        self._lines(table([(trip.function, f"{(trip.begin - first) * 1000:.0f}", f"{(trip.end - first) * 1000:.0f}", trip.what) for trip in trips],
                          heads=("function", "from ms", "to ms", "call"), right=[1, 2]))

    def artifact(self, sizes: dict[str, tuple[int, int, int]], classes: list[tuple[Entrant, Loaded]]) -> None:
        self._lines(table([(name, f"{zipped / 1e6:.1f}", f"{unzipped / 1e6:.1f}", jars) for name, (zipped, unzipped, jars) in sizes.items()],
                          heads=("artifact", "MB zipped", "MB unzipped", "jars"), right=[1, 2, 3]))
        self._terminal.gap()
        self._lines(table([(entrant.function, entrant.way, loaded.all, loaded.all - loaded.archived) for entrant, loaded in classes],
                          heads=("until the first answer", "started as", "classes loaded", "of them not from an archive"), right=[2, 3]))
        self._terminal.gap()
        shown, origins = next((entrant, loaded.by_origin) for entrant, loaded in classes if entrant.way == PRODUCT)
        self._lines(table(origins, heads=(f"who brings the classes of {shown.function}, {shown.way}", "classes", "not from an archive"), right=[1, 2]))

    def fleets(self, runs: list[Run]) -> None:
        services = list(runs[0].calls_a_bucket())
        self._lines(table([("seconds", *(f"{run.seconds / run.buckets:.2f}" for run in runs)),
                           ("processor seconds", *(f"{run.cpu_seconds / run.buckets:.2f}" for run in runs))]
                          + [(f"calls: {service}", *(f"{run.calls_a_bucket()[service]:.1f}" for run in runs)) for service in services],
                          heads=("for each bucket", *(f"{run.buckets} buckets" for run in runs)), right=range(1, len(runs) + 1)))
        small, large = runs[0], runs[-1]
        cpu = large.cpu_seconds / large.buckets / (small.cpu_seconds / small.buckets)
        calls = sum(large.calls_a_bucket().values()) / sum(small.calls_a_bucket().values())
        self._aim(f"a bucket of {large.buckets} costs ≤ {GROWTH_AIM} × one of {small.buckets}: processor time {cpu:.2f}, calls {calls:.2f}", max(cpu, calls) <= GROWTH_AIM)

    def _aim(self, what: str, met: bool) -> None:
        self._terminal.say(f"{INDENT}{'Met' if met else 'Not met'}: {what}", "bold", "green" if met else "yellow")

    def _lines(self, lines: list[str]) -> None:
        for line in lines:
            self._terminal.say(line)
