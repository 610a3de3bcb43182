"""ModelBundle: what was written is what is read; a file that was damaged is refused in one line that names the key."""
import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.bundle import FILE, REFINING, SAMPLING, BundleError, ModelBundle, Sampling
from kernel.prompts import KIT_PACK


def bundle(folder, **changes) -> ModelBundle:
    made = ModelBundle(folder=folder, name="made", context=8192, sampling=SAMPLING, refining=REFINING, kv_cache="fp8",
                       canary_share=0.5, pack=KIT_PACK)
    return dataclasses.replace(made, **changes)


def write_value(folder, change) -> dict:
    """A good model.json, with something done to its plain value."""
    bundle(folder).write()
    value = json.loads((folder / FILE).read_text())
    change(value)
    (folder / FILE).write_text(json.dumps(value))
    return value


samplings = st.builds(
    Sampling, temperature=st.floats(0, 2), min_p=st.floats(0, 1), top_p=st.floats(1e-6, 1), top_k=st.integers(0, 1000),
    repetition_penalty=st.floats(1e-6, 2), presence_penalty=st.floats(-2, 2), frequency_penalty=st.floats(-2, 2),
    max_tokens=st.integers(1, 4096))


@given(sampling=samplings, refining=samplings, context=st.integers(4097, 1 << 20), share=st.floats(0, 1),
       kv=st.sampled_from(["fp8", "bf16"]), name=st.text(min_size=1))
def test_what_is_written_is_what_is_read(tmp_path_factory, sampling, refining, context, share, kv, name):
    folder = tmp_path_factory.mktemp("bundle")
    name = name.encode("utf-8", "replace").decode("utf-8")          # JSON in UTF-8 has no lone surrogates
    written = bundle(folder, sampling=sampling, refining=refining, context=context, canary_share=share, kv_cache=kv,
                     name=name)
    written.write()
    assert ModelBundle.load(folder) == written
    assert [file.name for file in folder.iterdir()] == [FILE]


def test_the_defaults_are_those_of_soar():
    assert (SAMPLING.temperature, SAMPLING.min_p, SAMPLING.top_p, SAMPLING.top_k) == (1.0, 0.05, 1.0, 0)
    assert (SAMPLING.max_tokens, REFINING.max_tokens) == (4096, 2048)


@pytest.mark.parametrize("change, says", [
    (lambda value: value.pop("context"), "no context"),
    (lambda value: value.update(context="8192"), "context"),
    (lambda value: value.update(context=True), "context"),
    (lambda value: value.update(context=1e4), "context"),
    (lambda value: value.update(canary_share=1.5), "canary_share"),
    (lambda value: value.update(canary_share=float("nan")), "canary_share"),
    (lambda value: value.update(kv_cache="int4"), "kv_cache"),
    (lambda value: value.update(format=2), "format"),
    (lambda value: value.update(extra=1), "extra"),
    (lambda value: value["sampling"].pop("min_p"), "sampling: no min_p"),
    (lambda value: value["sampling"].update(temperature=-1), "sampling: temperature"),
    (lambda value: value["sampling"].update(max_tokens=8192), "no room"),
    (lambda value: value["refining"].update(best_of=2), "refining: unknown key"),
    (lambda value: value["pack"].pop("sampling"), "pack"),
    (lambda value: value.update(pack=None), "pack"),
    (lambda value: value.update(name=""), "name"),
])
def test_a_damaged_file_is_refused_in_one_line_that_names_file_and_key(tmp_path, change, says):
    write_value(tmp_path, change)
    with pytest.raises(BundleError) as caught:
        ModelBundle.load(tmp_path)
    assert str(tmp_path / FILE) in str(caught.value)
    assert says in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@given(value=st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
                          lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8),
       key=st.sampled_from(["format", "name", "context", "kv_cache", "canary_share", "sampling", "refining", "pack"]))
def test_whatever_stands_in_the_place_of_a_value_the_answer_is_a_bundle_or_one_line(tmp_path_factory, value, key):
    folder = tmp_path_factory.mktemp("bundle")
    write_value(folder, lambda whole: whole.update({key: value}))
    try:
        loaded = ModelBundle.load(folder)
    except BundleError as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert getattr(loaded, key, value) == value


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_a_model_json_is_refused(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(BundleError):
        ModelBundle.load(tmp_path)


def test_a_folder_without_the_file_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(BundleError, match="build.py model"):
        ModelBundle.load(tmp_path / "none")


def test_a_bundle_that_could_not_be_read_back_is_not_written(tmp_path):
    with pytest.raises(BundleError):
        bundle(tmp_path, canary_share=2.0).write()
    assert not list(tmp_path.iterdir())
