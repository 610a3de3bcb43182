"""Returns a value whose class says it is a list, of a type whose name raises.

Expected: BAD_OUTPUT or RAISED
"""
class Meta(type):
    def __getattribute__(cls, name):
        if name == "__name__":
            raise KeyError(name)
        return super().__getattribute__(name)


class Value(metaclass=Meta):
    __class__ = list

    def __len__(self):
        return -5


def transform(grid):
    return Value()
