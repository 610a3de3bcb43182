"""What runs on the other side: the zygote, the child it forks, the child's confinement, and the wire both sides speak.

These modules import little and nothing of `kernel`: they are started as a script of their own, so that the process that
is forked per program stays small.
"""
