"""Returns rows that change each other while they are read.

Expected: BAD_OUTPUT or RAISED or MEMORY or TIMEOUT
"""
class Row(list):
    def __iter__(self):
        for other in rows:
            other.extend([9] * 50)
        rows.extend([Row([9])] * 50)
        return iter([1] * 10**5)


rows = []


def transform(grid):
    rows[:] = [Row(row) for row in grid]
    return rows
