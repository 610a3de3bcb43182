"""What the supervisor believes of what a child left: nothing but grids, whatever lies there."""
import itertools
import json
import marshal

from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.sandbox import Outcome
from kernel.sandbox.grids import NotAGrid, grid_from
from kernel.sandbox.inside import wire
from kernel.sandbox.results import run_of
from kernel.sandbox.zygotes import Ended, Job
from tests.sandbox_watch import LIMITS

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just({"is": "a thing"}),
    lambda inner: st.lists(inner, max_size=35) | st.dictionaries(st.text(max_size=2), inner, max_size=2), max_leaves=60)


@settings(max_examples=150, deadline=None)
@given(json_values | st.lists(st.lists(st.integers(-1, 10) | st.floats(0, 9) | st.booleans(), max_size=3), max_size=3))
def test_the_judge_lets_nothing_but_grids_pass(value):
    try:
        grid = grid_from(value)
    except NotAGrid as error:
        assert str(error) and len(str(error)) < 300
        return
    assert 1 <= len(grid) <= 30 and 1 <= len(grid[0]) <= 30 and {len(row) for row in grid} == {len(grid[0])}
    assert all(type(cell) is int and 0 <= cell <= 9 for row in grid for cell in row)
    assert grid == value


small_grids = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), min_size=1, max_size=4)


@given(st.text(max_size=30), st.lists(small_grids, max_size=4))
def test_a_job_arrives_as_it_was_sent(program, inputs):
    assert marshal.loads(wire.pack_job(program, inputs)) == (program, inputs)
    assert wire.pack_job(program, [[row[:] for row in grid] for grid in inputs]) == wire.pack_job(program, inputs)


def left(records: list[tuple[bytes, bytes]]) -> bytes:
    """The results' memory after a child has left these records."""
    body = b"".join(tag + wire.number(len(data)) + data for tag, data in records)
    return wire.number(len(records)) + wire.number(len(body)) + body


tags = (st.sampled_from([wire.GRID, wire.VALUE, wire.LOADED, wire.RAISED, wire.MEMORY, wire.DENIED])
        | st.binary(max_size=1))
shapes = st.tuples(st.integers(0, 40), st.integers(0, 40))
bodies = (st.binary(max_size=12) | json_values.map(lambda value: json.dumps(value).encode())
          | shapes.map(lambda shape: bytes(shape) + bytes(shape[0] * shape[1])))
anything = st.binary(max_size=60) | st.lists(st.tuples(tags, bodies), max_size=4).map(left)


@settings(max_examples=300)
@given(anything, st.integers(0, 3), st.integers(0, 255).map(lambda code: code << 8) | st.integers(1, 64), st.booleans(),
       st.data())
def test_whatever_a_child_leaves_it_is_no_error_of_ours(results, inputs, status, late, data):
    if results and data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(results) - 1))
        results = results[:at] + data.draw(st.binary(min_size=1, max_size=1)) + results[at + 1:]
    results = results.ljust(wire.HEADER_BYTES, b"\0")
    run = run_of(Job("key", "bare", b"", inputs), Ended(status, late, 0.5, results), LIMITS)
    assert (run.key, len(run.outputs), run.seconds) == ("key", inputs, 0.5) and run.outcome is not Outcome.INFRA
    for output in run.outputs:
        assert output.outcome is not Outcome.INFRA and (output.grid is None) == (output.outcome is not Outcome.OK)
        if output.grid is not None:
            assert grid_from(output.grid) == output.grid


@given(st.lists(small_grids, min_size=1, max_size=4), st.integers(0, 4))
def test_what_was_left_before_a_program_hung_counts(grids, done):
    records = [(wire.GRID, bytes((len(grid), len(grid[0]))) + bytes(itertools.chain(*grid))) for grid in grids
               if len(set(map(len, grid))) == 1][:done]
    run = run_of(Job("key", "bare", b"", len(records) + 2), Ended(9, True, 1.5, left(records)), LIMITS)
    assert [bytes(itertools.chain(*output.grid)) for output in run.outputs[:-2]] == [body[2:] for _, body in records]
    assert [output.outcome for output in run.outputs[-2:]] == [Outcome.TIMEOUT] * 2
