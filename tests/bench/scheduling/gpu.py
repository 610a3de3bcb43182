"""GPUs in simulated time: how fast requests go beside each other, and what reading a prompt holds up.

By the roofline (SOAR-14B in FP8 on an L4): a step reads the weights, 56 ms, and a little for each sequence, so that 64
sequences get 650 tokens a second in all and 16 only 240. More than 64 share what 64 get. A prompt of 5k tokens takes
1.3 s, in which nothing else goes on.
"""
from collections import deque
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Machine:
    """What it runs on."""

    gpus: int = 4
    slots: int = 4                     # requests a GPU serves at once: of sixteen samples, they fill it
    sequences: int = 64                # in flight on a GPU at most
    step_s: float = 0.056              # of a step, for the weights
    sequence_s: float = 0.000663       # and for each sequence
    prompt_tokens_s: float = 5000 / 1.3
    prompts: int = 3                   # that a GPU keeps
    noise: float = 0.1                 # of a request's tokens, relative
    margin: float = 1.2                # time allowed to a request beyond what its tokens take
    fails_every_s: float = 8 * 3600.0  # on average, each GPU; inf: never
    away_s: float = 240.0              # until a failed one is back

    def speed(self, sequences: int) -> float:
        """Tokens a second of each of so many sequences."""
        together = min(sequences, self.sequences)
        return together / max(1, sequences) / (self.step_s + together * self.sequence_s)

    @property
    def tokens_s(self) -> float:
        """Of a full GPU."""
        return self.sequences * self.speed(self.sequences)


@dataclass(frozen=True)
class Open:
    """A request at a GPU. It is done when the GPU's progress has come to `until`."""

    task: int
    samples: int
    tokens: float                      # of a sample
    until: float


class Gpu:
    """One GPU. Progress is tokens that a sequence which was there all the time would have."""

    def __init__(self, machine: Machine):
        self._machine = machine
        self.open: dict[int, Open] = {}
        self.prompts: deque[int] = deque()
        self.sequences = 0             # samples in flight
        self.up = True
        self.version = 0               # changes whenever the next end does
        self._now_s = self._progress = self._reading_s = 0.0

    @property
    def free(self) -> bool:
        """Whether it takes a request."""
        return self.up and len(self.open) < self._machine.slots

    def takes_s(self, task: int, samples: int, tokens: float, prompt_tokens: float) -> float:
        """How long a request would take, should nothing else come or go."""
        return (self._reading_s + self._to_read_s(task, prompt_tokens)
                + tokens / self._machine.speed(self.sequences + samples))

    def start(self, now_s: float, number: int, task: int, samples: int, tokens: float, prompt_tokens: float) -> None:
        """Take a request."""
        self._advance(now_s)
        self._reading_s += self._to_read_s(task, prompt_tokens)
        if task in self.prompts:
            self.prompts.remove(task)
        self.prompts.append(task)
        while len(self.prompts) > self._machine.prompts:
            self.prompts.popleft()
        self.open[number] = Open(task, samples, tokens, self._progress + tokens)
        self.sequences += samples

    def finish(self, now_s: float, number: int) -> Open:
        """A request is done."""
        self._advance(now_s)
        done = self.open.pop(number)
        self.sequences -= done.samples
        return done

    def fail(self, now_s: float) -> list[Open]:
        """It is away, with its requests and prompts; returns the requests."""
        self._advance(now_s)
        lost = list(self.open.values())
        self.open.clear()
        self.prompts.clear()
        self.up, self.sequences, self._reading_s = False, 0, 0.0
        return lost

    def next_end(self) -> tuple[float, int]:
        """When the next request is done, should nothing else come or go, and which; never without one. Older ends told
        before are void."""
        self.version += 1
        if not self.open:
            return inf, 0
        number = min(self.open, key=lambda number: self.open[number].until)
        rest = max(0.0, self.open[number].until - self._progress)
        return self._now_s + self._reading_s + rest / self._machine.speed(self.sequences), number

    def _to_read_s(self, task: int, prompt_tokens: float) -> float:
        return 0.0 if task in self.prompts else prompt_tokens / self._machine.prompt_tokens_s

    def _advance(self, now_s: float) -> None:
        passed_s = now_s - self._now_s
        reading_s = min(self._reading_s, passed_s)
        self._reading_s -= reading_s
        if self.open:
            self._progress += (passed_s - reading_s) * self._machine.speed(self.sequences)
        self._now_s = now_s
