"""The command line: the only place that prints or exits."""

from __future__ import annotations

from generator.cli.app import main

__all__ = ["main"]
