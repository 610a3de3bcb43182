"""The schedule, with simulated engines and a told time: no process, no clock."""
import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

import pytest

from kernel.candidates import Candidate, Evaluation
from kernel.draws import Drawn
from kernel.engines import Finished, Sample
from kernel.schedule import Scheduler
from kernel.schedule.difficulty import difficulty
from kernel.schedule.plan import Plan
from kernel.tasks import Pair, Task


def task(id, side=2):
    grid = [[1] * side for _ in range(side)]
    return Task(id, (Pair(grid, grid),), (grid,))


@dataclass
class Shape:
    """What a scheduler knows of an engine."""

    name: str = "e"
    slots: int = 1
    draws: bool = False


TASKS = [task(f"t{i:02}", side=30 - i) for i in range(20)]


def simulate(tasks, plan, slots=2, solved_at=None, exhausted_at=None, fails=(), stretch=1.0):
    """Every request handed out, as (start, request), when an engine uses exactly the seconds it is given, which take
    `stretch` times as long on the clock.

    `solved_at`, `exhausted_at`: {task: seconds a request needs for it}; `fails`: tasks whose requests always fail.
    """
    scheduler = Scheduler(tasks, [Shape(slots=slots)], plan)
    now, ends, handed = 0.0, [], []
    while True:
        while (request := scheduler.next("e", now)) is not None:
            handed.append((now, request))
            heapq.heappush(ends, (now + stretch * request.seconds, request.id, request))
        if not ends:
            return handed
        now, _, request = heapq.heappop(ends)
        id = request.task.id
        if id in fails:
            scheduler.finished(Finished(request, request.seconds, error="no"), now)
            continue
        if request.seconds >= (solved_at or {}).get(id, 1e9):
            scheduler.observe(Evaluation(Candidate(id, "e", "k", ""), "OK", (True,), (None,), (None,)))
        exhausted = request.seconds >= (exhausted_at or {}).get(id, 1e9)
        scheduler.finished(Finished(request, request.seconds, exhausted), now)


def by_task(handed):
    given = defaultdict(list)
    for _, request in handed:
        given[request.task.id].append(request.seconds)
    return given


@pytest.mark.parametrize("budget_s", [1, 7, 30, 120, 1000, 41400])
@pytest.mark.parametrize("n_tasks, slots", [(1, 1), (1, 4), (20, 2), (20, 64)])
def test_nothing_goes_on_past_the_budget_less_the_reserve(budget_s, n_tasks, slots):
    plan = Plan(budget_s=budget_s, reserve_s=0.5)
    handed = simulate(TASKS[:n_tasks], plan, slots)
    assert handed and max(start + request.seconds for start, request in handed) <= budget_s - 0.5 + 1e-6


def test_the_first_round_is_over_all_tasks_easiest_first_and_takes_a_modest_share():
    handed = simulate(TASKS, Plan(budget_s=120))
    order = [request.task.id for _, request in handed[:20]]
    assert order == [one.id for one in sorted(TASKS, key=difficulty)] and order[0] == "t19"
    assert handed[20][0] <= 0.12 * 120


@pytest.mark.parametrize("budget_s", [30, 60, 120, 250, 500, 1000])
def test_rounds_deepen_fairly_and_the_time_is_used(budget_s):
    handed = simulate(TASKS, Plan(budget_s=budget_s))
    for seconds in by_task(handed).values():
        assert all(2 * before <= after + 1e-6 for before, after in zip(seconds[:-1], seconds[1:-1])), seconds
    assert sum(request.seconds for _, request in handed) >= 0.9 * 2 * (budget_s - 1)
    longest = [max(seconds) for seconds in by_task(handed).values()]
    assert max(longest) <= 4 * min(longest) + 1e-6


def test_an_engine_that_shares_its_processors_gets_less_to_do():
    handed = simulate(TASKS, Plan(budget_s=120), stretch=2.5)
    assert max(start + 2.5 * request.seconds for start, request in handed) <= 120
    longest = [max(seconds) for seconds in by_task(handed).values()]
    assert max(longest) <= 4 * min(longest) + 1e-6
    assert sum(2.5 * request.seconds for _, request in handed) >= 0.9 * 2 * 119


def test_tasks_that_are_solved_on_train_come_last_in_their_round():
    solved = {f"t{i:02}": 0.1 for i in range(10, 20)}               # the easiest
    order = [request.task.id for _, request in simulate(TASKS, Plan(budget_s=120), slots=1, solved_at=solved)]
    assert set(order[:20]) == {one.id for one in TASKS} and order[0] in solved
    assert not set(order[20:30]) & set(solved) and set(order[30:40]) == set(solved)


def test_time_goes_to_tasks_that_are_not_exhausted():
    given = by_task(simulate(TASKS, Plan(budget_s=120), exhausted_at=dict.fromkeys((one.id for one in TASKS), 3.0)))
    assert all(max(seconds) >= 3 and sum(second >= 3 for second in seconds) == 1 for seconds in given.values())


def test_for_measurements_one_round_of_exactly_so_long():
    handed = simulate(TASKS, Plan(budget_s=1000, seconds_per_task=2.0))
    assert Counter(request.task.id for _, request in handed) == Counter(one.id for one in TASKS)
    assert {request.seconds for _, request in handed} == {2.0}


def test_for_measurements_very_short_rounds_too():
    assert len(simulate(TASKS, Plan(budget_s=1000, seconds_per_task=0.01))) == len(TASKS)


def test_a_failing_request_is_tried_again_a_few_times_and_nobody_else_waits_for_it():
    given = by_task(simulate(TASKS, Plan(budget_s=120), fails={"t19", "t07"}))
    assert len(given["t19"]) == len(given["t07"]) == 3
    assert max(given["t10"]) > 2


def test_slots_bound_what_is_open():
    scheduler = Scheduler(TASKS, [Shape("a", 3), Shape("b", 1)], Plan(budget_s=100))
    a = [scheduler.next("a", 0.0) for _ in range(4)]
    b = [scheduler.next("b", 0.0) for _ in range(2)]
    assert a[3] is None and b[1] is None and a[0].task == b[0].task
    assert len({request.id for request in a[:3] + b[:1]}) == 4 and scheduler.open_requests("a") == 3


def test_after_a_restart_it_goes_on_where_it_was():
    scheduler = Scheduler(TASKS, [Shape()], Plan(budget_s=400))
    for one in TASKS[5:]:
        scheduler.restore("e", one.id, 2.0, exhausted=False)
    scheduler.restore("e", "t05", 2.0, exhausted=True)
    scheduler.restore("gone", "t06", 2.0, exhausted=True)
    scheduler.restore("e", "no such task", 2.0, exhausted=True)
    requests = []
    for _ in range(6):
        requests.append(request := scheduler.next("e", 10.0))
        scheduler.finished(Finished(request, request.seconds), 10.0)
    # First those that had no look yet, then deeper into the easiest of the others.
    assert {request.task.id for request in requests[:5]} == {f"t{i:02}" for i in range(5)}
    assert requests[5].task.id == "t19" and requests[5].seconds >= 4


def test_no_tasks_no_requests():
    assert Scheduler([], [Shape()], Plan(budget_s=10)).next("e", 0.0) is None
    assert Scheduler([], [Shape(draws=True)], Plan(budget_s=10)).next("e", 0.0) is None


# Engines of draws

DRAWS = Shape(slots=6, draws=True)
LATENCY_S = 8.0


def sample(index, program=True, seconds=LATENCY_S):
    return Sample(index, index, 100, 50, "stop", False, "server-0", "fp8", seconds)


def evaluation(id, key, *, perfect=False, engine="e", p_transductive=None, outcome="OK", rank=0, test=((1,),)):
    grid = [[1]] if outcome == "OK" else None
    return Evaluation(Candidate(id, engine, key, key, rank), outcome, (perfect,), (grid,),
                      (test and grid and [list(row) for row in test],), p_transductive=p_transductive)


def draw(chances, budget_s=400.0, each_s=10.0, per_s=20.0, tasks=TASKS, heard=(), failing=()):
    """Samples handed out by task, and every (start, end, request), when a request takes `each_s` and its samples fit
    with the task's chance, spread evenly. `heard`: evaluations of others, before the first request."""
    scheduler = Scheduler(tasks, [DRAWS, Shape("other")], Plan(budget_s=budget_s, reserve_s=10.0))
    for one in heard:
        scheduler.observe(one)
    now, ends, handed, given, number = 0.0, [], [], Counter(), 0
    while True:
        while (request := scheduler.next("e", now)) is not None:
            assert len(ends) < DRAWS.slots
            handed.append((now, now + each_s, request))
            heapq.heappush(ends, (now + each_s, request.id, request))
        if not ends:
            return given, handed
        now, _, request = heapq.heappop(ends)
        id = request.task.id
        if id in failing:
            scheduler.finished(Finished(request, each_s, error="no"), now)
            continue
        for _ in range(request.samples):
            number += 1
            given[id] += 1
            chance = chances.get(id, 0.0)
            fits = chance and given[id] % round(1 / chance) == 0
            program = number % 10 != 0 or bool(fits)
            scheduler.drawn(Drawn("e", id, str(number) if program else None, sample(number)), request.id, now)
            if program:
                scheduler.observe(evaluation(id, str(number), perfect=bool(fits)))
        scheduler.finished(Finished(request, each_s), now)


def test_samples_go_where_they_may_still_decide():
    easy, fair = "t19", "t10"
    given, handed = draw({easy: 0.5, fair: 1 / 40}, budget_s=600.0)
    assert set(given) == {one.id for one in TASKS}                     # all have been tried
    assert given[easy] <= 64                                           # soon nothing more to learn
    assert given[fair] >= 2 * 40                                       # it was stayed with
    hopeless = [count for id, count in given.items() if id not in (easy, fair)]
    assert min(hopeless) > given[easy]


def test_no_sample_is_asked_for_that_could_not_come():
    given, handed = draw({}, budget_s=300.0)
    assert all(start + LATENCY_S <= 290.0 for start, _, request in handed[DRAWS.slots:])
    assert all(start + request.seconds <= 290.0 + 1e-6 for start, _, request in handed)
    assert max(end for _, end, _ in handed) > 270.0                    # and the time is used


def test_a_task_that_another_engine_has_solved_needs_less():
    alone, _ = draw({}, budget_s=200.0)
    for engine, rank, less in (("other", 0, True), ("search", 300, True), ("search", 4000, False)):
        heard = [evaluation("t19", str(k), perfect=True, engine=engine, rank=rank) for k in range(5)]
        helped, _ = draw({}, budget_s=200.0, heard=heard)
        assert (helped["t19"] < alone["t19"] / 2) == less


def test_what_a_search_gives_beside_its_first_answer_is_no_further_vote():
    values = []
    for others in (1, 6):
        scheduler = Scheduler(TASKS[:3], [DRAWS], Plan(budget_s=400))
        for number in range(others):
            scheduler.observe(evaluation("t00", str(number), perfect=True, engine="search", rank=300,
                                         test=[[number, number + 1]]))
        values.append(scheduler._ways["e"]._chooser.values()[0])
    assert values[0] == values[1]


def test_a_program_without_an_answer_is_no_fit():
    scheduler = Scheduler(TASKS[:1], [DRAWS], Plan(budget_s=400))
    scheduler.observe(evaluation("t00", "a", perfect=True, test=None))
    assert scheduler._ways["e"]._chooser.fits(0) == 0


def test_a_program_that_holds_its_outputs_is_no_fit():
    scheduler = Scheduler(TASKS[:2], [DRAWS], Plan(budget_s=400))
    way = scheduler._ways["e"]
    scheduler.observe(evaluation("t00", "a", perfect=True, p_transductive=0.9))
    assert way._chooser.fits(way._number["t00"]) == 0
    scheduler.observe(evaluation("t00", "b", perfect=True, p_transductive=0.1))
    assert way._chooser.fits(way._number["t00"]) == 1


def test_a_task_on_which_requests_fail_is_left():
    given, handed = draw({}, failing={"t19"})
    assert given["t19"] == 0 and sum(request.task.id == "t19" for _, _, request in handed) <= 3 + DRAWS.slots
    assert given["t18"] > 0


def test_what_failed_in_the_kit_is_neither_hit_nor_miss():
    scheduler = Scheduler(TASKS[:1], [DRAWS], Plan(budget_s=400))
    chooser = scheduler._ways["e"]._chooser
    request = scheduler.next("e", 0.0)
    before = chooser.values()[0] * chooser.costs()[0]
    for k in range(request.samples):
        scheduler.drawn(Drawn("e", "t00", str(k), sample(k)), request.id, 5.0)
        scheduler.observe(evaluation("t00", str(k), outcome="INFRA"))
    scheduler.finished(Finished(request, 5.0), 5.0)
    assert chooser.values()[0] * chooser.costs()[0] > before       # as if nothing had been asked


def test_of_a_refinement_that_the_kit_failed_on_nothing_stays_in_flight_and_its_pairs_are_no_sign():
    task = replace(TASKS[0], train=TASKS[0].train * 3)
    scheduler = Scheduler([task], [DRAWS], Plan(budget_s=400))
    chunks = scheduler._ways["e"]
    partial = evaluation(task.id, "draft")
    partial = replace(partial, train_correct=(True, False, False), train_grids=partial.train_grids * 3)
    scheduler.observe(partial)
    refiner, belief = chunks._refiner, chunks._chooser._belief
    refiner.sent(task.id, partial, 3)
    belief.saw(0, in_flight=3)
    for key, outcome in (("a", "INFRA"), ("b", "INFRA"), ("c", "OK")):
        one = replace(partial, candidate=replace(partial.candidate, key=key, parents=(partial.candidate.id,)))
        scheduler.observe(replace(one, outcome=outcome))
    arm = refiner._work[task.id].by_id[partial.candidate.id]
    assert (arm.in_flight, arm.came, belief.in_flight[0]) == (0, 1, 0)
    assert (belief.partials[0], belief.refined[0], belief.misses[0]) == (1, 1, 0)
