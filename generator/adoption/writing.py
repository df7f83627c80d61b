"""Writing what was adopted: all files or none."""

from __future__ import annotations

from pathlib import Path

from generator.adoption.adopt import Adoption
from generator.files import put


def write(adoption: Adoption) -> list[Path]:
    """Writes own texts and their ledger, each whole; the files that are no longer what they were.

    Raises OSError; then every file is what it was before.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in adoption.texts}
    written: list[Path] = []
    try:
        for path, text in adoption.texts.items():
            content = text.encode()
            if before[path] == content:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            put(path, content)
            written.append(path)
    except OSError:
        for path in written:
            _restore(path, before[path])
        raise
    return written


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        put(path, content)
