"""``python -m generator`` and the command ``siyasat``."""

from __future__ import annotations

from generator.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
