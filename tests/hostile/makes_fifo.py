"""Makes a named pipe, a folder and links, none of which is bounded by the size of files.

Expected: OK
Needs: seccomp or landlock
"""
import os


def transform(grid):
    made = 0
    for action in (lambda: os.mkfifo("/tmp/hostile-fifo"), lambda: os.mkdir("/tmp/hostile-folder"),
                   lambda: os.symlink("/etc/passwd", "/tmp/hostile-symlink"),
                   lambda: os.link(os.__file__, "/tmp/hostile-link"), lambda: os.mknod("/tmp/hostile-node")):
        try:
            action()
            made += 1
        except OSError:
            pass
    return grid if made == 0 else [[9]]
