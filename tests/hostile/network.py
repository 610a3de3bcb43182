"""Opens sockets of every family.

Expected: OK
Needs: seccomp
"""
import socket


def transform(grid):
    opened = 0
    for family, kind in ((socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET, socket.SOCK_DGRAM),
                         (socket.AF_INET6, socket.SOCK_STREAM), (socket.AF_UNIX, socket.SOCK_STREAM),
                         (socket.AF_NETLINK, socket.SOCK_RAW), (socket.AF_PACKET, socket.SOCK_RAW)):
        try:
            socket.socket(family, kind)
            opened += 1
        except OSError:
            pass
    return grid if opened == 0 else [[9]]
