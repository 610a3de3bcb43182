"""The corpus that the classifier learns from: honest programs and hard-coders of many styles, made without a download.

    from classifier.corpus import Example, Settings, make

Promises: see `maker`. How it is laid out: `made` makes tasks of its own by the rules in `rules_plain` and `rules_numpy`
(`drawing` draws their grids); `hardcoders` and `grey` write programs that remember, out of `keys`, `memory` and
`assembly`; `manners` rewrites all programs alike (`rewrites`, `cellwise`, `additions`); `written/` holds programs
written by hand.
Leaves out: running programs, which is the caller's, in a sandbox.
"""
from classifier.corpus.example import Example, Grid, Pair, TaskGrids
from classifier.corpus.maker import Settings, make

__all__ = ["Example", "Grid", "Pair", "Settings", "TaskGrids", "make"]
