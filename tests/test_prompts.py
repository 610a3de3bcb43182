"""Prompts: what a model is shown, and how a prompt that is too long gets shorter."""
import asyncio
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.candidates import Candidate, Evaluation
from kernel.prompts import KIT_PACK, PackError, PromptPack, PromptTooLong, fitted, messages, refinement
from kernel.tasks import Pair, Task
from tests import strategies

PLAIN = PromptPack(
    name="plain", system="", sampling="Solve {task}!", refinement="{draft} for {task}", task_head="T\n",
    train_input="i{number} {rows}x{columns} {grid}\n", train_output="o{number} {rows}x{columns} {grid}\n",
    test_input="t{number} {rows}x{columns} {grid}\n", draft_program="<{program}>\n", draft_score="{correct}/{pairs}\n",
    pair_correct="{number}+\n", pair_wrong="{number}- {rows}x{columns} {grid}\n", pair_failed="{number}! {error}\n",
    test_output="T{number} {rows}x{columns} {grid}\n", test_failed="T{number}! {error}\n", wrong_name="#{number}",
    wrong_between=" and ", closing_wrong="mend {wrong}", closing_correct="fine")

TASK = Task("t", (Pair([[1, 2]], [[3], [4]]), Pair([[5]], [[6]]), Pair([[7]], [[8]])), ([[9]], [[0, 0]]))


def draft(task=TASK, program="p", correct=(True, False, False), grids=([[3], [4]], [[1, 1]], None),
          tests=([[2]], None), message="ZeroDivisionError"):
    return Evaluation(Candidate("t", "e", "k", program), "OK", correct, grids, tests, message)


def test_a_task_as_its_pack_says_it():
    assert messages(PLAIN, TASK) == [{"role": "user", "content": (
        "Solve T\ni1 1x2 [[1 2]]\no1 2x1 [[3]\n [4]]\ni2 1x1 [[5]]\no2 1x1 [[6]]\ni3 1x1 [[7]]\no3 1x1 [[8]]\n"
        "t1 1x1 [[9]]\nt2 1x2 [[0 0]]!")}]
    system, user = messages(replace(PLAIN, system="You {task}."), TASK)
    assert system == {"role": "system", "content": "You {task}."} and user == messages(PLAIN, TASK)[0]


def test_a_draft_as_its_pack_says_it():
    text = refinement(PLAIN, TASK, draft())[0]["content"]
    block = messages(PLAIN, TASK)[0]["content"].removeprefix("Solve ").removesuffix("!")
    assert text == ("<p>\n1/3\n1+\n2- 1x2 [[1 1]]\n3! ZeroDivisionError\nT1 1x1 [[2]]\nT2! ZeroDivisionError\n"
                    f"mend #2 and #3 for {block}")
    text = refinement(PLAIN, TASK, draft(correct=(True,) * 3))[0]["content"]
    assert "3/3\n1+\n2+\n3+\nT1" in text and "fine for" in text and "mend" not in text
    with pytest.raises(ValueError, match="other pairs"):
        refinement(PLAIN, replace(TASK, train=TASK.train[:2]), draft())


@given(strategies.grids(30))
def test_grids_stand_as_numpy_prints_them(grid):
    text = messages(PLAIN, Task("t", (Pair([[1]], [[1]]),), (grid,)))[0]["content"]
    printed = np.array2string(np.array(grid), threshold=10**6, max_line_width=10**6)
    assert text.endswith(f"t1 {len(grid)}x{len(grid[0])} {printed}!")


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["{task}", "{", "{{}}", "{0}", "{grid!r}", "%s", "\\1", "return {1: '{draft}'}[1]", "{program}"]))
def test_a_program_is_shown_as_it_is(program):
    text = refinement(PLAIN, TASK, draft(program=program))[0]["content"]
    assert f"<{program}>\n1/3" in text


@given(st.data())
def test_a_pack_survives_its_way_through_json(data):
    texts = {field.name: getattr(PLAIN, field.name) + data.draw(st.text(max_size=5))
             for field in fields(PLAIN) if field.name != "grid_style"}
    pack = PromptPack(**texts)
    assert PromptPack.from_json(pack.to_json()) == pack and pack.to_json()["grid_style"] == "numpy"


@pytest.mark.parametrize("change, fault", [
    ({"sampling": "no place"}, "sampling has no {task}"), ({"refinement": "{task}"}, "refinement has no {draft}"),
    ({"test_input": "{number}"}, "test_input has no {grid}"), ({"name": " "}, "name is empty"),
    ({"grid_style": "ascii"}, "grid_style 'ascii'"), ({"system": None}, "system must be text"),
    ({"extra": "x"}, "unknown: extra")])
def test_a_pack_that_cannot_be_used_is_refused(change, fault):
    with pytest.raises(PackError) as caught:
        PromptPack.from_json(PLAIN.to_json() | change)
    assert fault in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("value", [None, [], "pack", {}, {"name": "x"}])
def test_what_is_no_pack_is_refused(value):
    with pytest.raises(PackError):
        PromptPack.from_json(value)


def test_the_kits_own_pack_says_all_there_is_to_say():
    _, user = refinement(KIT_PACK, TASK, draft(program="def transform(g): return {'a': 1}"))
    for part in ("[[1 2]]", "[[3]\n [4]]", "[[9]]", "[[0 0]]", "[[1 1]]", "[[2]]", "1 of 3", "ZeroDivisionError",
                 "def transform(g): return {'a': 1}", "`transform(grid_lst: list[list[int]])", "output 2, output 3"):
        assert part in user["content"]
    assert "{" not in messages(KIT_PACK, TASK)[1]["content"]


def fit(task, room, draft_=None):
    """Fit into `room` characters; the text of the prompt and what was dropped."""
    async def fits(chat):
        return len(chat[0]["content"]) <= room
    result = asyncio.run(fitted(PLAIN, task, fits, draft=draft_))
    return result.messages[0]["content"], result.dropped


@given(strategies.tasks(8), st.integers(0, 900), st.booleans())
def test_a_prompt_fits_keeps_its_tests_and_loses_its_largest_pairs(task, room, with_draft):
    drafted = draft(correct=(False,) * len(task.train), grids=tuple(pair.input for pair in task.train),
                    tests=task.tests) if with_draft else None
    sizes = [sum(len(grid) * len(grid[0]) for grid in (pair.input, pair.output)) for pair in task.train]
    by_size = sorted(range(len(task.train)), key=lambda i: (sizes[i], i), reverse=True)

    def whole(kept):
        part = replace(task, train=tuple(task.train[i] for i in kept))
        if drafted is None:
            return messages(PLAIN, part)[0]["content"]
        part_of_draft = replace(drafted, train_correct=(False,) * len(kept),
                                train_grids=tuple(drafted.train_grids[i] for i in kept))
        return refinement(PLAIN, part, part_of_draft)[0]["content"]
    try:
        text, dropped = fit(task, room, drafted)
    except PromptTooLong as error:
        least = sorted(by_size[len(by_size) - min(2, len(by_size)):])
        assert len(whole(least)) > room and task.id in str(error)
        return
    assert len(text) <= room and list(dropped) == [i + 1 for i in by_size[:len(dropped)]]
    assert len(task.train) - len(dropped) >= min(2, len(task.train))
    kept = sorted(by_size[len(dropped):])
    assert text == whole(kept)
    if dropped:                                           # no more went than had to
        assert len(whole(sorted([*kept, dropped[-1] - 1]))) > room
