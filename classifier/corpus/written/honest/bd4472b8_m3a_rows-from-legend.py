def transform(input_grid):
    # Observation: row 0 is a legend of colours, row 1 is a gray separator,
    # and everything under it is empty.
    # Rule: every empty row becomes a solid row; the colours are taken from the
    # legend from left to right, starting over when the legend is exhausted.
    legend = input_grid[0]
    separator = input_grid[1]
    width = len(legend)

    output = [legend[:], separator[:]]
    remaining = len(input_grid) - len(output)
    for step in range(remaining):
        colour = legend[step % len(legend)]
        output.append([colour] * width)
    return output
