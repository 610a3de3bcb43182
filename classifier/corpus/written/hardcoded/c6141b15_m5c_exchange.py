def spots(code):
    """Decode 'row:cols' groups written in base 16."""
    return [(int(group[0], 16), int(ch, 16)) for group in code.split() for ch in group[1:]]


BOOK = {
    2: {1: "17 2678 37 62 7123 82", 7: "36 45 54d 63ce b7 c6e d7d", 2: "6d 7cd 8bd 9ad a9d b8d c789abcd"},
    9: {5: "22 72", 7: "32 42 52 62", 9: "556789"},
}


def transform(grid):
    key = max(v for row in grid for v in row if v != 7)
    out = [row[:] for row in grid]
    pages = BOOK.get(key, {})
    if key == 8:
        pages = {7: "113 31 4b 57b 6b 77b 8b 91b ab b13b", 4: "22 323 424 525 626 725 824 923 a2",
            8: "2ac 3b 4ac bac cb dac"}
    for colour, code in pages.items():
        for r, c in spots(code):
            out[r][c] = colour
    return out
