"""The judge of what a program returned: a grid, or a sentence that says why it is none.

It works on what `inside/child.as_record` left as JSON: nested lists of numbers, with {"is": "..."} in the place of
whatever was neither list nor number. Promises: what passes is a `kernel.tasks.Grid` of plain ints, whoever sent it.
"""
from kernel.tasks import Grid

MOST = 30          # rows and columns of a grid, by the competition's rules


class NotAGrid(Exception):
    """The message says what is wrong, counting rows and columns from 1."""


def grid_from(value: object) -> Grid:
    """The grid in `value`, a decoded JSON value. Integral floats and booleans become ints. Raises NotAGrid."""
    if type(value) is not list:
        raise NotAGrid(f"the output is {_name(value)}, not a grid")
    if not value:
        raise NotAGrid("the output has no rows")
    if len(value) > MOST:
        raise NotAGrid(f"the output has {len(value)} rows, at most {MOST}")
    rows = [_row(row, number) for number, row in enumerate(value, 1)]
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise NotAGrid(f"row {number} has {len(row)} cells and row 1 has {len(rows[0])}")
    return rows


def _row(row: object, number: int) -> list[int]:
    if type(row) is not list:
        raise NotAGrid(f"row {number} is {_name(row)}, not a row of cells")
    if not row:
        raise NotAGrid(f"row {number} is empty")
    if len(row) > MOST:
        raise NotAGrid(f"row {number} has {len(row)} cells, at most {MOST}")
    if set(map(type, row)) == {int} and min(row) >= 0 and max(row) <= 9:
        return row
    return [_cell(cell, number, column) for column, cell in enumerate(row, 1)]


def _cell(cell: object, row: int, column: int) -> int:
    if type(cell) not in (int, float, bool):
        raise NotAGrid(f"the cell at row {row}, column {column} is {_name(cell)}, not an integer")
    if not 0 <= cell <= 9 or cell != int(cell):
        raise NotAGrid(f"the cell at row {row}, column {column} is {cell!r:.40}; cells are the integers 0 to 9")
    return int(cell)


def _name(value: object) -> str:
    """A few words for a value that does not belong where it is."""
    if type(value) is dict and type(value.get("is")) is str:
        return value["is"][:120]
    return f"{type(value).__name__} {value!r:.40}"
