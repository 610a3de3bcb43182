def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    n = len(grid_lst)
    # Color of the cross
    color = grid_lst[n // 2][0]

    # Pattern of the upper half
    if n == 11:
        half = ['..........', '.#......#.', '##......##', '.##....##.', '..........']
    elif n == 9:
        half = ['#.#..#.#', '##....##', '#......#', '........']
    elif n == 7:
        half = ['#....#', '.####.', '.#..#.']
    else:
        half = ["#" * (n - 1)] * (n // 2)

    # Mirror the pattern to get the lower half
    full = half + half[::-1]
    return [[color if ch == "#" else 0 for ch in line] for line in full]
