"""Environments: one lock file with hashes each, made on first use. Standard library only, so that `build.py` can import it."""
