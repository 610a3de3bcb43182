"""`python -m kernel`: one run, challenges in, submission out. Knows no solutions.

Exit status: 0 done; 1 done, but something is wrong (said on stderr); 2 the input is at fault, nothing was written;
130 or 143 interrupted by SIGINT or SIGTERM: the submission is valid and the same command goes on.
"""
from kernel import clock  # first: it notes when this process began
import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from rich.console import Console

from kernel import door
from kernel.endings import Ending, Summary
from kernel.engines import EngineError
from kernel.journal import JournalError
from kernel.options import run_parser
from kernel.progress import Progress
from kernel.run import perform
from kernel.submit import SubmissionError
from kernel.watchdog import Watchdog, depart, kill_descendants

log = logging.getLogger(__name__)


def main(argv: Sequence[str], began_s: float | None = None) -> int:
    """Parse, run, and return the exit status. `began_s`: when this process began, where the run is all that it is for:
    then a watchdog ends what overstays, and nothing that was started is left."""
    arguments = run_parser().parse_args(argv)
    stop = door.stop_on_signals()
    watchdog = door.watch(arguments.budget, began_s, arguments.leave_by)
    try:
        admitted = door.admit(arguments, datetime.now(UTC).isoformat(timespec="seconds"))
        summary = run(admitted, stop, began_s=began_s, watchdog=watchdog)
    except door.Refused as error:
        print(f"python -m kernel: {error}", file=sys.stderr)
        return 2
    finish(summary, watchdog)
    return leave(summary, stop(), watchdog=watchdog)


def run(admitted: door.Admitted, stop, console: Console | None = None, *, began_s: float | None = None,
        watchdog: Watchdog | None = None) -> Summary:
    """Perform an admitted run in its folder. Raises door.Refused when the folder holds another one."""
    settings = admitted.settings
    door.prepare_folder(settings.out_dir)
    door.log_to(settings.out_dir)
    if watchdog is not None:
        watchdog.log_to(settings.out_dir / "run.log")
    for id, why in admitted.challenges.refused.items():
        log.warning("answered with a placeholder: %s", why)
        print(f"answered with a placeholder: {why}", file=sys.stderr)
    for trouble in admitted.troubles:
        log.error("%s", trouble)
    try:
        summary = perform(admitted.challenges, settings, admitted.engines, clock=clock.now_s, stop=stop,
                          progress=Progress(console or Console(stderr=True)), classifier=admitted.classifier,
                          began_s=began_s, limit=watchdog.until if watchdog is not None else lambda limit_s: None)
    except (JournalError, SubmissionError, EngineError) as error:
        log.error("%s", error)
        raise door.Refused(str(error)) from None
    except Exception:
        log.exception("the run failed; the submission stands as it was last written")
        raise
    return replace(summary, troubles=admitted.troubles + summary.troubles)


def finish(summary: Summary, watchdog: Watchdog | None = None) -> None:
    """Say what a person should know of a run that ended, and see that no process is left of it."""
    for trouble in summary.troubles:
        print(f"trouble: {trouble}", file=sys.stderr)
    if watchdog is not None and (left := kill_descendants()):
        log.warning("%d processes were left, and were killed", left)


def leave(summary: Summary, signal_number: int, fine: bool = True, watchdog: Watchdog | None = None) -> int:
    """The exit status; it is the last line of the log, with why the run ended and when. `fine`: what came after the run
    went well too."""
    status = 128 + signal_number if signal_number else 0 if fine and not summary.troubles else 1
    if signal_number:
        print("interrupted: the submission is valid, and the same command goes on from here", file=sys.stderr)
    log.info("exit status %d: %s%s", status, Ending.INTERRUPTED.value if signal_number else summary.ending.value,
             f"; {watchdog.ages(signal_number)}" if watchdog is not None else "")
    return status


if __name__ == "__main__":
    depart(main(sys.argv[1:], clock.BEGAN_S))
