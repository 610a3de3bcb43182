"""What the benches of the language model share (`build.py bench engine`, `build.py bench gpu`).

    figures     what is computed of what was measured: medians, hit rates, the roofline, the projection; pure
    server      one model server of ours for as long as a bench needs it
    straight    the yardstick of `bench engine`: vLLM's own benchmark client; run by the interpreter that has vLLM
    shapes      a checkpoint's configuration without its weights
    bandwidth   how fast a device reads its memory; run by the interpreter that has vLLM
"""
