"""Hypothesis strategies that several tests share: grids, tasks, challenges files, any JSON, and JSON gone wrong."""
import copy

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kernel.tasks import Pair, Task

# On a busy machine a single example may take any time, which says nothing about the code.
settings.register_profile("kit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kit")


@st.composite
def grids(draw, max_side: int = 5):
    """A valid grid of up to `max_side` rows and columns."""
    width = draw(st.integers(1, max_side))
    row = st.lists(st.integers(0, 9), min_size=width, max_size=width)
    return draw(st.lists(row, min_size=1, max_size=max_side))


def task_ids():
    """Ids as the competition writes them: eight hexadecimal digits."""
    return st.text("0123456789abcdef", min_size=8, max_size=8)


def tasks(max_side: int = 5):
    """A well-formed Task."""
    pairs = st.builds(Pair, input=grids(max_side), output=grids(max_side))
    return st.builds(Task, id=task_ids(), train=st.lists(pairs, min_size=1, max_size=3).map(tuple),
                     tests=st.lists(grids(max_side), min_size=1, max_size=3).map(tuple))


def challenges_values(max_side: int = 3):
    """The plain value of a valid challenges file; some test pairs carry an output, as the training files' do."""
    train_pairs = st.fixed_dictionaries({"input": grids(max_side), "output": grids(max_side)})
    test_pairs = st.fixed_dictionaries({"input": grids(max_side)}, optional={"output": grids(max_side)})
    task = st.fixed_dictionaries({"train": st.lists(train_pairs, min_size=1, max_size=3),
                                  "test": st.lists(test_pairs, min_size=1, max_size=3)})
    return st.dictionaries(task_ids(), task, min_size=1, max_size=3)


def json_values():
    """Any plain value that a JSON file can hold."""
    scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    return st.recursive(scalars, lambda inner: st.lists(inner, max_size=4)
                        | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12)


@st.composite
def mutated(draw, valid):
    """A value drawn from `valid` with one place of it, however deep, replaced, removed, doubled or renamed."""
    value = copy.deepcopy(draw(valid))
    holders = [holder for holder in _containers(value) if holder]
    if not holders:
        return draw(json_values())
    holder = draw(st.sampled_from(holders))
    place = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    change = draw(st.sampled_from(["replace", "remove", "double", "rename"]))
    if change == "replace":
        holder[place] = draw(json_values())
    elif change == "remove":
        del holder[place]
    elif isinstance(holder, list):
        holder.insert(place, copy.deepcopy(holder[place]))
    else:
        content = copy.deepcopy(holder[place]) if change == "double" else holder.pop(place)
        holder[draw(st.text(max_size=8))] = content
    return value


def _containers(value):
    if isinstance(value, (dict, list)):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _containers(inner)
