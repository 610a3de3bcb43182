"""Writes a file without end.

Expected: DENIED
Needs: seccomp or landlock
"""
def transform(grid):
    with open("/tmp/hostile-fill", "wb", buffering=0) as file:
        while True:
            file.write(bytes(2**20))
