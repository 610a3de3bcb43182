"""Worth: what one more program that fits all train pairs adds to the chance that one of two attempts is right.

A task's fits are grouped by their outputs on the test inputs. A share r of them, beta-distributed over tasks, gives the
right outputs; the wrong ones fall into groups of their own, as guests of a restaurant choose tables: an old one the
more readily the more sit there, or a new one. From this follows exactly how probable it is that the right outputs are
those of one of the two largest groups, and what to expect of the next fits: falling as groups grow that agree, rising
again where they are split.

Pure. The counts are all that matters, so results are kept by counts.
"""
from functools import cache
from math import exp, lgamma, log

Counts = tuple[int, ...]                   # fits in each group, most first
GROUPS = 6                                 # looked at; smaller groups beyond are left out
AHEAD = 3                                  # fits: what one more cannot change, three may
ENOUGH = 96                                # a group beyond that is as good as any larger; at 24 close votes stayed open


class Worth:
    """For one prior of right and wrong fits; see `belief.Prior`."""

    def __init__(self, right: tuple[float, float], scatter: float):
        self._a, self._b = right
        self._scatter = scatter
        self.solved = cache(self._solved)
        self._expected = cache(self._expected_after)
        self._gain = cache(self._gain_of)

    def gain(self, counts: Counts) -> float:
        """How much one more fit adds to `solved`, at best over the next few: 0 to 1.

        Where wrong fits agree more than right ones, more fits can harm; then it is 0.
        """
        return self._gain(bounded(counts))

    def _gain_of(self, counts: Counts) -> float:
        now = self.solved(counts)
        return max(0.0, *((self._expected(counts, ahead) - now) / ahead for ahead in range(1, AHEAD + 1)))

    def _solved(self, counts: Counts) -> float:
        """The chance that the right outputs are those of one of the two largest groups."""
        return sum(self._right(counts)[1:3])

    def _right(self, counts: Counts) -> tuple[float, ...]:
        """How probable it is that none of the groups is right, then for each that it is."""
        total, (a, b) = sum(counts), (self._a, self._b)
        logs = [lgamma(b + total) + self._seated(counts) + lgamma(a)]
        for group, count in enumerate(counts):
            others = counts[:group] + counts[group + 1:]
            logs.append(lgamma(a + count) + lgamma(b + total - count) + self._seated(others))
        top = max(logs)
        weights = [exp(one - top) for one in logs]
        return tuple(weight / sum(weights) for weight in weights)

    def _seated(self, counts: Counts) -> float:
        """The log of how probable it is that wrong fits fall into these groups."""
        t, total = self._scatter, sum(counts)
        return len(counts) * log(t) + sum(lgamma(count) for count in counts) - lgamma(t + total) + lgamma(t)

    def _expected_after(self, counts: Counts, ahead: int) -> float:
        """`solved`, expected after so many more fits."""
        if ahead == 0:
            return self.solved(counts)
        total, found, new = sum(counts), 0.0, 0.0
        joins = [0.0] * len(counts)
        for right, believed in enumerate(self._right(counts), -1):       # -1: none of them
            held = counts[right] if right >= 0 else 0
            hit = (self._a + held) / (self._a + self._b + total)
            miss, seats = 1 - hit, self._scatter + total - held
            if right >= 0:
                joins[right] += believed * hit
            else:
                new += believed * hit
            new += believed * miss * self._scatter / seats
            for group, count in enumerate(counts):
                if group != right:
                    joins[group] += believed * miss * count / seats
        for group, chance in enumerate(joins):
            more = counts[:group] + (counts[group] + 1,) + counts[group + 1:]
            found += chance * self._expected(bounded(more), ahead - 1)
        return found + new * self._expected(bounded((*counts, 1)), ahead - 1)


def bounded(counts: Counts) -> Counts:
    """Most first, no more groups and no larger ones than make a difference."""
    return tuple(sorted((min(count, ENOUGH) for count in counts), reverse=True)[:GROUPS])
