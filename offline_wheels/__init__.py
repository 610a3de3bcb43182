"""Environments, one lock file with hashes each; the wheels that Kaggle installs them from; the bundle and its push.
What `build.py` imports before an environment exists is standard library only."""
