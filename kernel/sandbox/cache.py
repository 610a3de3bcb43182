"""What programs came to, remembered: the same program on the same inputs is not run twice.

A language model that is asked for many samples writes some of them more than once. Promises: two jobs share an answer
only if their sources are the same program to the letter but for comments, trailing blanks and ends of lines; memory
stays within its bound, what was asked for longest ago going first. INFRA is never remembered, nor is CRASHED, which may
be the doing of a machine without memory; TIMEOUT is, because to wait for the same loop again costs most. `random` and
`numpy.random` start from the same seeds in every run; a program that asks the clock keeps its first answer.
Leaves out: threads (`pool` has the lock).
"""
import hashlib
import marshal
import re
from collections import OrderedDict
from collections.abc import Hashable

from kernel.candidates import pack, unpack
from kernel.sandbox.outcomes import Outcome, Output, Run

ENTRY_BYTES, OUTPUT_BYTES = 400, 150       # about what Python's objects cost around the cells and messages

# A string, which is kept, longer quotes first; a quote that nothing closes; a comment. Whatever is neither cannot
# contain a quote or a hash. To go on after an open quote would be to read the rest of the source again for each one.
STRING = r"""\"\"\"(?:[^\\]|\\.)*?\"\"\"|"(?!"")(?:[^"\\\n]|\\.)*\""""
TOKEN = re.compile("(" + STRING + "|" + STRING.replace('"', "'") + r""")|(["'])|\#[^\n]*""", re.DOTALL)
FORMATTED = re.compile(r"\b[rR]?[fFtT][rR]?['\"]")


def normalised(program: str) -> str:
    """The source without comments and trailing blanks, line for line, and with one kind of line ends.

    Sources with formatted strings keep both, because what is a string in them depends on the version of Python; so do
    sources with a form feed, which counts as indentation where a blank line does not.
    """
    if "\r" in program:
        program = program.replace("\r\n", "\n").replace("\r", "\n")
    if not any(mark in program for mark in ("#", " \n", "\t\n")) or "\f" in program or FORMATTED.search(program):
        return _without(program, "\n")
    kept: list[str] = []

    def set_aside(match: re.Match) -> str:
        if match[2] is not None:
            raise _OpenQuote
        if match[1] is None:
            return ""
        kept.append(match[1])
        return "\0"

    if "\0" in program:                    # no program at all, and no place for ours
        return program
    try:
        lines = TOKEN.sub(set_aside, program).split("\n")
    except _OpenQuote:                     # no program either
        return program
    bare = "\n".join(_without(line, " \t") for line in lines)
    strings = iter(kept)
    return _without(re.sub("\0", lambda _: next(strings), bare), "\n")


def _without(text: str, blanks: str) -> str:
    """The text without these at its end. After a backslash they are an error, or make one, and stay."""
    bare = text.rstrip(blanks)
    return text if bare.endswith("\\") else bare


class _OpenQuote(Exception):
    """A quote that nothing closes."""


class Cache:
    """Runs by what was run. Not for two threads at once."""

    def __init__(self, bytes_most: int):
        self.bytes_most = bytes_most
        self.bytes = 0
        self._entries: OrderedDict[bytes, tuple] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    @staticmethod
    def digest(program: str, inputs: list) -> bytes:
        """What stands for a program on inputs that `wire.pack_job` takes."""
        return hashlib.blake2b(marshal.dumps((normalised(program), inputs), 2), digest_size=20).digest()

    def get(self, digest: bytes, key: Hashable) -> Run | None:
        """The run as it was, under another key, its grids new lists and its seconds 0; None if it is not known."""
        entry = self._entries.get(digest)
        if entry is None:
            return None
        self._entries.move_to_end(digest)
        outcome, message, outputs, _ = entry
        return Run(key, outcome, tuple(Output(word, unpack(grid) if grid else None, text)
                                       for word, grid, text in outputs), 0.0, message)

    def put(self, digest: bytes, run: Run) -> None:
        """Remember a run, unless it may be our failure or is larger than everything there is room for."""
        if run.outcome in (Outcome.INFRA, Outcome.CRASHED) or digest in self._entries:
            return
        outputs = [(output.outcome, pack(output.grid) if output.grid else "", output.message) for output in run.outputs]
        size = ENTRY_BYTES + sum(OUTPUT_BYTES + len(grid) + len(text) for _, grid, text in outputs)
        if size > self.bytes_most:
            return
        self._entries[digest] = run.outcome, run.message, outputs, size
        self.bytes += size
        while self.bytes > self.bytes_most:
            _, (*_, gone) = self._entries.popitem(last=False)
            self.bytes -= gone
