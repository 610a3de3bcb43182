"""Draws the bounding box of each colour, the largest first, with dataclasses."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    colour: int
    top: int
    left: int
    bottom: int
    right: int

    @property
    def area(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def draw(self, grid: list[list[int]]) -> None:
        for r in range(self.top, self.bottom + 1):
            for c in range(self.left, self.right + 1):
                if r in (self.top, self.bottom) or c in (self.left, self.right):
                    grid[r][c] = self.colour


def box_of(grid: list[list[int]], colour: int) -> Box | None:
    cells = [(r, c) for r, row in enumerate(grid) for c, cell in enumerate(row) if cell == colour]
    if not cells:
        return None
    rows, columns = zip(*cells)
    return Box(colour, min(rows), min(columns), max(rows), max(columns))


def transform(grid: list[list[int]]) -> list[list[int]]:
    result = [row[:] for row in grid]
    boxes = [box for colour in range(1, 10) if (box := box_of(grid, colour))]
    for box in sorted(boxes, key=lambda box: (-box.area, box.colour)):
        box.draw(result)
    return result
