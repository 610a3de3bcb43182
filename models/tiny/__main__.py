"""`python -m models.tiny`: make the stand-in by itself, or measure one."""
import argparse
import time
from pathlib import Path

from models.tiny import make


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m models.tiny", description=__doc__)
    parser.add_argument("--out", type=Path, help="make it into this folder")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--measure", type=Path, metavar="FOLDER", help="count what this checkpoint solves")
    parser.add_argument("--generated", type=int, default=100, help="unseen generated tasks to measure on")
    parser.add_argument("--limit", type=int, default=400, help="ARC-AGI-1 training tasks to measure on")
    args = parser.parse_args()
    if not args.out and not args.measure:
        parser.error("--out FOLDER or --measure FOLDER")
    began = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {text}", flush=True)

    if args.out:
        make(args.out, seed=args.seed, budget_s=180, say=say)
    if args.measure:
        from models.tiny.measure import measured
        measured(args.measure, say, generated=args.generated, limit=args.limit)


if __name__ == "__main__":
    main()
