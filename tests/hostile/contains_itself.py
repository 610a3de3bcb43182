"""Returns a list that contains itself.

Expected: BAD_OUTPUT
"""
def transform(grid):
    output = []
    output.append(output)
    return output
