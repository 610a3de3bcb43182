"""Where a source comes from, whether it is what the spec says, and whether there is room for what is made of it."""
import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from models import room, source
from models.spec import load_spec
from tests import checkpoints

MODELS = Path(__file__).resolve().parent.parent / "models"
SOAR, TINY = load_spec(MODELS / "soar-14b.toml"), load_spec(MODELS / "tiny.toml")
COMMIT = "0123456789abcdef0123456789abcdef01234567"
GB = 10 ** 9


def folder_of(path: Path) -> Path:
    """A source of the smallest shape, as it must be."""
    spec = checkpoints.spec()
    found, _ = checkpoints.write_both(path, spec)
    shape = spec.shape
    (found / "config.json").write_text(json.dumps({
        "architectures": [shape.architecture], "num_hidden_layers": shape.layers, "hidden_size": shape.hidden,
        "intermediate_size": shape.intermediate, "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.kv_heads, "vocab_size": shape.vocabulary, "head_dim": shape.head_size,
        "max_position_embeddings": shape.positions, "tie_word_embeddings": False}))
    (found / "tokenizer.json").write_text("{}")
    return found


def test_a_source_is_the_specs_or_the_one_that_is_given(tmp_path):
    assert source.source_of(TINY, None, None) == source.Source(made="tiny")
    assert source.source_of(SOAR, None, COMMIT) == source.Source(hub=SOAR.source.hub, revision=COMMIT)
    assert source.source_of(SOAR, "some/other", "main") == source.Source(hub="some/other", revision="main")
    folder = folder_of(tmp_path)
    assert source.source_of(SOAR, str(folder), None) == source.Source(folder=folder)


def test_a_pinned_commit_is_taken_for_the_hub_it_belongs_to_alone():
    pinned = dataclasses.replace(SOAR, source=dataclasses.replace(SOAR.source, revision=COMMIT))
    assert source.source_of(pinned, None, None).revision == COMMIT
    assert source.source_of(pinned, SOAR.source.hub, None).revision == COMMIT
    with pytest.raises(source.SourceError, match="which commit"):
        source.source_of(pinned, "some/other", None)


@pytest.mark.parametrize("spec, given, revision, says", [
    (SOAR, None, None, "--revision"), (TINY, None, COMMIT, "made here"), (TINY, "/nowhere", None, "config.json"),
    (SOAR, "./none", None, "config.json"), (SOAR, "none", None, "config.json"), (SOAR, "a/b/c", None, "config.json"),
    (SOAR, "/", "main", "no revision"),
])
def test_a_source_that_cannot_be_is_refused_in_one_line(spec, given, revision, says):
    with pytest.raises(source.SourceError, match=says) as caught:
        source.source_of(spec, given, revision)
    assert len(str(caught.value).splitlines()) == 1


def test_a_source_that_is_what_the_spec_says_passes(tmp_path):
    source.check(folder_of(tmp_path), checkpoints.spec().shape)


@pytest.mark.parametrize("key, value", [
    ("architectures", ["LlamaForCausalLM"]), ("num_hidden_layers", 3), ("hidden_size", 64), ("vocab_size", 41),
    ("num_key_value_heads", 4), ("head_dim", 16), ("max_position_embeddings", 100), ("tie_word_embeddings", True),
    ("quantization_config", {})])
def test_a_config_that_is_another_models_is_refused(tmp_path, key, value):
    folder = folder_of(tmp_path)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, key: value}))
    with pytest.raises(source.SourceError, match="config.json"):
        source.check(folder, checkpoints.spec().shape)


@pytest.mark.parametrize("file", ["config.json", "tokenizer.json", "model-2.safetensors"])
def test_a_source_without_one_of_its_files_is_refused(tmp_path, file):
    folder = folder_of(tmp_path)
    (folder / file).unlink()
    with pytest.raises(source.SourceError):
        source.check(folder, checkpoints.spec().shape)


def test_a_folders_stamp_changes_with_the_files_that_are_read_and_with_no_other(tmp_path):
    spec, folder = checkpoints.spec(), folder_of(tmp_path)
    before = source.Source(folder=folder).stamp(spec, {})
    (folder / "notes.md").write_text("x")
    assert source.Source(folder=folder).stamp(spec, {}) == before
    (folder / "config.json").write_text("{} ")
    assert source.Source(folder=folder).stamp(spec, {}) != before


def test_what_is_made_here_depends_on_seed_shape_and_prompts():
    made = source.Source(made="tiny")
    other = dataclasses.replace(TINY, source=dataclasses.replace(TINY.source, seed=1))
    assert made.stamp(TINY, {}) != made.stamp(other, {})
    assert made.stamp(TINY, {}) != made.stamp(TINY, {"name": "kit"})
    assert made.stamp(TINY, {}) == made.stamp(TINY, {})


def test_soar_takes_what_its_parameters_say():
    need = room.room_for(SOAR, fetches=True, low_memory=False, free_memory=200 * GB)
    assert (need.source, need.fetched, need.low_memory) == (2 * 14_770_033_664, 2 * 14_770_033_664, False)
    # One byte for each of 13.2 billion weights, two for each of 1.56 billion numbers of embedding and head.
    assert 16.3 * GB < need.made < 16.4 * GB
    assert 29 * GB < need.memory_all < 45 * GB


def test_layers_stay_on_disk_where_memory_is_short_or_when_asked_for():
    assert room.room_for(SOAR, fetches=True, low_memory=False, free_memory=32 * GB).low_memory
    asked = room.room_for(SOAR, fetches=True, low_memory=True, free_memory=200 * GB)
    assert asked.low_memory and asked.disk == asked.made + asked.source


def test_too_little_disk_or_memory_is_refused_with_figures(tmp_path):
    need = room.room_for(SOAR, fetches=True, low_memory=False, free_memory=32 * GB)
    with pytest.raises(room.NoRoom, match="of memory are free"):
        room.check(dataclasses.replace(need, made=0, fetched=0, offloaded=0), out_disk=tmp_path, fetch_disk=tmp_path,
                   free_memory=2 * GB)
    with pytest.raises(room.NoRoom, match="of disk are free"):
        room.check(dataclasses.replace(need, fetched=10 ** 18), out_disk=tmp_path / "not" / "yet", fetch_disk=tmp_path,
                   free_memory=32 * GB)


def test_what_an_interrupted_build_has_written_is_not_needed_again(tmp_path):
    need = room.room_for(SOAR, fetches=False, low_memory=False, free_memory=200 * GB)
    free = shutil.disk_usage(tmp_path).free
    work = tmp_path / "work"
    work.mkdir()
    with open(work / "shard", "wb") as file:
        file.truncate(free)                # a hole: it has the size and takes nothing
    (work / "link").symlink_to("shard")
    room.check(dataclasses.replace(need, made=free, offloaded=0), out_disk=work, fetch_disk=work, free_memory=200 * GB)
    with pytest.raises(room.NoRoom, match="of disk are free"):
        room.check(dataclasses.replace(need, made=2 * free, offloaded=0), out_disk=work, fetch_disk=work,
                   free_memory=200 * GB)


@pytest.mark.parametrize("limit, free", [("max", 8_192_000_000), (str(5 * GB), 3 * GB), (str(99 * GB), 8_192_000_000)])
def test_memory_is_the_machines_or_the_control_groups(tmp_path, limit, free):
    (tmp_path / "meminfo").write_text("MemTotal: 9000000 kB\nMemAvailable:    8000000 kB\n")
    for name, content in (("memory.max", limit), ("memory.current", str(3 * GB)),
                          ("memory.stat", f"anon 1\ninactive_file {GB}\n")):
        (tmp_path / name).write_text(content + "\n")
    assert room.free_memory(tmp_path / "meminfo", tmp_path) == free
    assert room.free_memory(tmp_path / "meminfo", tmp_path / "none") == 8_192_000_000
