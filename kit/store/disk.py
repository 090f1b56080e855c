"""A disk that is full: recognised whoever says it, and told in words instead of with a path."""

import errno

import duckdb

FULL = "the disk of the store is full"
REMEDY = "Free some space, or move the store by the environment variable CAA_STORE"
_CODES = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_WORDS = ("no space left", "disk is full", "disk quota exceeded", "file too large")


def is_full(error: BaseException) -> bool:
    """Say whether an error comes of a full disk, a quota or a limit of the size of files."""
    if isinstance(error, OSError):
        return error.errno in _CODES
    return isinstance(error, duckdb.Error) and any(one in str(error).lower() for one in _WORDS)
