from typing import List


def transpose(grid: List[List[int]]) -> List[List[int]]:
    return [list(col) for col in zip(*grid)]


def solve_horizontal(grid: List[List[int]]) -> List[List[int]]:
    """Solve for horizontal light-blue lines. Red dots travel up and down until they hit a line."""
    h, w = len(grid), len(grid[0])
    line_rows = [r for r in range(h) if all(v == 8 for v in grid[r])]
    out = [row[:] for row in grid]
    hits = []

    for r in range(h):
        for c in range(w):
            if grid[r][c] != 2:
                continue
            above = [l for l in line_rows if l < r]
            below = [l for l in line_rows if l > r]
            targets = []
            if above:
                targets.append(max(above))
            if below:
                targets.append(min(below))
            for t in targets:
                step = 1 if t > r else -1
                for rr in range(r, t, step):
                    out[rr][c] = 2
                hits.append((t, c))

    # Draw the 3x3 "explosion" around each impact point, the centre stays red
    for r, c in hits:
        for dr in (-1, 0, 1):
            for dc in (-1, 0, 1):
                nr, nc = r + dr, c + dc
                if 0 <= nr < h and 0 <= nc < w:
                    out[nr][nc] = 8
    for r, c in hits:
        out[r][c] = 2
    return out


def transform(grid: List[List[int]]) -> List[List[int]]:
    if not grid or not grid[0]:
        return grid
    has_horizontal_line = any(all(v == 8 for v in row) for row in grid)
    if has_horizontal_line:
        return solve_horizontal(grid)
    return transpose(solve_horizontal(transpose(grid)))
