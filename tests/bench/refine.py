"""Whether refinement is taken up where it pays and left where it does not: a SIMULATION with the kit's own choice.

    build.py bench refine [--json] [--seeds 10] [--world NAME ...]

Tasks get a request of eight samples each, round after round, until five samples fit all train pairs. What a request
asks for is decided by a policy: always fresh samples; always a refinement once there is a draft; the kit's bandit
(`kernel.schedule.refine`); a clairvoyant that knows both chances of the task and takes the larger one. The draft is REX's
for all of them. `solved` is the share of tasks with a fit at the end, `fits` how many fits a task had (five at most), their
intervals 95 % over seeds; `shares` is the share of refinements among the requests of each tenth of the run.

A world says how often fresh samples fit and refinements do (`World`); its tasks are the same for every policy. Nothing
in it is measured on a model: it shows what the choice does when the chances are such. Leaves out: which task is next,
the vote, and what samples cost.
"""
import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kernel.candidates import Candidate, Evaluation
from kernel.schedule.refine import Refiner, Refining
from kernel.tasks import Pair, Task

POLICIES = ("fresh", "refine", "bandit", "clairvoyant")
PAIRS = 3
TENTHS = 10


@dataclass(frozen=True)
class World:
    """The assumptions. A task's chance of a fresh fit is Beta(*fresh). Its odds of a refined fit are `ratio` times
    those, times 10 to a normal of deviation `spread`; or, with `refined`, Beta(*refined) and nothing to do with the
    fresh ones. Either way they go with exp(slope (h - 1/2)) for a draft of accuracy h."""

    fresh: tuple[float, float] = (0.05, 1.0)         # SOAR-14B, see kernel.schedule.refine.FRESH
    refined: tuple[float, float] | None = None
    ratio: float = 1.0
    spread: float = 0.5
    slope: float = 2.0
    draft: tuple[float, ...] = (0.15, 0.1, 0.05)     # chance that a miss is a draft with 0, 1, 2 pairs right
    better: float = 0.15                             # that a refinement which misses has a pair more than its draft
    enough: int = 5                                  # fits, after which a task is left
    tasks: int = 120
    samples: int = 256                               # a task
    request: int = 8


WORLDS = {
    "10 times more often": World(ratio=10.0),
    "as often": World(),
    "10 times less often": World(ratio=0.1),
    "here more, there less": World(spread=2.0),
    "as published": World(refined=(0.03, 40.0)),
}
"""How often a refinement fits, beside a fresh sample of the same task; "as published" is both of SOAR-14B."""


@dataclass(frozen=True)
class Played:
    """One run: share of tasks solved, fits a task, share of refinements in all requests and by tenth of the run."""

    solved: float
    fits: float
    refined: float
    shares: tuple[float, ...]


class _Place:
    """One task of a world: its chances, and the samples it yields."""

    def __init__(self, number: int, world: World, rng: np.random.Generator):
        self.task = Task(f"task-{number}", tuple(Pair([[at]], [[at, at]]) for at in range(PAIRS)), ([[9]],))
        self.fresh = min(rng.beta(*world.fresh), 1 - 1e-9)
        times = world.ratio * 10 ** (world.spread * rng.normal())
        own = min(rng.beta(*world.refined), 1 - 1e-9) if world.refined else None
        self._odds = own / (1 - own) if own is not None else times * self.fresh / (1 - self.fresh)
        self._world = world
        self._yielded = 0

    def chance(self, draft: Evaluation | None) -> float:
        """That a sample fits: a fresh one, or a refinement of the draft."""
        if draft is None:
            return self.fresh
        odds = self._odds * math.exp(self._world.slope * (draft.accuracy - 0.5))
        return odds / (1 + odds)

    def sample(self, draft: Evaluation | None, rng: np.random.Generator) -> Evaluation:
        """What the next sample comes to. Drafts that are no better than others still differ on the test input."""
        self._yielded += 1
        if rng.random() < self.chance(draft):
            right, wrong = PAIRS, None
        elif draft is not None and rng.random() < self._world.better:
            right, wrong = min(sum(draft.train_correct) + 1, PAIRS - 1), [[0, 5]]
        else:
            level = int(np.searchsorted(np.cumsum(self._world.draft), rng.random(), "right"))
            right, wrong = (level, [[0, 5]]) if level < PAIRS else (0, [[5]])
        grids = tuple(pair.output if at < right else wrong for at, pair in enumerate(self.task.train))
        digits = [[int(digit) for digit in str(rng.integers(1000))]]
        candidate = Candidate(self.task.id, "simulated", str(self._yielded), f"# {self._yielded}",
                              parents=(draft.candidate.id,) if draft is not None else ())
        return Evaluation(candidate, "OK", tuple(at < right for at in range(PAIRS)), grids, (digits,))


def played(world: World, policy: str, seed: int) -> Played:
    """One run of a policy in a world; the world's tasks depend on the seed alone."""
    of_world = np.random.default_rng([seed, 0])
    places = [_Place(number, world, of_world) for number in range(world.tasks)]
    rng = np.random.default_rng([seed, 1 + POLICIES.index(policy)])
    refiner = Refiner([place.task for place in places])
    rounds = world.samples // world.request
    asked, refined = np.zeros(TENTHS), np.zeros(TENTHS)
    fits = dict.fromkeys(places, 0)
    for number in range(rounds):
        tenth = number * TENTHS // rounds
        for place in [place for place in places if fits[place] < world.enough]:
            draft = decided(policy, place, refiner, rng)
            asked[tenth] += 1
            refined[tenth] += draft is not None
            refiner.sent(place.task.id, draft, world.request)
            came = [place.sample(draft, rng) for _ in range(world.request)]
            for evaluation in came:
                refiner.observe(evaluation)
            fits[place] = min(world.enough, fits[place] + sum(evaluation.perfect for evaluation in came))
    shares = np.divide(refined, asked, out=np.zeros(TENTHS), where=asked > 0)
    return Played(sum(map(bool, fits.values())) / world.tasks, sum(fits.values()) / world.tasks,
                  float(refined.sum() / asked.sum()), tuple(round(float(share), 3) for share in shares))


def decided(policy: str, place: _Place, refiner: Refiner, rng: np.random.Generator) -> Evaluation | None:
    """What this policy asks of the task next: a refinement of this draft, or (None) fresh samples."""
    if policy == "fresh":
        return None
    if policy == "bandit":
        return refiner.choose(place.task.id, rng)
    draft = refiner.draft(place.task.id, rng)
    if policy == "clairvoyant" and draft is not None and place.chance(draft) < place.fresh:
        return None
    return draft


def measured(world: World, seeds: int) -> dict:
    """Every policy in one world, with what the bandit gains over the better of the two pure policies."""
    runs = {policy: [played(world, policy, seed) for seed in range(seeds)] for policy in POLICIES}
    rows = {policy: {"solved": _mean([run.solved for run in many]), "interval": _interval([run.solved for run in many]),
                     "fits": _mean([run.fits for run in many]), "fits_interval": _interval([run.fits for run in many]),
                     "refined": _mean([run.refined for run in many]),
                     "shares": [_mean(share) for share in zip(*(run.shares for run in many), strict=True)]}
            for policy, many in runs.items()}
    better = max(("fresh", "refine"), key=lambda policy: rows[policy]["fits"])
    gains = [one.fits - other.fits for one, other in zip(runs["bandit"], runs[better], strict=True)]
    return {"policies": rows, "better": better, "gain": _mean(gains), "gain_interval": _interval(gains)}


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 4)


def _interval(values: Sequence[float]) -> list[float]:
    """Of the mean, 95 %, by the normal distribution."""
    half = 1.96 * float(np.std(values, ddof=1)) / math.sqrt(len(values)) if len(values) > 1 else math.inf
    return [round(float(np.mean(values)) - half, 4), round(float(np.mean(values)) + half, 4)]


def cost(drafts: int, calls: int = 500) -> dict:
    """What one `choose` and one `observe` take with so many drafts of the largest grids, in ms of CPU, on average."""
    row = [[1] * 30 for _ in range(30)]
    task = Task("t", (Pair(row, row),) * PAIRS, (row,))
    refiner = Refiner([task], Refining(drafts=drafts))
    many = [Evaluation(Candidate("t", "simulated", str(at), "#"), "OK", (True, False, False), (row, row, row),
                       ([[at % 10, at // 10 % 10, at // 100 % 10, *row[0][:26]]] * 30,)) for at in range(drafts)]
    began = time.process_time()
    for evaluation in many:
        refiner.observe(evaluation)
    observed = time.process_time()
    refiner.missed("t", None, 3000)          # so that drafts are chosen, and unpacked
    rng = np.random.default_rng(0)
    asked = time.process_time()
    chosen = sum(refiner.choose("t", rng) is not None for _ in range(calls))
    ended = time.process_time()
    return {"drafts": drafts, "chosen": chosen, "calls": calls, "choose_ms": round(1000 * (ended - asked) / calls, 3),
            "observe_ms": round(1000 * (observed - began) / drafts, 3)}


def main(argv: Sequence[str]) -> int:
    """Simulate and print; exit status 0."""
    parser = argparse.ArgumentParser(prog="build.py bench refine", description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--seeds", type=int, default=10, metavar="N", help="runs of each policy (default: 10)")
    parser.add_argument("--world", choices=WORLDS, action="append", help="default: all")
    arguments = parser.parse_args(argv)
    result = {"seeds": arguments.seeds, "cost": [cost(50), cost(200)],
              "worlds": {name: measured(WORLDS[name], arguments.seeds) for name in arguments.world or WORLDS}}
    if arguments.json:
        print(json.dumps(result, indent=1))
    else:
        show(result)
    return 0


BLOCKS = " ▁▂▃▄▅▆▇█"


def show(result: dict) -> None:
    """The same for a person."""
    for name, world in result["worlds"].items():
        print(f"\nA refinement fits {name}:")
        print(f"  {'policy':13}{'solved':>8}  {'95 %':17}{'fits':>5}  {'95 %':13}{'refined':>8}  by tenth of the run")
        for policy, row in world["policies"].items():
            low, high = row["interval"]
            bars = "".join(BLOCKS[math.ceil(share * (len(BLOCKS) - 1))] for share in row["shares"])
            print(f"  {policy:13}{row['solved']:8.2%}  {low:6.2%} to {high:6.2%} {row['fits']:5.2f}  "
                  "{:.2f} to {:.2f} ".format(*row["fits_interval"])
                  + f"{row['refined']:8.0%}  |{bars}| {row['shares'][0]:.0%} to {row['shares'][-1]:.0%}")
        low, high = world["gain_interval"]
        print(f"  the bandit's fits a task over {world['better']}'s: {world['gain']:+.3f} ({low:+.3f} to {high:+.3f})")
    print()
    for row in result["cost"]:
        print(f"{row['drafts']} drafts, grids of 30 x 30: choose {row['choose_ms']:.2f} ms, "
              f"observe {row['observe_ms']:.2f} ms")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
