"""Sends its input to a server.

Expected: DENIED
Needs: seccomp
"""
import socket


def transform(grid):
    with socket.create_connection(("127.0.0.1", 9), timeout=1) as connection:
        connection.sendall(repr(grid).encode())
    return [[9]]
