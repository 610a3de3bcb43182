"""Some generations of a cellular automaton on a set of coordinates."""


def neighbours(r, c):
    return {(r + dr, c + dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1)} - {(r, c)}


def transform(grid):
    h, w = len(grid), len(grid[0])
    inside = {(r, c) for r in range(h) for c in range(w)}
    alive = {(r, c) for r, c in inside if grid[r][c]}
    for _ in range(3):
        alive = {cell for cell in inside
                 if len(neighbours(*cell) & alive) == 3 or cell in alive and len(neighbours(*cell) & alive) == 2}
    return [[(grid[r][c] or 5) if (r, c) in alive else 0 for c in range(w)] for r in range(h)]
