"""Each row is laid over the one below, by reduce and lambdas."""
from functools import reduce

overlay = lambda upper, lower: [a or b for a, b in zip(upper, lower)]
transform = lambda grid: reduce(lambda rows, row: rows + [overlay(row, rows[-1])], grid[1:], [grid[0][:]])
