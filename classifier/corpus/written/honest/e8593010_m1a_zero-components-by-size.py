from typing import Dict, List

COLOR_BY_SIZE: Dict[int, int] = {1: 3, 2: 2, 3: 1}


def transform(grid: List[List[int]]) -> List[List[int]]:
    """Zero-components: size 1 -> 3, size 2 -> 2, size 3 -> 1."""
    rows, cols = len(grid), len(grid[0])
    result = [list(row) for row in grid]
    seen = set()

    def dfs(r: int, c: int, acc: List) -> None:
        if r < 0 or c < 0 or r >= rows or c >= cols:
            return
        if (r, c) in seen or grid[r][c] != 0:
            return
        seen.add((r, c))
        acc.append((r, c))
        dfs(r + 1, c, acc)
        dfs(r - 1, c, acc)
        dfs(r, c + 1, acc)
        dfs(r, c - 1, acc)

    for r in range(rows):
        for c in range(cols):
            component: List = []
            dfs(r, c, component)
            for y, x in component:
                result[y][x] = COLOR_BY_SIZE.get(len(component), 0)
    return result
