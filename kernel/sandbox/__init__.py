"""The sandbox: who runs programs that nobody has read.

    from kernel.sandbox import Sandbox, Limits, Outcome
    with Sandbox(workers=2, limits=Limits(wall_s=5, memory_mb=512)) as sandbox:
        run = sandbox.run(program, inputs)
        for run in sandbox.run_many(jobs): ...

Promises: whatever a program does, its run comes back as a `Run` with an outcome per input, no process of it survives,
and the next program is unharmed; what it wrote is never unpickled and no expected output ever goes near it. What
failed on our side is INFRA and never counts against a program. Leaves out: judging whether a grid is the right one.

How it is laid out: `pool` answers from `cache` or puts jobs on the `backlog`; each of its threads owns a
`worker.Worker`, which owns one `zygotes.Zygote` per kind: small preloaded processes (`inside/`) that fork one confined
child per program. `results` reads what a child left, `grids` judges it. Of the kit it needs nothing but
`kernel.tasks.Grid`, a name for a type, and how `kernel.candidates` packs a grid.
"""
from kernel.sandbox.outcomes import Limits, Outcome, Output, Run
from kernel.sandbox.pool import Counts, Sandbox
from kernel.sandbox.worker import SandboxClosed

__all__ = ["Counts", "Limits", "Outcome", "Output", "Run", "Sandbox", "SandboxClosed"]
