"""A SIMULATION of a language model's samples, since no recorded run of one comes with the kit.

What it assumes, each a field of `Model`: tasks differ widely in the chance that a sample is right; wrong samples are of
two sorts, ideas that many samples share (the larger danger to a vote) and accidents; an idea may by chance fit all
train pairs; some right answers come from programs that miss a train pair; a task's share of transductive samples is
5-20 % (FACTS), most of them train-perfect, their test grids a few fall-backs, sometimes the right one. p_transductive
is drawn from the two beta distributions of `poison.Doubt`. The result says which rule is robust, not what a model will
score.
"""
import random
from collections.abc import Iterator
from dataclasses import dataclass

from kernel.vote import Ballot
from tests.bench.voting.poison import Doubt
from tests.bench.voting.runs import Recorded


@dataclass(frozen=True)
class Model:
    """The assumptions. Chances are 0 to 1."""

    tasks: int = 400
    samples: int = 64                      # a task
    ability: tuple[float, float] = (0.25, 2.0)      # beta distribution of a task's chance of a right sample
    slips: float = 0.15                    # of right test grids, the part from programs that miss a train pair
    ideas: int = 6                         # wrong ideas that samples of a task share
    shared: float = 0.5                    # of wrong samples, the part that follows one of these
    fitting: float = 0.04                  # chance that a wrong idea is right on all train pairs
    transductive: tuple[float, float] = (0.05, 0.2)
    memorised: float = 0.7                 # of transductive samples, the part right on all train pairs
    lucky: float = 0.3                     # chance that a transductive sample is right, as part of the task's chance
    two_tests: float = 0.1                 # part of tasks with two test inputs


def tasks(model: Model, doubt: Doubt, seed: int) -> list[Recorded]:
    """Simulated tasks; grids are names, as no rule looks into one."""
    rng = random.Random(seed)
    return [_task(f"simulated-{n}", model, doubt, rng) for n in range(model.tasks)]


def _task(name: str, model: Model, doubt: Doubt, rng: random.Random) -> Recorded:
    pairs = rng.choice([2, 3, 3, 3, 4, 5])
    tests = 2 if rng.random() < model.two_tests else 1
    ballots = tuple(_samples(name, model, doubt, rng, pairs, tests))
    return Recorded(name, ballots, tuple(f"right {at}" for at in range(tests)), model.samples)


def _samples(name: str, model: Model, doubt: Doubt, rng: random.Random, pairs: int, tests: int) -> Iterator[Ballot]:
    ability = rng.betavariate(*model.ability)
    cheats = rng.uniform(*model.transductive)
    ideas = [(pairs if rng.random() < model.fitting else rng.randrange(pairs), idea) for idea in range(model.ideas)]
    for n in range(model.samples):
        hardcoded = rng.random() < cheats
        if hardcoded:
            correct = pairs if rng.random() < model.memorised else rng.randrange(1, pairs)
            lucky = rng.random() < model.lucky * ability
            answer, train = ("right" if lucky else f"fallback {rng.randrange(3)}"), f"{correct}"
        elif rng.random() < ability:
            slip = rng.random() < model.slips
            correct = pairs - 1 if slip else pairs
            answer, train = "right", f"slip {n}" if slip else "perfect"
        elif rng.random() < model.shared:
            correct, idea = ideas[min(int(rng.expovariate(0.7)), model.ideas - 1)]
            answer, train = f"idea {idea}", f"idea {idea}"
        else:
            correct = 0 if rng.random() < 0.7 else rng.randrange(pairs)
            answer, train = f"accident {n}", f"accident {n}"
        given = tuple(f"{answer} {at}" for at in range(tests))
        if tests > 1 and answer != "right" and rng.random() < 0.3:      # wrong in one of two places
            given = ("right 0", *given[1:])
        yield Ballot(f"llm/{name}/{n}", f"{name} {n}".encode(), f"{train} {given}".encode(), given, correct, pairs, 0,
                     "vllm", doubt.draw(hardcoded, rng))
