"""The yardstick: the requests of a job sent straight to a server by vLLM's own benchmark client.

    PYTHON straight.py JOB.json        with an interpreter that has vLLM; one line of JSON on the standard output

The client is the function with which `vllm bench serve` asks for chat completions. That command itself gives all
requests the same body, and so could not give each the seed and the messages that the kernel gives it; the function can.
Twice as many samples are open as the server runs at once, so that none of its seats is ever empty while there is work:
requests as a whole end when their longest sample does. Needs nothing of this repository.
"""
import asyncio
import json
import os
import sys
import time


async def main(job: dict) -> dict:
    """Send everything; what came back, and what it cost this process."""
    import aiohttp
    from vllm.benchmarks.lib.endpoint_request_func import RequestFuncInput, async_request_openai_chat_completions

    room = asyncio.Semaphore(max(1, 2 * job["sequences"] // job["chunk"]))

    async def ask(session: aiohttp.ClientSession, body: dict):
        async with room:
            request = RequestFuncInput(prompt="", api_url=f"{job['url']}/chat/completions", prompt_len=0,
                                       output_len=job["sampling"]["max_tokens"], model=job["model"],
                                       extra_body={**job["sampling"], **body})
            return await async_request_openai_chat_completions(request, session)

    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as session:
        began_s, cpu_s = time.perf_counter(), time.process_time()
        answers = await asyncio.gather(*(ask(session, body) for body in job["requests"]))
        wall_s, cpu_s = time.perf_counter() - began_s, time.process_time() - cpu_s
    failed = [answer.error for answer in answers if not answer.success]
    if failed:
        raise SystemExit(f"{len(failed)} of {len(answers)} requests failed, the first: {failed[0][-300:]}")
    return {"wall_s": wall_s, "cpu_s": cpu_s, "samples": sum(body["n"] for body in job["requests"]),
            "tokens": sum(answer.output_tokens for answer in answers)}


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)                      # whatever vLLM prints goes elsewhere
    with open(sys.argv[1], encoding="utf-8") as file:
        told = json.load(file)
    if told["cores"]:
        os.sched_setaffinity(0, told["cores"])
    print(json.dumps(asyncio.run(main(told))), file=answers, flush=True)
