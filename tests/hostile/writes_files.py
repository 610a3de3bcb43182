"""Makes files wherever it may.

Expected: OK
Needs: seccomp or landlock
"""
import os


def transform(grid):
    made = 0
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "/run", ".", os.path.expanduser("~"), os.path.dirname(os.__file__)):
        try:
            with open(os.path.join(folder, "hostile-file"), "w") as file:
                made += 1
                file.write("x")
        except OSError:
            pass
    return grid if made == 0 else [[9]]
