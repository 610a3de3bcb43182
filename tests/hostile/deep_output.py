"""Returns lists nested 10^5 deep.

Expected: BAD_OUTPUT
"""
def transform(grid):
    output = [0]
    for _ in range(10**5):
        output = [output]
    return output
