"""The prompt pack out of its authors' files: the same messages as their functions make, and nothing of them is run.

The file here is a look-alike: the structure of the upstream one, with words of its own. Its functions are run in the
test alone, to say what is right.
"""
import hashlib
import textwrap

import numpy as np
import pytest

from kernel.candidates import Candidate, Evaluation
from kernel.prompts import KIT_PACK, PackError, messages, refinement
from kernel.tasks import Pair, Task
from models import packs

PROMPT = textwrap.dedent('''
    from somewhere import grid_formatting

    def format_task(example, show_output_test=False):
        prompt = ""
        for i, pair in enumerate(example["train"]):
            x_shape, y_shape = len(pair["input"]), len(pair["input"][0])
            prompt += f"In {i+1} ({x_shape} x {y_shape})\\n" + grid_formatting(pair["input"], mode="m") + "\\n"
            x_shape, y_shape = len(pair["output"]), len(pair["output"][0])
            prompt += f"Out {i+1} ({x_shape} x {y_shape})\\n" + grid_formatting(pair["output"], mode="m") + "\\n"
        for i, asked in enumerate(example["test"]):
            x_shape, y_shape = len(asked), len(asked[0])
            prompt += f"Ask {i+1} ({x_shape} x {y_shape})\\n" + grid_formatting(asked, mode="m") + "\\n"
            if show_output_test:
                prompt += f"Told {i+1} ({x_shape} x {y_shape})\\n" + grid_formatting(asked, mode="m") + "\\n"
        return prompt

    def get_solver_prompt(task2solve, prompt_solver):
        additional_info = get_additional_info_prompt()
        task2solve_formated = "Problem:\\n" + format_task(task2solve)
        return prompt_solver.format(additional_info=additional_info, fewshot_example="",
                                    task=task2solve_formated).strip()

    def get_additional_info_prompt(alt_colors=True):
        map_colors = """Nought is dark\\n"""
        map_colors_alt = """Nought is dark, one is {odd} light\\n"""
        return map_colors_alt

    def get_repair_prompt(task2solve, response, prompt_solver):
        info = get_additional_info_prompt().strip()
        task = ("Problem:\\n" + format_task(task2solve)).strip()
        before = format_repair_one_previous_response([response]).strip()
        return prompt_solver.format(additional_info=info, task=task, previous_implementation=before).strip()

    def format_repair_one_previous_response(previous_response, idx=0):
        list_incorrect = ""
        shape_grid = ""
        if "code" in previous_response[idx]:
            response_formated = "~~~\\n" + previous_response[idx]["code"] + "\\n~~~\\n"
        elif "text" in previous_response[idx]:
            response_formated = previous_response[idx]["text"] + "\\n"
        right = previous_response[idx]["right"]
        N_task = len(right)
        N_correct_task = sum(right)
        response_formated += "Holds for {} of {}.\\n".format(N_correct_task, N_task)
        response_formated += "Each:\\n"
        for i in range(N_task):
            response_formated += f"- {i+1} is "
            if right[i]:
                response_formated += "good.\\n"
            else:
                response_formated += "bad.\\n"
                list_incorrect += f"no. {i+1}, "
                output2display = previous_response[idx]["train"][i]
                x, y = len(output2display), len(output2display[0])
                output2display = grid_formatting(output2display, mode="m")
                shape_grid = "size {} x {}".format(x, y)
                response_formated += f"It gave ({shape_grid}):\\n{output2display}\\n"
        for i in range(len(previous_response[idx]["test"])):
            response_formated += f"- ask {i+1}: who knows. "
            output2display = previous_response[idx]["test"][i]
            x, y = len(output2display), len(output2display[0])
            output2display = grid_formatting(output2display, mode="m")
            shape_grid = "size {} x {}".format(x, y)
            response_formated += f"It gave ({shape_grid}):\\n{output2display}\\n"
        list_incorrect = list_incorrect.strip()
        if len(list_incorrect) == 0:
            response_formated += "All good.\\n"
        else:
            list_incorrect = list_incorrect[:-1].strip()
        response_formated += f"\\nBad are: {list_incorrect}. Mend them."
        return response_formated

    prompt_wo_fewshot_v1_ = """not this one"""
    prompt_wo_fewshot_v1_ = """Write it.
    {additional_info}{fewshot_example}
    {task}"""
    prompt_repair_sol_v1 = """Mend it.
    {additional_info}
    {task}
    Before:
    {previous_implementation}"""
''')
SYSTEM = '''
def return_chat_format(message, system_prompt=None):
    if system_prompt is None:
        system_prompt = "You mend things."
    return [{"role": "system", "content": system_prompt}]
'''
TASK = Task(id="made", train=(Pair([[1, 2]], [[1], [2]]), Pair([[3]], [[4, 4]]), Pair([[0]], [[5]])),
            tests=([[7, 7], [0, 9]], [[8]]))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def checkout(folder, prompt: str = PROMPT, system: str | None = SYSTEM):
    (folder / "soar").mkdir()
    (folder / "soar" / "prompt.py").write_text(prompt)
    if system is not None:
        (folder / "soar" / "llm_utils.py").write_text(system)
    return folder


def read(source, prompt: str = PROMPT, system: str = SYSTEM):
    return packs.read(packs.find(source), prompt_shas={sha(prompt)}, system_shas={sha(system)}, name="made")


def upstream() -> dict:
    """What the look-alike's functions make when they are run."""
    names = {"grid_formatting": lambda grid, mode: str(np.array(grid))}
    exec(compile(PROMPT.replace("from somewhere import grid_formatting", ""), "look-alike", "exec"), names)
    return names


@pytest.mark.parametrize("right", [(True, False, False), (False, False, False), (True, True, True)])
def test_the_messages_are_those_that_the_functions_make(tmp_path, right):
    pack, _ = read(checkout(tmp_path))
    made = upstream()
    example = {"train": [{"input": pair.input, "output": pair.output} for pair in TASK.train], "test": TASK.tests}
    assert messages(pack, TASK) == [
        {"role": "system", "content": "You mend things."},
        {"role": "user", "content": made["get_solver_prompt"](example, made["prompt_wo_fewshot_v1_"])}]
    code = 'def transform(grid):\n    return {"{task}": f"{grid}"}[0]'
    grids = tuple(pair.output if good else pair.input for pair, good in zip(TASK.train, right))
    draft = Evaluation(Candidate("made", "vllm", "1", code), "OK", right, grids, TASK.tests)
    response = {"code": code, "right": right, "train": grids, "test": TASK.tests}
    assert refinement(pack, TASK, draft)[1]["content"] == made["get_repair_prompt"](
        example, response, made["prompt_repair_sol_v1"])


def test_a_draft_without_output_says_its_error_in_the_place_of_the_grid(tmp_path):
    pack, _ = read(checkout(tmp_path))
    draft = Evaluation(Candidate("made", "vllm", "1", "x"), "ERROR", (False, True, True), (None, [[1]], [[1]]),
                       (None, [[2]]), message="it broke")
    asked = refinement(pack, TASK, draft)[1]["content"]
    assert asked.count("It gave ():\nit broke\n") == 2


@pytest.mark.parametrize("named", ["", "soar", "soar/prompt.py"])
def test_a_checkout_its_folder_and_the_file_give_the_same(tmp_path, named):
    pack, said = read(checkout(tmp_path) / named)
    assert pack.system == "You mend things." and len(said) == 1


def test_nothing_of_the_files_is_run(tmp_path):
    left = tmp_path / "left"
    mine = f"open({str(left)!r}, 'w')\n"
    read(checkout(tmp_path, PROMPT + mine, SYSTEM + mine), PROMPT + mine, SYSTEM + mine)
    assert not left.exists()


def test_without_the_file_beside_it_the_system_line_is_the_kits_and_that_is_said(tmp_path):
    pack, said = read(checkout(tmp_path, system=None))
    assert pack.system == KIT_PACK.system
    assert any("llm_utils.py" in line for line in said)


@pytest.mark.parametrize("which", ["prompt.py", "llm_utils.py"])
def test_another_sha256_is_refused_and_named(tmp_path, which):
    file = checkout(tmp_path) / "soar" / which
    file.write_text(file.read_text() + "\n")
    with pytest.raises(PackError) as caught:
        read(tmp_path)
    assert which in str(caught.value) and sha(file.read_text()) in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("gone, instead", [
    ("def format_task", "def other_name"), ("def get_solver_prompt", "def other_name"),
    ("map_colors_alt", "map_colors_b"), ("prompt_repair_sol_v1 =", "other ="),
    ("{task}", "{tasks}"), ("Write it.", "Write {it}."), ("Write it.", "Write {{it}}."),
    ('response_formated += "Each:\\n"', "pass"), ("{x_shape}", "{x_shape * 2}"), ('no. {i+1}, "', 'no. {i+1}; "'),
    ("return prompt\n", "return prompt\n)("),
])
def test_a_file_that_is_built_otherwise_is_refused_in_one_line(tmp_path, gone, instead):
    assert gone in PROMPT
    changed = PROMPT.replace(gone, instead)
    with pytest.raises(PackError) as caught:
        read(checkout(tmp_path, changed), changed)
    assert len(str(caught.value).splitlines()) == 1


def test_a_folder_without_the_file_is_refused(tmp_path):
    with pytest.raises(PackError, match="prompt.py"):
        packs.find(tmp_path)
