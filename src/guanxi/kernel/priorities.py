"""Giving way on the processors of this machine. On Linux only; elsewhere nothing happens.

`niceness` is as with `nice`: 0 gives way to nobody, 19 to everybody.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path

_CREDENTIALS = struct.Struct("3i")  # process, user and group at the other end of a socket


def give_way(process_id: int, niceness: int) -> None:
    """Has another process of ours give way. Does nothing where that is not allowed."""
    if not niceness or sys.platform != "linux":
        return
    with suppress(OSError):
        before = os.getpriority(os.PRIO_PROCESS, process_id)
        os.setpriority(os.PRIO_PROCESS, process_id, max(before, niceness))
    give_way_as_session(process_id, niceness)


def give_way_as_session(process_id: int, niceness: int) -> None:
    """The same for its session, where Linux shares the processors out by session first (`sched_autogroup`), so that the
    niceness of a process counts only against others of its own. Only for one that leads its session.
    """
    if not niceness or sys.platform != "linux":
        return
    with suppress(OSError):
        if os.getsid(process_id) == process_id:
            Path(f"/proc/{process_id}/autogroup").write_text(str(niceness))


def is_child_of_listener(connected: socket.socket, process_id: int) -> bool:
    """Whether a process number told by the other end of a socket means, here too, a child of who listens there.

    Not so over a network, and not in a container of its own, where the number may be that of somebody else.
    """
    if sys.platform != "linux" or connected.family != socket.AF_UNIX:
        return False
    try:
        found = connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
        listener, _, _ = _CREDENTIALS.unpack(found)
        return listener > 0 and _parent_of(process_id) == listener
    except OSError:
        return False


def _parent_of(process_id: int) -> int:
    stat = Path(f"/proc/{process_id}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])  # the name before it may hold anything
