"""Manners: label-blind rewritings of a program's source into the ways in which language models write.

    rewrite(program, MANNERS["plain-long"], rng, bank) -> str

Promises: the result parses and behaves as the program does; the same arguments give the same text; nothing but the
source is looked at, so a manner cannot know a label. Leaves out: formatting, since the classifier's features do not
see it. Raises SyntaxError for a program that does not parse, ValueError for one without `transform`.
"""
import ast
import random
from collections.abc import Callable
from dataclasses import dataclass

from classifier.corpus import additions, rewrites
from classifier.corpus.cellwise import cellwise
from classifier.corpus.rewrites import Bank

Rewrite = Callable[[ast.Module, random.Random, Bank], None]


@dataclass(frozen=True)
class Manner:
    """A named composition: each rewriting in turn, with its probability; then comments before a share of statements."""

    name: str
    steps: tuple[tuple[Rewrite, float], ...]
    comment_share: float = 0.0


SHAPES = ((rewrites.chained, 0.3), (rewrites.signature, 1.0), (rewrites.rename, 0.9))

MANNERS: dict[str, Manner] = {m.name: m for m in (
    Manner("bare", ((rewrites.stripped, 1.0), *SHAPES)),
    Manner("plain-short", ((rewrites.inlined, 0.5), (rewrites.stripped, 1.0), (rewrites.gathered, 0.9), *SHAPES), 0.1),
    Manner("plain-long", ((cellwise, 0.8), (rewrites.inlined, 0.7), (rewrites.unrolled, 0.9),
                          (rewrites.one_return, 0.6), (additions.dead_statements, 0.5), (additions.tables, 0.3),
                          *SHAPES), 0.4),
    Manner("numpy", ((rewrites.wrapped, 0.4), (rewrites.gathered, 0.5), (additions.dead_statements, 0.6),
                     (additions.tables, 0.25), *SHAPES), 0.3),
    Manner("helpers", ((rewrites.outlined, 0.9), (rewrites.wrapped, 0.4), (additions.spare_helpers, 0.7),
                       (additions.tables, 0.25), *SHAPES, (additions.documented, 0.5)), 0.2),
    Manner("documented", ((rewrites.outlined, 0.4), (rewrites.constants_named, 0.6), (additions.tables, 0.3),
                          *SHAPES, (additions.documented, 1.0)), 0.5),
    Manner("careful", ((cellwise, 0.4), (additions.guarded, 1.0), (additions.tried, 0.6),
                       (additions.spare_branch, 0.5), (additions.tables, 0.25), *SHAPES,
                       (additions.documented, 0.3)), 0.3),
    Manner("tables", ((rewrites.inlined, 0.5), (additions.tables, 1.0), (rewrites.constants_named, 0.4),
                      *SHAPES), 0.2),
    Manner("cluttered", ((cellwise, 0.5), (rewrites.inlined, 0.5), (additions.dead_statements, 1.0),
                         (additions.tables, 0.7), (additions.spare_helpers, 0.6), (additions.spare_branch, 0.4),
                         (additions.logged, 0.4), *SHAPES), 0.6),
    Manner("script", ((rewrites.stripped, 0.7), (rewrites.constants_named, 0.7), (additions.logged, 0.3),
                      (additions.tables, 0.3), *SHAPES, (additions.main_block, 0.9)), 0.2),
    Manner("mixed", ((cellwise, 0.4), (rewrites.inlined, 0.4), (rewrites.outlined, 0.4), (rewrites.wrapped, 0.2),
                     (rewrites.unrolled, 0.4), (rewrites.gathered, 0.3), (rewrites.one_return, 0.4),
                     (rewrites.constants_named, 0.3), (additions.guarded, 0.3), (additions.tables, 0.4),
                     (additions.tried, 0.2), (additions.spare_branch, 0.2), *SHAPES, (additions.documented, 0.3)), 0.3),
)}


def rewrite(program: str, manner: Manner, rng: random.Random, bank: Bank = Bank()) -> str:
    """The program in a manner."""
    tree = ast.parse(program)
    rewrites.entry(tree)
    for step, chance in manner.steps:
        if rng.random() < chance:
            step(tree, rng, bank)
    text = ast.unparse(ast.fix_missing_locations(tree))
    return additions.commented(text, rng, manner.comment_share) if manner.comment_share else text + "\n"
