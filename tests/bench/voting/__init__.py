"""The parts of `build.py bench vote`: recorded runs, the fit, the poison, the simulation, how rules are compared."""
