def transform(grid):
    # the grey row is row 5, so there are two parts with 5 rows
    part1 = grid[0:5]
    part2 = grid[6:11]
    answer = []
    for i in range(5):
        line = []
        for j in range(11):
            if part1[i][j] != 0:
                line.append(part1[i][j])
            elif part2[i][j] != 0:
                line.append(part2[i][j])
            else:
                line.append(0)
        answer.append(line)
    return answer
