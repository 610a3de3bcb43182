from collections import deque
from dataclasses import dataclass, field
from typing import List, Tuple


@dataclass
class Thing:
    """A connected group of non-black cells."""
    cells: List[Tuple[int, int]] = field(default_factory=list)

    def box(self):
        rs = [r for r, _ in self.cells]
        cs = [c for _, c in self.cells]
        return min(rs), min(cs), max(rs) + 1, max(cs) + 1

    def crop(self, grid):
        r0, c0, r1, c1 = self.box()
        return [row[c0:c1] for row in grid[r0:r1]]


def things(grid):
    h, w = len(grid), len(grid[0])
    seen = set()
    for r in range(h):
        for c in range(w):
            if grid[r][c] == 0 or (r, c) in seen:
                continue
            thing, queue = Thing(), deque([(r, c)])
            seen.add((r, c))
            while queue:
                y, x = queue.popleft()
                thing.cells.append((y, x))
                for ny, nx in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                    if 0 <= ny < h and 0 <= nx < w and grid[ny][nx] and (ny, nx) not in seen:
                        seen.add((ny, nx))
                        queue.append((ny, nx))
            yield thing


def blue(crop):
    return sum(row.count(1) for row in crop)


def transform(grid):
    crops = [t.crop(grid) for t in things(grid)]
    full = [c for c in crops if len(c) == 3 and len(c[0]) == 3]
    return max(full or crops, key=blue)
