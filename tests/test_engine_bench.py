"""The bench of the engine: that both sides ask the same, and that a small run of it measures what it says."""
import json
import subprocess
from collections import Counter
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.bundle import REFINING, ModelBundle, Sampling
from kernel.datasets import load_challenges
from kernel.prompts import KIT_PACK
from tests import made
from tests.bench import engine
from tests.bench.serving import machine, straight
from tests.scripted import Host, Scripted


@pytest.fixture
def host():
    host = Host()
    yield host
    host.close()


@pytest.fixture
def job(tmp_path):
    """A run over three tasks; no model belongs to it, since its server is scripted."""
    bundle = ModelBundle(folder=tmp_path, name="toy", context=8192, sampling=Sampling(temperature=0.5, max_tokens=64),
                         refining=REFINING, kv_cache="fp8", canary_share=0.5, pack=KIT_PACK)
    bundle.write()
    job = {"model_folder": str(tmp_path), "model": "m", "cores": [], "samples": 20, "chunk": 8, "sequences": 16,
           "seed": 7, "out_dir": str(tmp_path / "run"), "sampling": asdict(bundle.sampling),
           "tasks": [task.id for task in load_challenges(engine.DATASET).tasks[:3]]}
    return {**job, "requests": engine.requests(job)}


def asked(server: Scripted) -> Counter:
    """What a server was asked for, but for how it is to count while it streams, and for two names of one limit."""
    bodies = []
    for body in server.asked:
        body = {name: value for name, value in body.items() if name != "stream_options"}
        body["max_tokens"] = body.pop("max_completion_tokens", body.get("max_tokens"))
        bodies.append(json.dumps(body, sort_keys=True))
    return Counter(bodies)


def test_the_kernel_asks_what_the_requests_say(host, job):
    server = Scripted(host)
    told = engine.through_the_kernel({**job, "url": server.url})
    server.close()
    assert told["samples"] == 60 and told["tokens"] == 60 * 20 and told["candidates"] == told["programs"] == 60
    expected = [{"model": "m", "stream": True, **job["sampling"], **body} for body in job["requests"]]
    assert asked(server) == Counter(json.dumps(body, sort_keys=True) for body in expected)


@pytest.mark.server
def test_vllms_own_client_asks_the_same_as_the_kernel(host, job, tmp_path):
    kernel, yardstick = Scripted(host), Scripted(host)
    engine.through_the_kernel({**job, "url": kernel.url})
    (tmp_path / "job.json").write_text(json.dumps({**job, "url": yardstick.url}))
    done = subprocess.run([made.serve_python(), straight.__file__, tmp_path / "job.json"], capture_output=True,
                          text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout)["samples"] == 60 and asked(kernel) == asked(yardstick)


def test_a_run_that_fails_is_not_measured(host, job):
    server = Scripted(host, lambda body, number: 400)
    with pytest.raises(SystemExit, match="0 samples"):
        engine.through_the_kernel({**job, "url": server.url})
    server.close()


@given(st.lists(st.integers(0, 500), min_size=1, unique=True))
def test_server_and_asker_meet_on_a_lone_core_only(cores):
    servers, askers = machine.split(cores)
    assert set(servers) | set(askers) == set(cores)
    assert (servers == askers == cores) if len(cores) == 1 else not set(servers) & set(askers)


def test_a_ratio_is_taken_within_a_round():
    rows = [{part: {"tokens_per_s": rate, "cpu_s": 1.0, "loop_cpu_s": 0.5, "samples": 500, "tokens": 10.0,
                    "tokens_told": 10, "prompt_tokens": 9}
             for part, rate in zip(engine.PARTS, rates)} for rates in ((100, 50), (10, 10), (300, 600))]
    result = engine.summary(rows, 0.95)
    assert result["ratio"] == {"median": 1.0, "least": 0.5, "most": 2.0}
    assert result["cpu_s_per_1000"]["kernel"]["median"] == 2.0


def test_without_a_model_the_command_that_makes_it_is_said(tmp_path, capsys):
    assert engine.main(["--model", str(tmp_path / "none")]) == 2
    assert "build.py model --spec models/tiny.toml" in capsys.readouterr().err


@pytest.mark.server
def test_a_small_bench_measures_both_on_one_server(capsys):
    assert engine.main(["--model", str(made.tiny_model()), "--serve-with", str(made.serve_python()), "--json",
                        "--tasks", "2", "--samples", "16", "--rounds", "1"]) == 0
    result = json.loads(capsys.readouterr().out)
    row = result["rounds"][0]
    assert row["kernel"]["samples"] == row["straight"]["samples"] == 32
    for part in engine.PARTS:              # nothing lost, nothing twice: both sides tell what the server counts
        assert row[part]["tokens_told"] == row[part]["tokens"] > 0
    assert 0 < result["hit_rate"] < 1 and row["kernel"]["hit_rate"] > result["hit_rate"]
    engine.show(result)
    assert "ratio" in capsys.readouterr().out
