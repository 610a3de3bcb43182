"""The replay engine: real files of both kinds."""
import json
from queue import Queue

import polars
import pytest

from kernel.engines import EngineError, Finished, Request
from kernel.engines.replay import ReplayEngine
from kernel.tasks import Pair, Task

ROWS = [{"task_id": "a", "program": "def transform(g): return g"}, {"task_id": "b", "program": "pb"},
        {"task_id": "a", "program": ""}, {"task_id": "a", "program": "pa"}, {"task_id": "c", "program": None}]


def task(id):
    return Task(id, (Pair([[1]], [[1]]),), ([[1]],))


def jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def parquet(path, rows):
    polars.DataFrame(rows).write_parquet(path)
    return path


def ask(engine, id, samples=100):
    """What a started engine yields for a task: its candidates, and how the request ended."""
    events = Queue()
    engine.start(events)
    engine.submit(Request(1, task(id), samples, 1.0, 0))
    candidates = []
    while not isinstance(event := events.get(timeout=20), Finished):
        candidates.append(event.candidate)
    engine.close()
    return candidates, event


@pytest.mark.parametrize("write", [jsonl, parquet])
def test_rows_of_a_task_in_order_keyed_by_row(tmp_path, write):
    path = write(tmp_path / "programs", ROWS)
    candidates, end = ask(ReplayEngine(path), "a")
    assert [one.program for one in candidates] == ["def transform(g): return g", "pa"]
    assert [one.key.split("-")[0] for one in candidates] == ["0", "3"]
    assert {one.engine for one in candidates} == {"replay:programs"} and {one.rank for one in candidates} == {0}
    assert end.exhausted and end.error is None
    assert ask(ReplayEngine(path), "a")[0] == candidates
    assert ask(ReplayEngine(path), "c")[0] == [] and ask(ReplayEngine(path), "unknown")[0] == []


@pytest.mark.parametrize("write", [jsonl, parquet])
def test_at_most_so_many_samples(tmp_path, write):
    path = write(tmp_path / "programs", ROWS)
    candidates, end = ask(ReplayEngine(path), "a", samples=1)
    assert len(candidates) == 1 and not end.exhausted


@pytest.mark.parametrize("write", [jsonl, parquet])
def test_code_raw_replies_and_ranks(tmp_path, write):
    path = write(tmp_path / "code", [{"task_id": "a", "code": "x = 1", "rank": 4}])
    (one,), _ = ask(ReplayEngine(path), "a")
    assert one.program == "x = 1" and one.rank == 4
    replies = ["So:\n```python\ndef transform(g):\n    return g\n```\nDone", "I cannot."]
    path = write(tmp_path / "reply", [{"task_id": "a", "reply": reply} for reply in replies])
    engine = ReplayEngine(path)
    (one,), _ = ask(engine, "a")
    assert one.program == "def transform(g):\n    return g\n" and engine.without_program == 1


def test_a_changed_file_has_other_keys(tmp_path):
    first, _ = ask(ReplayEngine(jsonl(tmp_path / "p", [{"task_id": "a", "program": "p"}])), "a")
    second, _ = ask(ReplayEngine(jsonl(tmp_path / "p", [{"task_id": "a", "program": "q"}])), "a")
    assert first[0].id != second[0].id


@pytest.mark.parametrize("content, says", [
    (b"", "no row"),
    (b"\n\n", "no row"),
    (b"not json\n", "line 1: not JSON"),
    (b'{"task_id": "a", "program": "p"}\n[1]\n', "line 2: not a JSON object"),
    (b'{"id": "a", "program": "p"}\n', "needed are task_id and one of program, code, reply"),
    (b'{"task_id": "a", "source": "p"}\n', "has the fields task_id, source"),
    (b'{"task_id": 5, "program": "p"}\n', "must be text"),
    (b'{"task_id": "a", "program": 5}\n', "must be text"),
    (b"PAR1 and then nothing that a parquet file has", "not a parquet file"),
    (b"\xff\xfe\x00", "not JSON"),
])
def test_a_file_it_cannot_use_is_refused_in_one_line(tmp_path, content, says):
    path = tmp_path / "programs"
    path.write_bytes(content)
    with pytest.raises(EngineError) as refusal:
        ReplayEngine(path)
    assert says in str(refusal.value) and str(path) in str(refusal.value) and "\n" not in str(refusal.value)


def test_parquet_of_other_columns_or_types_is_refused(tmp_path):
    with pytest.raises(EngineError, match="has the columns task_id, source"):
        ReplayEngine(parquet(tmp_path / "p", [{"task_id": "a", "source": "p"}]))
    with pytest.raises(EngineError, match="column program is of type Int64"):
        ReplayEngine(parquet(tmp_path / "p", [{"task_id": "a", "program": 5}]))
    with pytest.raises(EngineError, match="no such file"):
        ReplayEngine(tmp_path / "none.parquet")
    with pytest.raises(EngineError, match="no such file"):
        ReplayEngine(tmp_path)


def test_a_file_that_goes_away_fails_the_request_and_not_the_engine(tmp_path):
    path = jsonl(tmp_path / "p", ROWS)
    engine = ReplayEngine(path)
    path.unlink()
    candidates, end = ask(engine, "a")
    assert candidates == [] and "p" in end.error and not end.exhausted
