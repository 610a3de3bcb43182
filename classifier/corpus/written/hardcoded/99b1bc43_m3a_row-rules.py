# Observation: two 4x4 panels, separated by a yellow line.
# Rule: compare the panels row by row; the table lists the row that results.
ROW_RULES = {
    ("0101", "0202"): "0000",
    ("0001", "0002"): "0000",
    ("1010", "2002"): "0033",
    ("0001", "2220"): "3333",
    ("1100", "0222"): "3033",
    ("1010", "2020"): "0000",
    ("1101", "2222"): "0030",
    ("0110", "2222"): "3003",
    ("0100", "0000"): "0300",
    ("1011", "0202"): "3330",
    ("1110", "2202"): "0033",
    ("1110", "0200"): "3030",
    ("1011", "0222"): "3300",
    ("0001", "0222"): "0330",
    ("1100", "2022"): "0333",
    ("0011", "2222"): "3300",
}


def transform(grid):
    """Combine row i of the upper panel with row i of the lower panel."""
    lines = ["".join(str(v) for v in row) for row in grid]
    upper, lower = lines[:4], lines[5:]
    output = []
    for pair in zip(upper, lower):
        combined = ROW_RULES.get(pair, "0000")
        output.append([int(ch) for ch in combined])
    return output
