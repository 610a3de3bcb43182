#!/usr/bin/env python3
"""The kit's one command line. `python3 build.py --help` tells what it does; this file only finds who does it.

Promises: help and the refusal of bad arguments need nothing but Python 3.11; the first command that needs an
environment makes it (`offline_wheels.environments`), later ones start at once; the command then takes this process's
place, so its exit status, its output and the signals sent to it are its own. Leaves out: all work. A command is one
row of `COMMANDS`.
"""
import sys

if sys.version_info < (3, 11):  # before anything that an older Python could stumble over
    sys.stderr.write("build.py: Python 3.11 or newer is needed, and this is %d.%d (%s)\n"
                     % (sys.version_info[0], sys.version_info[1], sys.executable))
    sys.exit(2)

import argparse
import ast
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from offline_wheels import environments

ROOT = Path(__file__).resolve().parent
BENCHES = ROOT / "tests" / "bench"
CALLED = "python3 build.py"


class BadArguments(Exception):
    """The command line is wrong; one line says what would be right."""


@dataclass(frozen=True)
class Command:
    """One command: what `--help` says of it, the environment it runs in, and how the interpreter there is called.

    `parser` gives its manual. With `checked`, that parser also checks the arguments before any environment is made;
    without, they are another program's and pass through untouched. `start` turns them into the interpreter's arguments.
    """

    name: str
    summary: str
    environment: str
    parser: Callable[[], argparse.ArgumentParser]
    start: Callable[[list[str]], list[str]]
    checked: bool = False
    from_root: bool = False            # run in the repository's root instead of where the user is
    second: Callable[[argparse.Namespace], tuple[str, str] | None] = lambda arguments: None
    """A second environment that these arguments need, and the option that tells the command of its interpreter."""


def dryrun_parser() -> argparse.ArgumentParser:
    from kernel import options

    return options.dryrun_parser()


def serving(arguments: argparse.Namespace) -> tuple[str, str] | None:
    """Model servers have an environment of their own: Kaggle's where there is a GPU, so that a dry run tries what will
    run there, else the one for the CPU."""
    from kernel import gpus, options

    if not options.servers_needed(arguments) or arguments.serve_with is not None:
        return None
    return "kaggle" if gpus.visible(os.environ) else "serve-cpu", "--serve-with"


def model_parser() -> argparse.ArgumentParser:
    from models import arguments

    return arguments.model_parser()


def report_parser() -> argparse.ArgumentParser:
    from kernel import options

    return options.report_parser()


def classifier_parser() -> argparse.ArgumentParser:
    from kernel import options

    return options.classifier_parser()


def lock_parser() -> argparse.ArgumentParser:
    from offline_wheels import locks

    return locks.lock_parser()


def wheels_parser() -> argparse.ArgumentParser:
    from offline_wheels import targets

    return targets.wheels_parser()


def bundle_parser() -> argparse.ArgumentParser:
    from offline_wheels import bundle

    return bundle.bundle_parser()


def push_parser() -> argparse.ArgumentParser:
    from offline_wheels import push

    return push.push_parser()


def manual(usage: str, text: str) -> argparse.ArgumentParser:
    """The help of a command whose arguments are not ours to check."""
    return argparse.ArgumentParser(usage=f"{CALLED} {usage}", description=text.strip(),
                                   formatter_class=argparse.RawDescriptionHelpFormatter)


def test_parser() -> argparse.ArgumentParser:
    return manual("test [PYTEST ARGUMENTS]", """
Run the kit's tests with pytest, in the environment `test`, from the repository's root, on two processes.
Arguments are pytest's own; paths are seen from the repository's root.

prints: pytest's progress, every skipped or failed test with its reason, and the closing count

examples:
  python3 build.py test                            everything
  python3 build.py test tests/test_vote.py -k tie  some of it
  python3 build.py test -n 0 --pdb                 in one process, with the debugger at a failure

exit status: pytest's (0 all passed, 1 some failed, 5 none found); 2 when the environment cannot be made
""")


def bench_parser() -> argparse.ArgumentParser:
    return manual("bench NAME [--json] [ARGUMENTS OF THE BENCH]", """
Measure one thing and print the figures, in the environment `core`. `bench NAME --help` is the bench's own manual.

prints: a table; with --json one JSON object instead, for another program

benches:
""" + listed_benches() + """

exit status: the bench's (0 measured); 2 for a name that is not listed, or when the environment cannot be made
""")


def python_parser() -> argparse.ArgumentParser:
    return manual("python [ARGUMENTS OF THE INTERPRETER]", """
Start the interpreter of the environment `core`, from the repository's root, so that `import kernel` works.

examples:
  python3 build.py python                                  an interactive session
  python3 build.py python -c 'import polars; print(polars.__version__)'
  python3 build.py python -m kernel --help

exit status: the interpreter's; 2 when the environment cannot be made
""")


def module(name: str, *given: str) -> Callable[[list[str]], list[str]]:
    """How a module is started: the repository's own, whatever lies in the folder where the user is (-P)."""
    return lambda arguments: ["-P", "-m", name, *given, *arguments]


def benches() -> dict[str, str]:
    """Each module in tests/bench that has a `main`, with the first line of its docstring; read, never imported."""
    found = {}
    for path in sorted(BENCHES.glob("*.py")):
        tree = ast.parse(path.read_text(), str(path))
        if any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in tree.body):
            found[path.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def listed_benches() -> str:
    return "\n".join(f"  {name:<12} {line}" for name, line in benches().items()) or "  (none yet)"


def start_bench(arguments: list[str]) -> list[str]:
    if not arguments or arguments[0] not in benches():
        wrong = f"no bench {arguments[0]!r}" if arguments else "which bench?"
        raise BadArguments(f"{wrong} There are:\n{listed_benches()}" if benches() else f"{wrong} There are none yet")
    return module(f"tests.bench.{arguments[0]}")(arguments[1:])


COMMANDS = {command.name: command for command in (
    Command("dryrun", "ARC tasks in; a two-attempt submission, its score and a page about the run out", "core",
            dryrun_parser, module("kernel.dryrun"), checked=True, second=serving),
    Command("model", "make a model ready to be served: FP8 weights, a calibrated FP8 KV cache, verified", "quantize",
            model_parser, module("models.make"), checked=True),
    Command("report", "make a run's page again from its journal", "core",
            report_parser, module("kernel.report"), checked=True),
    Command("classifier", "train the classifier of transductive programs, on the kit's corpus or on programs of yours",
            "classifier", classifier_parser, module("kernel.teach"), checked=True),
    Command("test", "run the tests", "test",
            test_parser, module("pytest", "-n", "2", "--dist", "loadgroup"), from_root=True),
    Command("bench", "measure something, such as what the spine costs beside engine and sandbox", "core",
            bench_parser, start_bench),
    Command("python", "the core environment's interpreter", "core",
            python_parser, lambda arguments: arguments, from_root=True),
    Command("wheels", "fetch every wheel that a run on Kaggle installs, for an installation without a network",
            "tools", wheels_parser, module("offline_wheels.wheelhouse"), checked=True),
    Command("bundle", "pack all that goes to Kaggle into one folder, tied together and checked", "tools",
            bundle_parser, module("offline_wheels.bundle"), checked=True),
    Command("push", "take a bundle to Kaggle: upload what changed, push the kernel, compare what is there", "push",
            push_parser, module("offline_wheels.push"), checked=True),
    Command("lock", "make the environments' lock files anew (for who maintains the kit)", "tools",
            lock_parser, module("offline_wheels.locks"), checked=True),
)}


def overview() -> str:
    """What `build.py --help` prints."""
    rows = "\n".join(f"  {command.name:<10} {command.summary}" for command in COMMANDS.values())
    return f"""usage: {CALLED} COMMAND [ARGUMENTS]

Turns ARC tasks into a two-attempt submission for the ARC Prize, on any Linux machine with Python 3.11 or newer.

commands:
{rows}

`{CALLED} COMMAND --help` is a command's manual. To begin:

  {CALLED} dryrun --dataset arc-agi-1-training --limit 20 --budget 1m

The first command that needs an environment makes it, from a lock file with hashes, in .envs/ (about half a minute and
500 MB each for a run and for the tests, some minutes and gigabytes for what makes and serves models; needs the network
once). Later ones start at once. Delete .envs/ to begin anew.

exit status: the command's own; 2 when it was refused before it began (wrong arguments, no environment)
"""


def main(arguments: list[str]) -> int:
    """Check the arguments, make the environment, and become the command. Returns only when it was not started."""
    if not arguments or arguments[0] in ("-h", "--help"):
        (sys.stdout if arguments else sys.stderr).write(overview())
        return 0 if arguments else 2
    name, *rest = arguments
    if name not in COMMANDS:
        raise BadArguments(f"no command {name!r}; there are: {', '.join(COMMANDS)} (see {CALLED} --help)")
    command = COMMANDS[name]
    if command.checked or rest[:1] in (["-h"], ["--help"]):
        parser = command.parser()
        parser.prog = f"{CALLED} {name}"
        parser.error = lambda message: parser.exit(2, f"build.py {name}: {message}; see {CALLED} {name} --help\n")
        if (second := command.second(parser.parse_args(rest))) is not None:
            rest = [*rest, second[1], interpreter_of(second[0])]
    return start(command, command.start(rest))


def interpreter_of(name: str) -> str:
    """The interpreter of an environment, which is made first if it is missing."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that a set-up takes its child along
    return str(environments.ensure(environments.named(name, ROOT), environ=os.environ, stream=sys.stderr))


def start(command: Command, arguments: list[str]) -> int:
    """Become the environment's interpreter; from here on exit status, output and signals are the command's."""
    interpreter = interpreter_of(command.environment)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    environ = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    environ["PYTHONPATH"] = str(ROOT)
    if command.from_root:
        os.chdir(ROOT)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(interpreter, [interpreter, *arguments], environ)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (BadArguments, environments.EnvironmentFault) as fault:
        print(f"build.py: {fault}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("\nbuild.py: interrupted; a set-up that was not finished is made again next time", file=sys.stderr)
        sys.exit(128 + signal.SIGINT)
