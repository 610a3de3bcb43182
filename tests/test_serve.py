"""What a server is started with: our settings, in words that every vLLM we name understands."""
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from kernel.engines.vllm import serve
from offline_wheels import environments
from tests import made

LOCKS = made.ROOT / "offline_wheels" / "locks"
SCHEME = {"num_bits": 8, "type": "float", "strategy": "tensor", "dynamic": False, "symmetric": True}
QUANTIZATION = {"quant_method": "compressed-tensors", "format": "float-quantized", "ignore": ["lm_head"],
                "config_groups": {}, "kv_cache_scheme": SCHEME}
CONFIG = {"model_type": "qwen2", "architectures": ["Qwen2ForCausalLM"], "num_hidden_layers": 48,
          "quantization_config": QUANTIZATION}


@pytest.fixture
def serving(tmp_path):
    """A checkpoint with 48 layers and a calibrated KV cache, served on a CPU."""
    (tmp_path / "config.json").write_text(json.dumps(CONFIG))
    return serve.Serving(Path("/envs/serve/bin/python"), tmp_path, "cpu", 8192)


def line(serving: serve.Serving, rung: str = "fp8", **more) -> list[str]:
    return serve.options(serving, **{"rung": rung, "port": 8001, "model": "toy-1", "seed": 3} | more)


# What is said

def test_a_command_is_the_interpreter_the_program_and_the_options(serving):
    words = serve.command(serving, rung="fp8", port=8001, model="toy-1", seed=3)
    assert words[:3] == ["/envs/serve/bin/python", "-m", "vllm.entrypoints.openai.api_server"]
    assert words[3:] == line(serving)


@pytest.mark.parametrize("device, rung", list(product(serve.DEVICES, serve.RUNGS)))
def test_nothing_that_matters_is_left_to_the_server(serving, device, rung):
    words = line(replace(serving, device=device), rung)
    assert "auto" not in words
    for option in ("--served-model-name", "--port", "--host", "--seed", "--max-model-len", "--max-num-seqs", "--dtype",
                   "--max-num-batched-tokens", "--generation-config", "--kv-cache-dtype", "--enable-prefix-caching"):
        assert words.count(option) == 1
    assert words[words.index("--host") + 1] == "127.0.0.1"


def test_on_a_gpu_the_lowest_rung_has_half_the_context(serving):
    for device, rung in product(serve.DEVICES, serve.RUNGS):
        words = line(replace(serving, device=device), rung)
        assert words[words.index("--max-model-len") + 1] == ("4096" if (device, rung) == ("cuda", "bf16") else "8192")


def test_the_rungs_keep_the_cache_as_they_say(serving):
    assert "--kv-cache-dtype-skip-layers" not in line(serving) and "--hf-overrides" not in line(serving)
    edges = line(serving, "fp8-edges")
    assert edges[edges.index("--kv-cache-dtype") + 1] == "fp8"
    assert edges[edges.index("--kv-cache-dtype-skip-layers") + 1:] == ["0", "1", "46", "47"]
    plain = line(serving, "bf16")
    assert plain[plain.index("--kv-cache-dtype") + 1] == "bfloat16"
    override = json.loads(plain[plain.index("--hf-overrides") + 1])
    assert override == {"quantization_config": QUANTIZATION | {"kv_cache_scheme": None}}
    assert serve.rungs("fp8") == ("fp8", "fp8-edges", "bf16") and serve.rungs("bf16") == ("bf16",)


def test_a_checkpoint_without_a_scheme_needs_no_override(serving):
    (serving.folder / "config.json").write_text('{"num_hidden_layers": 4}')
    assert "--hf-overrides" not in line(serving, "bf16")


@pytest.mark.parametrize("layers, edges", [(1, ["0"]), (2, ["0", "1"]), (3, ["0", "2"]), (48, ["0", "1", "46", "47"])])
def test_the_edges_of_a_model(layers, edges):
    assert serve.edge_layers(layers) == edges


@pytest.mark.parametrize("text, words", [
    (None, "No such file"), ("{", "not JSON"), ("[]", "no num_hidden_layers"), ("{}", "no num_hidden_layers"),
    ('{"num_hidden_layers": 2, "quantization_config": 5}', "quantization_config is no table")])
def test_a_damaged_checkpoint_is_said(serving, text, words):
    (serving.folder / "config.json").unlink() if text is None else (serving.folder / "config.json").write_text(text)
    for rung in serve.RUNGS:
        with pytest.raises(serve.ServeError, match=words) as caught:
            line(serving, rung)
        assert "\n" not in str(caught.value)


def test_a_server_inherits_nothing_that_would_change_it(serving, tmp_path):
    told = {"PATH": "/bin", "LD_LIBRARY_PATH": "/usr/local/nvidia/lib64", "PYTHONPATH": "/work", "VLLM_USE_V2": "1",
            "HF_TOKEN": "secret", "CUDA_VISIBLE_DEVICES": "0,1,2,3", "OMP_NUM_THREADS": "64", "HTTPS_PROXY": "http://p"}
    servers = [serve.environment(replace(serving, device="cuda", environ=told), cache=tmp_path / gpu, gpu=gpu)
               for gpu in ("0", "GPU-5")]
    assert [environ["CUDA_VISIBLE_DEVICES"] for environ in servers] == ["0", "GPU-5"]
    assert servers[0]["VLLM_CACHE_ROOT"] != servers[1]["VLLM_CACHE_ROOT"]
    for environ in servers:
        assert environ["PATH"] == "/bin" and environ["LD_LIBRARY_PATH"] == "/usr/local/nvidia/lib64"
        assert not {"PYTHONPATH", "VLLM_USE_V2", "HF_TOKEN", "HTTPS_PROXY"} & environ.keys()
        assert environ["HF_HUB_OFFLINE"] == environ["VLLM_NO_USAGE_STATS"] == "1"
    assert serve.environment(serving, cache=tmp_path, gpu=None)["CUDA_VISIBLE_DEVICES"] == ""


def test_paths_hold_wherever_the_server_runs(serving, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path.parent)
    near = replace(serving, folder=Path(tmp_path.name), python=Path("envs/python"))
    words = serve.command(near, rung="fp8", port=8001, model="toy-1", seed=3)
    assert words[0] == str(tmp_path.parent / "envs" / "python") and str(tmp_path) in words
    assert serve.environment(near, cache=Path("here"), gpu=None)["VLLM_CACHE_ROOT"] == str(tmp_path.parent / "here")


# What vLLM makes of it

def named_versions() -> set[str]:
    """The versions of vLLM that the locks name."""
    return {version for lock in LOCKS.glob("*.txt")
            for version in re.findall(r"^vllm(?:-cpu)?==(\S+)", lock.read_text(), re.MULTILINE)}


def ask(version: str, serving: serve.Serving, lines: list[list[str]]) -> dict:
    """What this version of vLLM makes of command lines; see vllm_options."""
    environ = {**os.environ, "HF_HUB_OFFLINE": "1", "VLLM_NO_USAGE_STATS": "1"}
    if version == "0.19.1":
        sources = environments.Environment(f"vllm-{version}", made.ROOT / "tests" / f"vllm-{version}.txt",
                                           made.ROOT / ".envs" / f"vllm-{version}")
        environments.ensure(sources, environ=os.environ, stream=sys.stderr)
        environ["PYTHONPATH"] = str(next(sources.folder.glob("lib/python*/site-packages")))
    done = subprocess.run([made.serve_python(), Path(__file__).with_name("vllm_options.py")], env=environ, text=True,
                          input=json.dumps({"lines": lines, "folder": str(serving.folder)}), capture_output=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_every_version_that_a_lock_names_is_asked():
    assert named_versions() == {"0.19.1", "0.32.0"}


@pytest.mark.server
@pytest.mark.parametrize("version", ["0.19.1", "0.32.0"])
def test_every_option_is_understood(serving, version, tmp_path):
    asked = list(product(serve.DEVICES, serve.RUNGS))
    servings = {device: replace(serving, device=device) for device in serve.DEVICES}
    good = [line(servings[device], rung) for device, rung in asked]
    bad = [[*good[0], "--made-up-option", "1"], [*good[0][:-1], "fp9"], [*good[0], "--stream-interval", "often"]]
    answer = ask(version, serving, good + bad)

    assert answer["version"] == version
    assert answer["lines"][len(good):] == [None] * len(bad)          # it does refuse what is wrong
    for (device, rung), parsed, scheme in zip(asked, answer["lines"], answer["schemes"]):
        assert parsed is not None, (device, rung)
        assert parsed["model"] == str(serving.folder) and parsed["served_model_name"] == ["toy-1"]
        assert parsed["port"] == 8001 and parsed["host"] == "127.0.0.1" and parsed["seed"] == 3
        assert parsed["max_model_len"] == serve.context(servings[device], rung)
        assert parsed["max_num_seqs"] == 64 and parsed["stream_interval"] == 16
        assert parsed["enable_prefix_caching"] is True and parsed["enable_log_requests"] is False
        assert parsed["enable_chunked_prefill"] is (device == "cuda") and parsed["generation_config"] == "vllm"
        assert parsed["max_num_batched_tokens"] == (2048 if device == "cuda" else 8192)
        assert parsed["kv_cache_dtype"] == ("bfloat16" if rung == "bf16" else "fp8")
        assert parsed["kv_cache_dtype_skip_layers"] == (["0", "1", "46", "47"] if rung == "fp8-edges" else [])
        assert scheme == (None if rung == "bf16" else SCHEME)        # 0.19.1 would follow it against --kv-cache-dtype
        assert parsed["load_format"] in answer["formats"]
        assert device == "cpu" or parsed["attention_backend"] in answer["backends"]
        environ = serve.environment(servings[device], cache=tmp_path, gpu="0")
        assert {name for name in environ if name.startswith("VLLM_")} <= set(answer["variables"])
