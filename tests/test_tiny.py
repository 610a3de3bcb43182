"""The stand-in's making: its data are true, its tokenizer loses nothing, its training learns, its checkpoint has the
spec's shape. What it solves once it is whole is measured by `python -m models.tiny --measure`, and through the whole
pipe where servers are tested."""
import json
import re
import subprocess
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.prompts import KIT_PACK, messages
from kernel.replies import program_of as program_in
from kernel.sandbox import Outcome
from kernel.tasks import Pair, Task
from models.spec import Shape as SpecShape
from models.tiny import Shape
from models.tiny.examples import draw, draw_many
from models.tiny.rules import RULES, program_of, tree_of
from models.tiny.scenes import SCENES, Look

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = draw_many(120, seed=5)


def test_the_same_seed_draws_the_same_examples_in_any_number_of_processes():
    assert draw_many(300, seed=5, processes=2)[:120] == EXAMPLES
    assert draw_many(120, seed=6) != EXAMPLES


def test_a_program_gives_every_output_of_its_task_in_the_sandbox(sandbox):
    jobs = [(k, example.program, example.task.inputs) for k, example in enumerate(EXAMPLES)]
    for run in sandbox.run_many(jobs):
        example = EXAMPLES[run.key]
        assert run.outcome is Outcome.OK, example.text
        right = [pair.output for pair in example.task.train] + list(example.outputs)
        assert [output.grid for output in run.outputs] == right, example.text


def test_every_pair_shows_something():
    for example in EXAMPLES:
        pairs = [(pair.input, pair.output) for pair in example.task.train]
        pairs.append((example.task.tests[0], example.outputs[0]))
        assert all(given != made for given, made in pairs)
        assert len({json.dumps(made) for _, made in pairs}) == len(pairs)


def test_every_rule_can_be_drawn():
    rng = np.random.default_rng(1)
    for rule in RULES:
        assert any(draw(rule, rng, "a") for _ in range(20)), rule.text


def test_every_rule_is_a_program_in_the_format_that_models_are_asked_for():
    rng = np.random.default_rng(2)
    for rule in RULES:
        program = program_of(rule.filled(rng, [1, 2], [3, 4]))
        assert "def transform(grid_lst: list[list[int]]) -> list[list[int]]:" in program
        assert program_in(f"```python\n{program}```") == program


@pytest.mark.parametrize("text", ("os.remove(grid)", "flip_sideways(grid)", "where(ring(grid) > 1, 1, grid)", "image"))
def test_what_is_no_expression_over_the_library_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        tree_of(text)


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_gives_grids_of_colours_and_the_same_for_the_same_generator(scene):
    for seed in range(20):
        rng, again = np.random.default_rng(seed), np.random.default_rng(seed)
        look = Look(tuple(range(1, 2 + seed % 4)), 0.3 + seed / 30)
        h, w = 3 + seed % 7, 3 + seed % 5
        grid = SCENES[scene](rng, h, w, look)
        assert grid.ndim == 2 and 0 <= grid.min() and grid.max() <= 9 and min(grid.shape) > 0
        assert (grid == SCENES[scene](again, h, w, look)).all()


def test_the_spec_says_the_shape_that_is_made():
    spec = tomllib.loads((ROOT / "models" / "tiny.toml").read_text())["shape"]
    assert spec == {**vars(Shape()), "architecture": "Qwen2ForCausalLM"}


class Parts:
    """A miniature stand-in, made where torch is: what is known of it, and answers to what is asked of its tokenizer."""

    def __init__(self, process: subprocess.Popen, folder: Path):
        self.process, self.folder = process, folder
        self.facts = self._read()

    def ask(self, question: object) -> object:
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return self._read()

    def _read(self) -> object:
        line = self.process.stdout.readline()
        assert line, "tests.tiny_parts ended; what it said stands above"
        return json.loads(line)


@pytest.fixture(scope="module")
def parts(tmp_path_factory) -> Iterator[Parts]:
    from tests.made import quantize_python
    folder = tmp_path_factory.mktemp("tiny")
    with subprocess.Popen([quantize_python(), "-m", "tests.tiny_parts", folder], text=True, cwd=ROOT,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Parts(process, folder)
        process.stdin.close()


@pytest.mark.server
@given(st.lists(st.text() | st.sampled_from((" 3", "]\n [4", "[[0 1]\n [2 3]]\n\n", "## Input 1 (grid shape: 2 by 3)\n",
                                             "    return grid.tolist()\n", "\n\n", "```"))))
def test_the_tokenizer_gives_any_text_back(parts, pieces):
    text = unicodedata.normalize("NFC", "".join(pieces))
    answer = parts.ask(text)
    assert answer["text"] == text
    assert all(token < parts.facts["shape"]["vocabulary"] for token in answer["tokens"])


@pytest.mark.server
def test_a_cell_is_a_token_and_so_is_a_line_of_program(parts):
    grid = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    task = Task("a", (Pair(grid, grid),), (grid,))
    text = messages(KIT_PACK, task)[1]["content"]
    grids = text[text.index("## Input"):]
    assert 3 * 9 < len(parts.ask(grids)["tokens"]) <= 3 * (9 + 4)       # three grids, the last row with what follows
    program = EXAMPLES[0].program
    assert len(parts.ask(program)["tokens"]) < 2 * len(program.splitlines())


@pytest.mark.server
def test_the_chat_template_is_chatml(parts):
    chat = [{"role": "system", "content": "One."}, {"role": "user", "content": "Two {{ 3 }}"}]
    assert parts.ask(chat) == ("<|im_start|>system\nOne.<|im_end|>\n<|im_start|>user\nTwo {{ 3 }}<|im_end|>\n"
                               "<|im_start|>assistant\n")


@pytest.mark.server
def test_training_lowers_the_loss_on_unseen_examples(parts):
    before, after = parts.facts["losses"]
    assert after < before / 2


@pytest.mark.server
def test_the_same_seed_makes_the_same_weights(parts):
    once, again = parts.facts["digests"]
    assert once == again


@pytest.mark.server
def test_the_checkpoint_has_every_tensor_of_its_shape_in_bf16_and_ends_where_chats_do(parts):
    with open(parts.folder / "once" / "model.safetensors", "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    header.pop("__metadata__", None)
    right = SpecShape(**parts.facts["shape"]).tensors()
    assert {name: tuple(tensor["shape"]) for name, tensor in header.items()} == right
    assert {tensor["dtype"] for tensor in header.values()} == {"BF16"}
    for name in ("config.json", "generation_config.json"):
        assert json.loads((parts.folder / "once" / name).read_text())["eos_token_id"] == parts.facts["end"]
