"""The model servers' part of a run: what each wrote, and what befell it. Pure: records in, JSON values out.

Promises: one pass over the samples; of what happened, the first and the last are kept where it is much. Leaves out: the
programs themselves, which are candidates like all others.
"""
from collections.abc import Iterable
from dataclasses import dataclass

from kernel.draws import Drawn
from kernel.engines import Happening

HAPPENINGS_MAX = 60        # told of, half of them the first ones


@dataclass
class _Sums:
    """What came from one server on one rung."""

    samples: int = 0
    programs: int = 0
    cut: int = 0                       # ended by the limit on tokens
    recovered: int = 0                 # of these, with a whole program nevertheless
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0               # of all its samples, each from its request to its last token

    def add(self, drawn: Drawn) -> None:
        sample = drawn.sample
        self.samples += 1
        self.programs += drawn.candidate_id is not None
        self.cut += sample.finish == "length"
        self.recovered += sample.recovered
        self.prompt_tokens += sample.prompt_tokens or 0
        self.completion_tokens += sample.completion_tokens or 0
        self.seconds += sample.seconds


def tell_servers(drawn: Iterable[Drawn], happenings: Iterable[tuple[Happening, float]]) -> dict:
    """`places` [{name, rung, samples, programs, cut, recovered, prompt_tokens, completion_tokens, mean_s}, ...], one
    for each server and rung; `happenings` [[run time in seconds, place, kind, text], ...] and `hidden`, how many more
    there were. Both lists are empty where no language model took part."""
    sums: dict[tuple[str, str], _Sums] = {}
    for one in drawn:
        sums.setdefault((one.sample.place, one.sample.rung), _Sums()).add(one)
    places = [{"name": name, "rung": rung, "samples": s.samples, "programs": s.programs, "cut": s.cut,
               "recovered": s.recovered, "prompt_tokens": s.prompt_tokens, "completion_tokens": s.completion_tokens,
               "mean_s": round(s.seconds / s.samples, 2)} for (name, rung), s in sorted(sums.items())]
    told = [[round(at_s, 1), one.place, one.kind, one.text] for one, at_s in happenings]
    hidden = max(0, len(told) - HAPPENINGS_MAX)
    half = HAPPENINGS_MAX // 2
    return {"places": places, "happenings": told[:half] + told[-half:] if hidden else told, "hidden": hidden}
