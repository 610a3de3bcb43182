"""`python -m kernel.report DIR`: make DIR/report.html again. Exit status 2 and one line where DIR holds no run."""
import sys

from kernel.options import report_parser
from kernel.report import ReportError, write


def main(argv: list[str]) -> int:
    """Write the report and print its path; returns the exit status."""
    out_dir = report_parser().parse_args(argv).out_dir
    try:
        print(write(out_dir))
    except ReportError as error:
        print(f"build.py report: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
