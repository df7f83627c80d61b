"""Word files: an edition becomes one DOCX that reads right in both directions and can be edited."""

from __future__ import annotations

from generator.docx.bookmarks import heading_pages
from generator.docx.inspection import findings
from generator.docx.writer import write

__all__ = ["findings", "heading_pages", "write"]
