"""The classifier of transductive programs: those that look right on the train pairs because they hold their outputs.

    from classifier import TransductiveClassifier
    clf = TransductiveClassifier.load()               # the packed model, or the folder of another
    clf.probability(program, train=[(input, output), ...], tests=[input, ...], runs=None)

Knows plain grids (list[list[int]]) and source text, imports nothing of the kernel, and executes no program: what a
program does comes in as `runs`, one grid or None for each of `classifier.probes(train, tests)`.
"""
from classifier.behaviour import Probe, probes
from classifier.model import ModelError, TransductiveClassifier

__all__ = ["ModelError", "Probe", "TransductiveClassifier", "probes"]
