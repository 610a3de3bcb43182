"""Put command lines through vLLM's own argument parser: run by test_serve with an interpreter that has vLLM.

JSON on the standard input: {"lines": [[option, ...], ...], "folder": checkpoint}. JSON on the standard output:
{"version", "lines": [null or what was parsed], "backends", "formats", "variables", "schemes": [kv_cache_scheme that the
server would see, one a line]}. A line that the parser refuses is null.
"""
import contextlib
import importlib
import json
import os
import sys
from typing import get_args


def main() -> None:
    asked = json.load(sys.stdin)
    import vllm
    from vllm import envs
    from vllm.model_executor.model_loader import LoadFormats
    from vllm.transformers_utils.config import get_config
    from vllm.utils.argparse_utils import FlexibleArgumentParser
    from vllm.v1.attention.backends.registry import AttentionBackendEnum

    parser = _module("vllm.entrypoints.launchers.cli_args", "vllm.entrypoints.openai.cli_args").make_arg_parser(
        FlexibleArgumentParser())
    parsed, schemes = [], []
    for line in asked["lines"]:
        values = None
        with contextlib.suppress(SystemExit):
            values = vars(parser.parse_args(line))
        parsed.append(values and {name: value for name, value in values.items() if _plain(value)})
        if values is not None:
            config = get_config(asked["folder"], trust_remote_code=False, hf_overrides_kw=values["hf_overrides"])
            schemes.append(config.quantization_config["kv_cache_scheme"])
    json.dump({"version": vllm.__version__, "lines": parsed, "schemes": schemes,
               "backends": [backend.name for backend in AttentionBackendEnum], "formats": get_args(LoadFormats),
               "variables": list(envs.environment_variables)}, answers)


def _module(*names: str):
    """The first of these modules that this version has."""
    for name in names:
        with contextlib.suppress(ModuleNotFoundError):
            return importlib.import_module(name)
    raise SystemExit(f"none of {names}")


def _plain(value: object) -> bool:
    return isinstance(value, str | int | float | list | dict | None)


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)                            # whatever vLLM prints goes elsewhere
    main()
    answers.flush()
