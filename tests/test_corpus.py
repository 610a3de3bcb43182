"""The corpus of labelled programs: kinds are perfect on train, manners keep what a program does, and all is repeatable.

Programs run in the real sandbox, on real training tasks and on made ones.
"""
import ast
import inspect
import random
from pathlib import Path

import numpy as np
import pytest

from classifier.corpus import Settings, made, make
from classifier.corpus.hardcoders import KINDS
from classifier.corpus.keys import choose, conditions, drawn_keys, plain_keys
from classifier.corpus.maker import OWN_RULE
from classifier.corpus.manners import MANNERS, rewrite
from classifier.corpus.memory import FORMS
from classifier.corpus.rewrites import Bank
from kernel.datasets import load_challenges
from kernel.sandbox import Limits, Sandbox

# Tasks with small grids and with large ones, with equal shapes and with none, by renaming, cropping and building.
TASKS = ("0d3d703e", "d511f180", "25ff71a9", "a416b8f3", "1cf80156", "28bf18c6", "27a28665", "d0f5fe59")
FLIPPED = "68b16354", '''import numpy as np

# The rule is one mirror image.
def mirror(g, axis):
    """Flip it."""
    first = 0
    out = np.flip(g, axis)
    return out

def transform(grid_lst):
    grid = np.array(grid_lst)
    h, w = grid.shape
    flipped = mirror(grid, 0)
    rows = [list(map(int, row)) for row in flipped]
    out = []
    for row in rows:
        out.append(row)
    if h > 0:
        return out
    elif w > 20:
        return rows
    return grid_lst
'''
LADDER = "68b16354", '''import numpy as np

def transform(grid_lst):
    grid = np.array(grid_lst)
    flipped = grid[::-1]
    out = np.where(grid == 7, np.where(np.isin(flipped, [1, 2]), flipped, 3), np.where(flipped == 5, 0, grid))
    return out.tolist()
'''
TWO_MAPS = ([([[1, 2], [0, 1]], [[3, 2], [0, 3]]), ([[1, 1, 2]], [[4, 4, 2]])], [[[2, 1]]])
"""A task in which colours are renamed otherwise in each pair."""
BANK = Bank(("def twice(v):\n    return 2 * v",), (((1, 2), (3, 4)),))


@pytest.fixture(scope="module")
def tasks():
    found = {t.id: ([(p.input, p.output) for p in t.train], list(t.tests))
             for t in load_challenges("arc-agi-1-training").tasks if t.id in (*TASKS, FLIPPED[0])}
    return {**found, "two-maps": TWO_MAPS}


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(workers=2, limits=Limits(wall_s=10, memory_mb=512)) as opened:
        yield opened


def grids(sandbox, jobs):
    """key -> grids, for (key, program, inputs)."""
    return {run.key: [o.grid for o in run.outputs] for run in sandbox.run_many(jobs)}


def test_every_kind_is_perfect_on_train(tasks, sandbox):
    own = [m for m in made.tasks(30, 3) if m.program]
    wanted, jobs, seen = {}, [], set()
    everywhere = {**tasks, **{m.task_id: (m.train, m.tests) for m in own}}
    rules = {m.task_id: m.program for m in own} | dict([FLIPPED])
    for kind, write in KINDS.items():
        for task_id, (train, tests) in everywhere.items():
            rule = rules.get(task_id) if kind in OWN_RULE else FLIPPED[1]
            rng = random.Random(f"{kind} {task_id}")
            if task_id in tasks or rng.random() < 0.3:
                program = write(train, tests, rule, rng)
                if program is not None:
                    seen.add(kind)
                    wanted[kind, task_id] = [o for _, o in train]
                    jobs.append(((kind, task_id), program, [i for i, _ in train]))
    assert len(KINDS) >= 18 and seen == set(KINDS)
    got = grids(sandbox, jobs)
    assert [key for key in wanted if got[key] != wanted[key]] == []


def test_every_form_of_memory_makes_its_output(sandbox, tasks):
    jobs, wanted = [], {}
    for name, form in FORMS.items():
        for task_id in TASKS[:5]:
            source, output = tasks[task_id][0][0]
            for seed in range(4):
                w = form(source, output, random.Random(seed))
                body = "\n".join("    " + line for line in (*w.lines, f"return {w.value}"))
                head = ("import json, ast", "import numpy as np", *w.helpers, "def transform(grid):")
                program = "\n".join((*head, body))
                jobs.append(((name, task_id, seed), program, [source]))
                wanted[name, task_id, seed] = [output]
    assert grids(sandbox, jobs) == wanted


def test_a_condition_holds_for_its_own_pair_alone(tasks):
    for task_id, (train, _) in tasks.items():
        for seed, families in enumerate((("whole",), ("cell",), ("shape",), ("sum",), ("hash",), ("colours", "place"))):
            checks = conditions(train, random.Random(f"{task_id}{seed}"), families)
            for k, (own, _) in enumerate(train):
                for grid, _ in train:
                    assert bool(eval(checks[k], {"np": np, "grid": grid})) == (grid == own), (task_id, checks[k])


def test_a_key_says_what_its_expression_computes(tasks):
    for train, _ in tasks.values():
        for key in [*plain_keys(), *drawn_keys(train, random.Random(0)), choose(train, random.Random(1), ("place",))]:
            for grid, _ in train:
                assert eval(key.text, {"np": np, "grid": grid}) == key.of(grid), key.text


@pytest.mark.parametrize("manner", MANNERS)
def test_a_manner_keeps_what_programs_do(manner, tasks, sandbox):
    programs = [FLIPPED, LADDER] + [(m.task_id, m.program) for m in made.tasks(12, 7) if m.program]
    inputs = {**{i: [g for g, _ in t[0]] + t[1] for i, t in tasks.items()},
              **{m.task_id: [g for g, _ in m.train] + list(m.tests) for m in made.tasks(12, 7)}}
    for kind in sorted(KINDS)[::2]:
        task_id = TASKS[len(kind) % len(TASKS)]
        program = KINDS[kind](*tasks[task_id], None, random.Random(kind))
        programs += [(task_id, program)] if program else []
    assert len(programs) > 20
    jobs = []
    for k, (task_id, program) in enumerate(programs):
        again = rewrite(program, MANNERS[manner], random.Random(f"{manner} {k}"), BANK)
        assert again != program
        jobs += [((k, "before"), program, inputs[task_id]), ((k, "after"), again, inputs[task_id])]
    got = grids(sandbox, jobs)
    assert any(grid for grid in got[0, "before"])
    assert [programs[k] for k in range(len(programs)) if got[k, "before"] != got[k, "after"]] == []


def test_a_manner_sees_nothing_but_the_source():
    """No way in for a label: the rewriting takes a program, a manner, a seed and the bank, nothing else."""
    assert list(inspect.signature(rewrite).parameters) == ["program", "manner", "rng", "bank"]
    for manner in MANNERS.values():
        first, again = (rewrite(FLIPPED[1], manner, random.Random(5), BANK) for _ in range(2))
        assert first == again


def test_a_program_that_cannot_be_rewritten_is_refused():
    with pytest.raises(SyntaxError):
        rewrite("def transform(grid:", MANNERS["bare"], random.Random(0))
    with pytest.raises(ValueError, match="no function transform"):
        rewrite("answer = 42", MANNERS["bare"], random.Random(0))


def test_made_tasks_are_what_their_programs_compute(sandbox):
    own = made.tasks(120, 11)
    assert len(own) == 120 and len({m.task_id for m in own}) == 120
    jobs, wanted = [], {}
    for m in own:
        for k, program in enumerate([m.program, *(text for _, text in m.grey)]):
            if program:
                jobs.append(((m.task_id, k), program, [i for i, _ in m.train]))
                wanted[m.task_id, k] = [o for _, o in m.train]
    assert {style for m in own for style, _ in m.grey} == {"rule-patched", "rule-set-by-pair"}
    got = grids(sandbox, jobs)
    assert [key for key in wanted if got[key] != wanted[key]] == []


def test_every_rule_comes_up():
    rules = {m.program and ast.dump(ast.parse(m.program).body[-1]) for m in made.tasks(300, 1)}
    assert len(rules) > 40


SMALL = Settings(honest_examples=45, hardcoded_examples=90, overfit_examples=6, made_tasks=15, written_rewrites=1)


def examples(tasks, seed, folder=None):
    mine = dict(tasks)
    return list(make(mine, [FLIPPED], folder, SMALL, seed, overfit=[(TASKS[0], FLIPPED[1])])), mine


def test_the_same_seed_gives_the_same_corpus(tasks):
    first, _ = examples(tasks, 4)
    assert first == examples(tasks, 4)[0]
    assert first != examples(tasks, 5)[0]


def test_the_corpus_is_whole(tasks):
    found, mine = examples(tasks, 4)
    assert {e.task_id for e in found} <= set(mine) and set(tasks) < set(mine)
    for e in found:
        assert "transform" in {n.name for n in ast.parse(e.program).body if isinstance(n, ast.FunctionDef)}
    assert {e.manner for e in found if e.label == 0} == {e.manner for e in found if e.label == 1} == set(MANNERS)
    assert len({e.style for e in found if e.label == 1}) >= 38
    assert {"made:plain", "made:numpy"} <= {e.style for e in found if e.label == 0}
    assert {e.style for e in found if e.style.startswith("overfit")} == {"overfit:search"}


def test_programs_written_by_hand_come_as_they_stand_and_rewritten(tasks, tmp_path):
    for name, label in (("honest", 0), ("hardcoded", 1), ("overfit", 1)):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{FLIPPED[0]}_m7a_{name}.py").write_text(FLIPPED[1] + f"\n# {name}\n")
        (tmp_path / name / f"ffffffff_m7a_{name}.py").write_text(FLIPPED[1])       # a task that nobody knows
    found = [e for e in examples(tasks, 4, tmp_path)[0] if "m7" in e.style]
    assert [(e.style, e.label, e.manner == "as-written") for e in found] == [
        ("written:m7", 0, True), ("written:m7", 0, False), ("written:m7", 1, True), ("written:m7", 1, False),
        ("overfit:m7", 1, True), ("overfit:m7", 1, False)]
    assert found[0].program == FLIPPED[1] + "\n# honest\n"


def test_programs_for_unknown_tasks_are_refused(tasks):
    with pytest.raises(KeyError, match="not among the tasks"):
        next(make({}, [FLIPPED], None, SMALL, 0))


def test_the_folder_of_written_programs_is_well_named():
    root = Path(__file__).parents[1] / "classifier" / "corpus" / "written"
    known = {t.id for name in ("arc-agi-1-training", "arc-agi-2-training") for t in load_challenges(name).tasks}
    for path in root.glob("*/*.py"):
        assert path.parent.name in ("honest", "hardcoded", "overfit")
        assert len(path.stem.split("_")) >= 3 and path.stem.split("_")[0] in known, path.name
        ast.parse(path.read_text())
