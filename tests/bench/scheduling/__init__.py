"""The parts of `build.py bench schedule`: the world and its fit, the simulated run, the policies, the figures."""
