"""A process shuts itself in: bounded memory and time, no file, no network, as far as it can.

What the system cannot do is left out, and said: `python -m kit.store.sealed` prints what holds.
"""

import contextlib
import ctypes
import subprocess
import sys

MEMORY = 3 << 30  # bytes, with all that Python and DuckDB map
_NEW_USER, _NEW_NETWORK, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_NO_NEW_PRIVILEGES = 38
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
# What Landlock can forbid, by the version of it that the kernel has: files, TCP, scopes.
_FILES = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF, 5: 0xFFFF}
_TCP, _TCP_SINCE = 0x3, 4
_SCOPES, _SCOPES_SINCE = 0x3, 6


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64),
    )  # fmt: skip


def bounded(seconds: int) -> list[str]:
    """Bound this process before it begins; return in words what holds from now on."""
    holds = [*_limits(seconds), *_without_network()]
    return holds


def _limits(seconds: int) -> list[str]:
    try:
        import resource
    except ImportError:  # Windows: time alone is bounded, by whoever started the process
        return []
    bounds = {"AS": MEMORY, "CPU": seconds + 2, "FSIZE": 0, "CORE": 0, "NOFILE": 64}
    for name, bound in bounds.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (bound, bound))
    return ["memory is bounded", "processor time is bounded", "no file can be written"]


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _without_network() -> list[str]:
    """Leave the network; must come before there are threads."""
    libc = _libc()
    if libc is None:
        return []
    for kinds in (_NEW_NETWORK | _NEW_IPC, _NEW_USER | _NEW_NETWORK | _NEW_IPC):
        if libc.unshare(kinds) == 0:
            return ["there is no network"]
    return []


def shut() -> list[str]:
    """Forbid this process to open anything more; return in words what holds from now on.

    By Landlock, with no exception: files that are open stay open.
    """
    libc = _libc()
    if libc is None:
        return []
    version = libc.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return []
    rules = _Ruleset(_FILES[min(version, max(_FILES))])
    size = 8
    if version >= _TCP_SINCE:
        rules.network, size = _TCP, 16
    if version >= _SCOPES_SINCE:
        rules.scopes, size = _SCOPES, 24
    handle = libc.syscall(_CREATE_RULESET, ctypes.byref(rules), size, 0)
    if handle < 0 or libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return []
    if libc.syscall(_RESTRICT_SELF, handle, 0) != 0:
        return []
    return ["no file can be opened"] + (["no TCP connection can be made"] if size > 8 else [])


def holding() -> list[str]:
    """Return in words what holds of a sealed process on this system."""
    command = [sys.executable, "-E", "-s", __file__, "--within"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    return said.stdout.split("\n")[:-1]


if __name__ == "__main__":
    if "--within" in sys.argv:
        print("\n".join([*bounded(10), *shut()]))
    else:  # through a pipe: what is sealed can write no file, that of a redirection included
        print("\n".join(holding() or ["nothing but time, by whoever started it"]))
