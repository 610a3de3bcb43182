"""Waits on a socket without a name for someone to come.

Expected: DENIED
Needs: seccomp
"""
import socket


def transform(grid):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0hostile")
        server.listen()
        server.accept()
