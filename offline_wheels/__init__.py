"""Environments: one lock file with hashes each, made on first use. Standard library only: `build.py` imports it."""
