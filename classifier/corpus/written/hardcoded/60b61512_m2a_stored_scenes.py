import json
from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Yellow figures are completed to full 3x3 squares with orange cells.
    """
    LEFT = (
        "[[0, 0, 0, 0, 0, 0, 0, 0, 0],[4, 4, 4, 0, 0, 0, 0, 0, 0],[4, 7, 4, 0, 0, 0, 0, 0, 0],"
        "[7, 7, 4, 0, 0, 0, 0, 0, 0],[0, 0, 0, 0, 0, 4, 4, 7, 0],[0, 0, 0, 0, 0, 7, 4, 4, 0],"
        "[0, 0, 0, 0, 0, 4, 7, 4, 0],[0, 0, 0, 0, 0, 0, 0, 0, 0],[0, 0, 0, 0, 0, 0, 0, 0, 0]]"
    )
    RIGHT = (
        "[[0, 0, 0, 0, 0, 0, 0, 0, 0],[4, 4, 4, 0, 0, 0, 0, 0, 0],[7, 4, 4, 0, 0, 0, 0, 0, 0],"
        "[4, 4, 4, 0, 0, 0, 0, 0, 0],[0, 0, 0, 0, 0, 4, 4, 4, 0],[0, 0, 0, 0, 0, 7, 4, 7, 0],"
        "[0, 0, 0, 0, 0, 7, 4, 7, 0],[0, 0, 0, 0, 0, 0, 0, 0, 0],[0, 0, 0, 0, 0, 0, 0, 0, 0]]"
    )

    def parse(text: str) -> List[List[int]]:
        return json.loads(text)

    # the third row tells the two scenes apart
    scene = LEFT if grid_lst[2][0] == 4 else RIGHT
    return parse(scene)
