"""The loop: the only place that knows every part of a run.

    engines --> sandbox --> compared with the train outputs --> doubted --> journal --> schedule, vote --> submission

One thread and one queue: engines put their events on it, and so do the sandbox's futures when they are done.

Promises: the submission is there before anything starts and valid ever after; an evaluation is committed to the journal
before the schedule or the vote hears of it; a candidate that the journal knows is not run again, but for those that the
kit failed on (INFRA), once after a restart and behind what is new; no more than a bounded number of programs wait for
the sandbox before engines are left unasked; a request is noted as ended only when all it yielded is in the journal, so
that a restart never believes a task exhausted whose candidates were lost; when the kit itself fails too often (INFRA)
the run stops and says so. Where the journal cannot be written the run goes on without it (`kernel.keeping`), where the
submission cannot, the last one stands; both are tried again, and told.

Leaves out: reading options and files (`kernel.door`), and solutions, which nothing here can reach.
"""
import logging
import queue
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from classifier import TransductiveClassifier
from kernel import vote
from kernel.candidates import Candidate, Evaluation
from kernel.datasets import Challenges
from kernel.doubt import Doubt, Probed, grids_of
from kernel.draws import Draws
from kernel.endings import Ending, Summary, close_all, phases
from kernel.engines import Engine, EngineError, Finished, Happening, Sampled
from kernel.journal import Identity, Journal, Spent, fingerprint
from kernel.judging import evaluate, failed
from kernel.keeping import Keeping
from kernel.progress import EngineLine, Progress, Snapshot
from kernel.sandbox import Limits, Sandbox
from kernel.schedule import Scheduler
from kernel.schedule.plan import Plan
from kernel.submit import ATTEMPTS, SubmissionError, SubmissionFile, read

log = logging.getLogger(__name__)

Clock = Callable[[], float]
"""Seconds on a clock that only goes forward."""


@dataclass(frozen=True)
class RunSettings:
    """What a run is told, built once at the entry."""

    out_dir: Path
    budget_s: float                        # run time in all, over all restarts
    workers: int                           # of the sandbox
    seed: int = 0
    seconds_per_task: float | None = None  # see kernel.schedule.Plan
    started_utc: str = ""                  # for the journal
    program_wall_s: float = 5.0            # one program, on all inputs of its task
    program_memory_mb: int = 512
    leave_by_s: float | None = None        # on the clock: the budget ends then at the latest, however little is spent
    jobs_per_worker: int = 8               # programs handed to the sandbox and not yet back
    waiting_max: int = 64                  # candidates beyond those before engines are left unasked
    judge_at_once: int = 32                # evaluations that the classifier is asked about together, fewer in a lull
    write_every_s: float = 1.0             # the submission, the journal's clock and the log's line of figures
    infra_least: int = 20                  # so many INFRA outcomes, and
    infra_share: float = 0.05              # at least this share of the programs run, stop the run


@dataclass(frozen=True)
class _Ran:
    """A sandbox job came back."""

    candidate: Candidate
    future: Future


@dataclass(frozen=True)
class _Tried:
    """A program that is right on all train pairs came back from the probes."""

    evaluation: Evaluation
    future: Future


def perform(challenges: Challenges, settings: RunSettings, engines: Sequence[Engine], *, clock: Clock,
            stop: Callable[[], bool], progress: Progress, classifier: TransductiveClassifier | None = None,
            began_s: float | None = None, limit: Callable[[float], None] = lambda limit_s: None) -> Summary:
    """Run to the end of the budget, of the engines, or of `stop`. The folder must exist. Without a classifier no
    program is doubted. The budget counts from `began_s`, on the clock (default: from now); `limit` is told by when, on
    the clock, this process should be gone, once the journal says how much of the budget earlier ones have spent.

    Raises JournalError when the folder holds another run, SubmissionError when it cannot be written.
    """
    began_s = clock() if began_s is None else began_s
    identity = Identity(challenges.name, fingerprint(challenges.tasks, challenges.refused), settings.seed)
    told = {name: str(value) if isinstance(value, Path) else value for name, value in asdict(settings).items()}
    with ExitStack() as stack:
        journal = stack.enter_context(Journal.open(settings.out_dir / "run.sqlite", identity,
                                                   started_utc=settings.started_utc,
                                                   settings=told | {"engines": [engine.name for engine in engines]}))
        if settings.leave_by_s is not None:
            left_s = max(0.1, settings.leave_by_s - began_s)
            settings = replace(settings, budget_s=min(settings.budget_s, journal.spent_s + left_s))
        planned = phases(settings.budget_s)
        limit(planned.limit_s(began_s, journal.spent_s, clock()))
        submission = SubmissionFile(settings.out_dir / "submission.json", challenges)
        journal.register(challenges.tasks, {id: (challenges.placeholders[id], why)
                                            for id, why in challenges.refused.items()})
        limits = Limits(wall_s=settings.program_wall_s, memory_mb=settings.program_memory_mb)
        sandbox = Sandbox(workers=settings.workers, limits=limits)
        parts = {"the sandbox": sandbox.close} | {f"engine {engine.name}": engine.close for engine in engines}
        closing = stack.enter_context(ExitStack())           # where the loop raises; else with what time there is
        closing.callback(close_all, parts, planned.close_s(Ending.INTERRUPTED, 0.0), clock)
        stack.enter_context(progress)
        loop = RunLoop(challenges, settings, engines, sandbox, journal, submission, clock, progress, classifier,
                       began_s)
        summary = loop.go(stop)
        counts = sandbox.counts
        log.info("sandbox: %d programs, %d of them from its cache (%.1f%%); layers: %s", counts.jobs, counts.cached,
                 100 * counts.hit_rate, sandbox.layers)
        closing.pop_all()
        late = close_all(parts, planned.close_s(summary.ending, summary.seconds), clock, stop)
    # After everything is closed, so that even a sandbox that is slow to leave cannot come between run and answer.
    findings = read(settings.out_dir / "submission.json", challenges)[1]
    for finding in findings:
        log.error("%s", finding)
    return replace(summary, cached=counts.cached, troubles=(*summary.troubles, *late, *findings))


class RunLoop:
    """One run's state and its loop; made by `perform`, or by a test with parts of its own."""

    def __init__(self, challenges: Challenges, settings: RunSettings, engines: Sequence[Engine], sandbox: Sandbox,
                 journal: Journal, submission: SubmissionFile, clock: Clock, progress: Progress,
                 classifier: TransductiveClassifier | None = None, began_s: float | None = None):
        self._tasks = {task.id: task for task in challenges.tasks}
        self._settings = settings
        self._engines = {engine.name: engine for engine in engines}
        self._sandbox = sandbox
        self._journal = journal
        self._keeping = Keeping(journal)
        self._submission = submission
        self._unwritten = ""                                       # why the last write of the submission failed
        self._progress = progress
        self._spent_before_s = journal.spent_s
        began = clock() if began_s is None else began_s
        self._now = lambda: self._spent_before_s + clock() - began
        self._phases = phases(settings.budget_s)
        plan = Plan(budget_s=self._phases.loop_s, reserve_s=self._phases.drain_s,
                    seconds_per_task=settings.seconds_per_task)
        self._scheduler = Scheduler(challenges.tasks, engines, plan, settings.seed)
        self._doubt = Doubt(classifier, challenges.tasks, [engine.name for engine in engines if engine.doubted])

        self._events: queue.Queue = queue.Queue()
        self._asked: dict[int, str] = {}                           # open request -> its engine
        self._reached: set[str] = set()                            # tasks that an engine was asked about
        self._known: set[str] = set()                              # candidates in the journal or on their way there
        self._waiting: deque[Candidate] = deque()                  # on their way to the sandbox
        self._again: deque[Candidate] = deque()                    # the kit failed on them before this process
        self._retried: set[str] = set()                            # ids of these
        self._running = 0                                          # in the sandbox
        self._owed: Counter[tuple[str, str]] = Counter()           # (engine, task) -> candidates not yet journaled
        self._ended: list[Spent] = []                              # requests to be journaled once nothing is owed
        self._draws = Draws()
        self._happenings: list[Happening] = []                     # not yet journaled
        self._ballots: dict[str, list[vote.Ballot]] = defaultdict(list)
        self._changed: set[str] = set(self._tasks)                 # tasks to be voted on (again)
        self._written_s = self._now()
        self._evaluated = 0                                        # candidates in the journal, INFRA apart
        self._judged = self._infra = 0                             # programs that came back to this process
        self._figures: dict[str, Counter] = {name: Counter() for name in self._engines}
        self._troubles: list[str] = []

    def go(self, stop: Callable[[], bool]) -> Summary:
        """Work until there is a reason to end. The submission is written whatever happens."""
        self._recall()
        self._write(self._now())
        log.info("%d tasks, %d candidates known, %.1f of %.1f s spent, engines: %s", len(self._tasks), self._evaluated,
                 self._now(), self._settings.budget_s, ", ".join(self._engines))
        try:
            if (ending := self._over(stop)) is None:
                self._start()
            while ending is None and (ending := self._ending(stop)) is None:
                self._ask()
                self._handle(self._take())
                self._tick()
        finally:
            self._accept(self._doubt.take())
            self._write(self._now())
            self._commit([], self._now(), last=True)
        log.log(logging.ERROR if ending is Ending.INFRA else logging.INFO, "the run ends: %s", ending.value)
        if ending is Ending.BUDGET and (missed := len(self._tasks) - len(self._reached)):
            told = f"{missed} of {len(self._tasks)} tasks were not asked about: the budget holds no first wave over all"
            log.warning("%s", told)
            self._progress.tell(told)
        self._troubles += [*self._keeping.troubles, *([self._unwritten] if self._unwritten else [])]
        if ending is Ending.INFRA:
            self._troubles.append(f"stopped: {self._infra} of {self._judged} programs could not be run by the sandbox "
                                  "(INFRA); the submission is valid, run.log says more")
        self._progress.show(self._snapshot(self._now()), final=True)
        return Summary(ending, self._now(), self._evaluated, len(self._scheduler.solved), self._journal.resumed,
                       tuple(self._troubles))

    def _recall(self) -> None:
        """Take up what an earlier process journaled."""
        for evaluation in self._journal.evaluations():
            self._learn(evaluation)
            self._known.add(evaluation.candidate.id)
            if evaluation.outcome == vote.INFRA and evaluation.candidate.engine in self._engines:
                self._retried.add(evaluation.candidate.id)         # the kit failed then, and may not now
                self._owe(evaluation.candidate, self._again)
        drawn = list(self._journal.drawn())
        self._draws.recall(drawn)
        for one in drawn:
            self._reached.add(one.task_id)
            self._scheduler.drawn(one, None, self._now())
        for spent in self._journal.requests():
            self._reached.add(spent.task_id)
            if spent.error is None:
                self._scheduler.restore(spent.engine, spent.task_id, spent.seconds, spent.exhausted)

    def _start(self) -> None:
        """Start the engines. One that cannot work is left out; that none can is an EngineError."""
        for name, engine in list(self._engines.items()):
            try:
                engine.start(self._events)
            except EngineError as error:
                log.error("engine %s cannot start: %s", name, error)
                self._troubles.append(f"engine {name} cannot start: {error}")
                del self._engines[name]
        if not self._engines:
            raise EngineError("; ".join(self._troubles))

    def _over(self, stop: Callable[[], bool]) -> Ending | None:
        """Whether to end whatever is still to be done."""
        if stop():
            return Ending.INTERRUPTED
        if self._infra >= self._settings.infra_least and self._infra >= self._settings.infra_share * self._judged:
            return Ending.INFRA
        return Ending.BUDGET if self._now() >= self._phases.loop_s else None

    @property
    def _unjudged(self) -> int:
        """Programs on their way to the sandbox, or in it."""
        return len(self._waiting) + len(self._again) + self._running

    def _ending(self, stop: Callable[[], bool]) -> Ending | None:
        if (over := self._over(stop)) is not None:
            return over
        if self._asked or self._unjudged or self._doubt.waiting or not self._events.empty():
            return None
        self._ask()
        if self._asked:
            return None
        return Ending.DONE if all(map(self._scheduler.through, self._engines)) else Ending.BUDGET

    def _ask(self) -> None:
        """Hand programs to the sandbox, and requests to the engines while not too many programs wait."""
        room = self._settings.workers * self._settings.jobs_per_worker
        while (queue := self._waiting or self._again) and self._running < room:
            self._run(queue.popleft())
        for name, engine in self._engines.items():
            while len(self._waiting) <= self._settings.waiting_max:
                request = self._scheduler.next(name, self._now())
                if request is None:
                    break
                self._asked[request.id] = name
                self._reached.add(request.task.id)
                engine.submit(self._draws.numbered(name, request))

    def _run(self, candidate: Candidate) -> None:
        self._running += 1
        future = self._sandbox.submit(candidate.id, candidate.program, self._tasks[candidate.task_id].inputs)
        future.add_done_callback(lambda done: self._events.put(_Ran(candidate, done)))

    def _take(self, most: int = 256, worth_it: int = 16) -> list:
        """The events at hand, waiting a moment for the first, and a few milliseconds for company: a commit to the
        journal costs as much for one evaluation as for many, and the sandbox has work for longer than that."""
        events = []
        try:
            events.append(self._events.get(timeout=0.1))
            while len(events) < most:
                events.append(self._events.get(timeout=0.005) if len(events) < worth_it else self._events.get_nowait())
        except queue.Empty:
            pass
        return events

    def _handle(self, events: Sequence) -> None:
        evaluations = []
        for event in events:
            if isinstance(event, Sampled):
                self._sampled(event)
            elif isinstance(event, Happening):
                self._happened(event)
            elif isinstance(event, Finished):
                self._finished(event)
            elif isinstance(event, _Tried):
                self._doubt.add(self._tried(event))
            elif (evaluation := self._ran(event)) is not None:     # else it will be back from the probes
                if self._doubt.concerns(evaluation):
                    self._doubt.add(Probed(evaluation))
                else:
                    evaluations.append(evaluation)
        if self._doubt.waiting:
            idle = not self._unjudged and self._events.empty()
            if self._doubt.waiting >= self._settings.judge_at_once or idle or not events:
                evaluations += self._doubt.take()
        self._accept(evaluations)

    def _accept(self, evaluations: Sequence[Evaluation]) -> None:
        """Journal evaluations, then let them have their effect."""
        if evaluations or self._ended or self._happenings:
            self._commit(evaluations, self._now())
        for evaluation in evaluations:
            self._learn(evaluation)

    def _happened(self, event: Happening) -> None:
        self._happenings.append(event)
        told = f"{event.place} {event.kind}: {event.text}"
        log.log(logging.INFO if event.kind in ("read", "ready") else logging.WARNING, "%s", told)
        self._progress.tell(told)
        if event.kind == "gone":
            self._troubles.append(told)

    def _sampled(self, event: Sampled) -> None:
        candidate = event.candidate
        if (drawn := self._draws.add(self._asked[event.request.id], event)) is not None:
            self._scheduler.drawn(drawn, event.request.id, self._now())
        if candidate is not None and candidate.id not in self._known:
            self._known.add(candidate.id)
            self._owe(candidate, self._waiting)

    def _owe(self, candidate: Candidate, queue: deque[Candidate]) -> None:
        """A program is to be run; its task's requests wait for it."""
        self._owed[candidate.engine, candidate.task_id] += 1
        queue.append(candidate)

    def _finished(self, event: Finished) -> None:
        engine = self._asked.pop(event.request.id)
        self._scheduler.finished(event, self._now())
        self._figures[engine]["requests"] += 1
        if event.error is not None and event.request.draft is not None:
            log.info("engine %s, a refinement for task %s: %s", engine, event.request.task.id, event.error)
        elif event.error is not None:
            self._figures[engine]["errors"] += 1
            log.warning("engine %s, task %s: %s", engine, event.request.task.id, event.error)
            if self._figures[engine]["errors"] == 1:
                self._troubles.append(f"engine {engine} failed on requests, first on task {event.request.task.id}: "
                                      f"{event.error}")
        self._ended.append(Spent(engine, event.request.task.id, event.request.seconds, event.exhausted, event.error,
                                 event.seconds))

    def _ran(self, event: _Ran) -> Evaluation | None:
        """Judge a program that came back; None when it is first tried on the probes of its task."""
        candidate, task = event.candidate, self._tasks[event.candidate.task_id]
        self._running -= 1
        counts = candidate.id not in self._retried                 # else it would tell of an earlier process
        self._retried.discard(candidate.id)
        self._judged += counts
        try:
            evaluation = evaluate(task, candidate, event.future.result())
        except Exception as error:                                 # the boundary of one program: the others go on
            evaluation = failed(task, candidate, f"{type(error).__name__}: {error}")
        if evaluation.outcome == vote.INFRA:
            self._infra += counts
            self._known.discard(candidate.id)                      # it was never judged, so it may come again
            log.error("sandbox failed on %s: %s", candidate.id, evaluation.message)
            return evaluation
        probes = self._doubt.asks(evaluation)
        if probes is None:
            return evaluation
        self._running += 1
        future = self._sandbox.submit(f"{candidate.id}/probes", candidate.program, probes, soon=True)
        future.add_done_callback(lambda done: self._events.put(_Tried(evaluation, done)))
        return None

    def _tried(self, event: _Tried) -> Probed:
        """Take up what a program did on the probes. Where the kit failed there, it is judged without."""
        self._running -= 1
        try:
            return Probed(event.evaluation, grids_of(event.future.result()))
        except Exception as error:                                 # the boundary of one program: the others go on
            log.error("sandbox failed on the probes of %s: %s", event.evaluation.candidate.id, error)
            return Probed(event.evaluation)

    def _commit(self, evaluations: Sequence[Evaluation], now_s: float, *, last: bool = False) -> None:
        """Journal a batch, with the requests that nothing is owed for any more."""
        for evaluation in evaluations:
            self._owed[evaluation.candidate.engine, evaluation.candidate.task_id] -= 1
        settled = [spent for spent in self._ended if not self._owed[spent.engine, spent.task_id]]
        self._keeping.append(evaluations, settled, self._draws.due(evaluations), self._happenings, now_s=now_s,
                             last=last)
        self._happenings = []
        self._ended = [spent for spent in self._ended if self._owed[spent.engine, spent.task_id]]

    def _learn(self, evaluation: Evaluation) -> None:
        """Let an evaluation that is in the journal have its effect."""
        self._scheduler.observe(evaluation)
        if evaluation.outcome == vote.INFRA:
            return
        candidate = evaluation.candidate
        self._evaluated += 1
        if candidate.engine in self._figures:
            self._figures[candidate.engine]["candidates"] += 1
            self._figures[candidate.engine]["perfect"] += evaluation.perfect
        if (cast := vote.ballot(evaluation)) is not None:
            self._ballots[candidate.task_id].append(cast)
            self._changed.add(candidate.task_id)

    def _tick(self) -> None:
        """What is due about every second: votes, the submission, the journal's clock."""
        now_s = self._now()
        if now_s - self._written_s >= self._settings.write_every_s:
            self._commit([], now_s)
            self._write(now_s)
        if self._progress.due(now_s):
            self._progress.show(self._snapshot(now_s))

    def _write(self, now_s: float) -> None:
        """Vote again where something changed, and write the submission if an answer did."""
        for task_id in self._changed:
            tests = self._tasks[task_id].tests
            tallies = vote.count(self._ballots.get(task_id, ()), len(tests))
            self._submission.update(task_id, [dict(zip(ATTEMPTS, tally.attempts(test), strict=True))
                                              for tally, test in zip(tallies, tests, strict=True)])
        self._changed.clear()
        self._written_s = now_s
        try:
            self._submission.flush()
        except SubmissionError as error:                           # the last one stands, and the next flush tries again
            if not self._unwritten:
                log.error("%s; the submission stands as it was", error)
            self._unwritten = str(error)
        else:
            self._unwritten = ""

    def _snapshot(self, now_s: float) -> Snapshot:
        lines = tuple(EngineLine(name, self._scheduler.open_requests(name), figures["requests"], figures["candidates"],
                                 figures["perfect"], figures["errors"])
                      for name, figures in self._figures.items())
        return Snapshot(now_s=now_s, this_process_s=now_s - self._spent_before_s, budget_s=self._settings.budget_s,
                        tasks=len(self._tasks), answered=len(self._ballots),
                        solved_on_train=len(self._scheduler.solved), candidates=self._evaluated,
                        judged=self._judged, infra=self._infra, waiting=self._unjudged,
                        engines=lines)
