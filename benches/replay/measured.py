"""Runs a command and prints what it took: `{"code", "wall", "user", "sys", "mib"}`; its own output goes to a file.

    measured.py OUTPUT COMMAND…

A process starts with the most memory that its parent ever had as its own most memory, and keeps it over `exec`. So this is
a process of its own, which imports next to nothing.
"""

import os
import sys
import time

output, *command = sys.argv[1:]
started = time.perf_counter()
child = os.fork()
if child == 0:
    os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.execvp(command[0], command)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - started
code, mib = os.waitstatus_to_exitcode(status), used.ru_maxrss / 1024
print(
    f'{{"code": {code}, "wall": {wall:.4f}, "user": {used.ru_utime:.4f}, "sys": {used.ru_stime:.4f}, "mib": {mib:.1f}}}'
)
