"""Models: from a source checkpoint to what the servers load. `build.py model` runs `models.make` here.

A spec (`soar-14b.toml`, `tiny.toml`) says everything about a model but its weights. May use the kernel; the kernel
never uses it.
"""
