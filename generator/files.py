"""Writing: a file is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def put(path: Path, content: bytes, mode: int | None = None) -> None:
    """Puts ``content`` at ``path``, with the permissions of ``mode``, else those that new files have.

    Raises OSError; what stood there then still does.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".siyasat-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask() if mode is None else mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
