from itertools import permutations
from typing import List


def transform(grid: List[List[int]]) -> List[List[int]]:
    """Two pieces fit together to form a full 3x3 square. Try all placements."""
    N = 3
    pieces = {}
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if v:
                pieces.setdefault(v, []).append((r, c))

    def placements(cells):
        r0 = min(r for r, _ in cells)
        c0 = min(c for _, c in cells)
        norm = [(r - r0, c - c0) for r, c in cells]
        height = max(r for r, _ in norm) + 1
        width = max(c for _, c in norm) + 1
        for dr in range(N - height + 1):
            for dc in range(N - width + 1):
                yield {(r + dr, c + dc) for r, c in norm}

    for (ca, a), (cb, b) in permutations(pieces.items(), 2):
        for pa in placements(a):
            for pb in placements(b):
                if not pa & pb and len(pa | pb) == N * N:
                    return [[ca if (r, c) in pa else cb for c in range(N)] for r in range(N)]
    return [[0] * N for _ in range(N)]
