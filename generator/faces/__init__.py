"""Font files: what one is and allows, the part of it that travels in a document, and whether search finds its Arabic.

``font`` reads names, characters and embedding rights, ``subset`` makes the part, ``gate`` shapes words.
"""

from __future__ import annotations

from generator.faces.font import FontFile, Unreadable, read
from generator.faces.gate import Recall, predicted
from generator.faces.subset import embeddable, subset

__all__ = ["FontFile", "Recall", "Unreadable", "embeddable", "predicted", "read", "subset"]
