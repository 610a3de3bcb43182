"""Worth: what one more program that fits all train pairs adds to the chance that one of two attempts is right.

A task's fits are grouped by their outputs on the test inputs. A share r of them, beta-distributed over tasks, gives the
right outputs; the wrong ones fall into groups of their own, as guests of a restaurant choose tables: an old one the
more readily the more sit there, or a new one. From this follows how probable it is that the right outputs are those of
one of the two largest groups, and what to expect of the next fits: falling as groups grow that agree, rising again
where they are split, and falling once more where every fit says something else.

That is exact for up to `MOST` fits in up to `GROUPS` groups. Smaller groups beyond count as wrong fits, and more fits
are taken for so many in the same proportion, of which each is worth the less.

Pure. The counts are all that matters, so results are kept by counts.
"""
import heapq
from collections.abc import Iterable
from functools import cache, lru_cache
from math import exp, lgamma, log
from typing import NamedTuple

GROUPS = 6                                 # looked at one by one
MOST = 192                                 # fits, beyond which they are scaled down
AHEAD = 3                                  # fits: what one more cannot change, three may
KEPT = 1 << 17                             # results of each kind, those of the longest ago gone first: some 40 MB


class Split(NamedTuple):
    """How a task's fits are divided: the sizes of the largest groups, most first, and how many are in smaller ones."""

    groups: tuple[int, ...]
    beyond: int = 0

    @property
    def fits(self) -> int:
        """All of them."""
        return sum(self.groups) + self.beyond

    def one_more(self, group: int | None) -> "Split":
        """After one more fit: in one of the groups, or in a new one (None)."""
        groups = [*self.groups, 1] if group is None else [*self.groups]
        if group is not None:
            groups[group] += 1
        groups.sort(reverse=True)
        return Split(tuple(groups[:GROUPS]), self.beyond + sum(groups[GROUPS:]))


class Worth:
    """For one prior of right and wrong fits; see `belief.Prior`. `worth_of` gives one that others use too."""

    def __init__(self, right: tuple[float, float], scatter: float):
        self._a, self._b = right
        self._scatter = scatter
        self.solved = lru_cache(KEPT)(self._solved)
        self._expected = lru_cache(KEPT)(self._expected_after)
        self._gain = lru_cache(KEPT)(self._gain_of)

    def gain(self, counts: Iterable[int]) -> float:
        """How much one more fit adds to `solved`, at best over the next few: 0 to 1. `counts`: fits in each group.

        Where wrong fits agree more than right ones, more fits can harm; then it is 0.
        """
        split, scale = split_of(counts)
        return scale * self._gain(split)

    def _gain_of(self, split: Split) -> float:
        now = self.solved(split)
        return max(0.0, *((self._expected(split, ahead) - now) / ahead for ahead in range(1, AHEAD + 1)))

    def _solved(self, split: Split) -> float:
        """The chance that the right outputs are those of one of the two largest groups."""
        return sum(self._right(split)[1:3])

    def _right(self, split: Split) -> tuple[float, ...]:
        """How probable it is that none of the groups is right, then for each that it is."""
        groups, total, (a, b) = split.groups, split.fits, (self._a, self._b)
        logs = [lgamma(b + total) + self._seated(groups, total) + lgamma(a)]
        for group, count in enumerate(groups):
            others = groups[:group] + groups[group + 1:]
            logs.append(lgamma(a + count) + lgamma(b + total - count) + self._seated(others, total - count))
        top = max(logs)
        weights = [exp(one - top) for one in logs]
        whole = sum(weights)
        return tuple(weight / whole for weight in weights)

    def _seated(self, groups: tuple[int, ...], wrong: int) -> float:
        """The log of how probable it is that so many wrong fits fall into these groups and, for the rest of them, into
        smaller ones; but for a factor that these bring, whichever group is right."""
        t = self._scatter
        return len(groups) * log(t) + sum(lgamma(count) for count in groups) - lgamma(t + wrong) + lgamma(t)

    def _expected_after(self, split: Split, ahead: int) -> float:
        """`solved`, expected after so many more fits."""
        if ahead == 0:
            return self.solved(split)
        groups, total = split.groups, split.fits
        joins, smaller, new = [0.0] * len(groups), 0.0, 0.0
        for right, believed in enumerate(self._right(split), -1):        # -1: none of them
            held = groups[right] if right >= 0 else 0
            hit = (self._a + held) / (self._a + self._b + total)
            miss, seats = believed * (1 - hit), self._scatter + total - held
            if right >= 0:
                joins[right] += believed * hit
            else:
                new += believed * hit
            new += miss * self._scatter / seats
            smaller += miss * split.beyond / seats
            for group, count in enumerate(groups):
                if group != right:
                    joins[group] += miss * count / seats
        found = sum(chance * self._expected(split.one_more(group), ahead - 1) for group, chance in enumerate(joins))
        if split.beyond:
            found += smaller * self._expected(split._replace(beyond=split.beyond + 1), ahead - 1)
        return found + new * self._expected(split.one_more(None), ahead - 1)


@cache
def worth_of(right: tuple[float, float], scatter: float) -> Worth:
    """The one for this prior, with all that was ever asked of it."""
    return Worth(right, scatter)


def split_of(counts: Iterable[int]) -> tuple[Split, float]:
    """How fits with so many in each group are divided, and by what they were scaled to be no more than `MOST`."""
    counts = list(counts)
    total = sum(counts)
    scale = min(1.0, MOST / total) if total else 1.0
    groups = tuple(max(1, round(scale * count)) for count in heapq.nlargest(GROUPS, counts))
    return Split(groups, max(0, round(scale * total) - sum(groups)) if len(counts) > GROUPS else 0), scale
