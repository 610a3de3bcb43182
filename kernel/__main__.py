"""`python -m kernel`: one run, challenges in, submission out. Knows no solutions.

Exit status: 0 done; 1 done, but something is wrong (said on stderr); 2 the input is at fault, nothing was written;
130 or 143 interrupted by SIGINT or SIGTERM: the submission is valid and the same command goes on.
"""
import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from rich.console import Console

from kernel import door
from kernel.engines import EngineError
from kernel.journal import JournalError
from kernel.options import run_parser
from kernel.progress import Progress
from kernel.run import Ending, Summary, perform
from kernel.submit import SubmissionError


def main(argv: Sequence[str]) -> int:
    """Parse, run, and return the exit status."""
    try:
        arguments = run_parser().parse_args(argv)
        admitted = door.admit(arguments, datetime.now(UTC).isoformat(timespec="seconds"))
        stop = door.stop_on_signals()
        return finish(run(admitted, stop), stop())
    except door.Refused as error:
        print(f"python -m kernel: {error}", file=sys.stderr)
        return 2


def run(admitted: door.Admitted, stop, console: Console | None = None) -> Summary:
    """Perform an admitted run in its folder. Raises door.Refused when the folder holds another one."""
    settings = admitted.settings
    door.prepare_folder(settings.out_dir)
    door.log_to(settings.out_dir)
    for id, why in admitted.challenges.refused.items():
        logging.getLogger(__name__).warning("answered with a placeholder: %s", why)
        print(f"answered with a placeholder: {why}", file=sys.stderr)
    for trouble in admitted.troubles:
        logging.getLogger(__name__).error("%s", trouble)
    try:
        summary = perform(admitted.challenges, settings, admitted.engines, clock=time.monotonic, stop=stop,
                       progress=Progress(console or Console(stderr=True)), classifier=admitted.classifier)
    except (JournalError, SubmissionError, EngineError) as error:
        raise door.Refused(str(error)) from None
    return replace(summary, troubles=admitted.troubles + summary.troubles)


def finish(summary: Summary, signal_number: int) -> int:
    """Say what a person should know of a run that ended, and give the exit status."""
    for trouble in summary.troubles:
        print(f"trouble: {trouble}", file=sys.stderr)
    if summary.ending is Ending.INTERRUPTED:
        print("interrupted: the submission is valid, and the same command goes on from here", file=sys.stderr)
        return 128 + signal_number
    return 1 if summary.troubles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
