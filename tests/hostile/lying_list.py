"""Returns a list that says it is short and has no end.

Expected: MEMORY or TIMEOUT or BAD_OUTPUT
"""
class Endless(list):
    def __len__(self):
        return 2

    def __iter__(self):
        while True:
            yield [1, 2]


def transform(grid):
    return Endless()
