"""What a worker process is kept from: the network, too much memory, and outliving its parent.

The guard already refuses queries that would fetch something; this is the second wall, and it does
not depend on how anyone reads SPARQL. It stands on Linux only (seccomp, prctl); elsewhere the
guard stands alone.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import signal
import struct
import sys

__all__ = ["confine", "die_with_parent", "is_cut_off"]

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EACCES
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""The audit number of an architecture, and its number of socket(2)."""


def die_with_parent() -> None:
    """Asks the kernel to kill this process when its parent ends: prctl(2), PR_SET_PDEATHSIG."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def confine(memory_mb: int) -> None:
    """No sockets, no core files, and so much memory beside what is there already."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        limit = _data_size() + (memory_mb << 20)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        _refuse_sockets()


def is_cut_off() -> bool:
    """Whether the kernel can be told to refuse sockets here."""
    return sys.platform == "linux" and platform.machine() in _ARCHITECTURES


def _data_size() -> int:
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - before a query
        size = next(line for line in status if line.startswith("VmData:"))
    return int(size.split()[1]) << 10


def _refuse_sockets() -> None:
    """A seccomp filter: socket(2) ends in EACCES.

    https://docs.kernel.org/userspace-api/seccomp_filter.html; the filter reads the system call's
    number (offset 0) and architecture (offset 4) from struct seccomp_data.
    """
    if not is_cut_off():
        return
    architecture, socket_call = _ARCHITECTURES[platform.machine()]
    program = b"".join(
        struct.pack("HBBI", *instruction)
        for instruction in (
            (_LOAD, 0, 0, 4),
            (_EQUAL, 0, 3, architecture),
            (_LOAD, 0, 0, 0),
            (_EQUAL, 0, 1, socket_call),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        )
    )
    code = ctypes.create_string_buffer(program, len(program))
    filter_ = ctypes.create_string_buffer(
        struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    )
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, filter_, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the kernel takes no seccomp filter")
