"""The page numbers that a Word file prints, and those that a PDF of it has, read by others than the program."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf

from tests.docx.reading import File, W, text_of


def printed_pages(content: bytes) -> dict[str, int]:
    """The page number of each line of the contents by the bookmark that it leads to."""
    found = {}
    for link in File(content).document.iter(f"{W}hyperlink"):
        if any("PAGEREF" in code.text for code in link.iter(f"{W}instrText")):
            bookmark = link.get(f"{W}anchor")
            assert bookmark not in found
            found[bookmark] = int(text_of(link).rpartition("\t")[2])
    return found


def printed_counts(content: bytes) -> set[int]:
    """How many pages a file says that it has: its properties, and the last result of its footer's fields."""
    file = File(content)
    stated = re.search(rb"<Pages>(\d+)</Pages>", file.parts["docProps/app.xml"])
    assert stated
    footer, results, inside = file.xml("word/footer1.xml"), [int(stated[1])], ""
    for run in footer.iter(f"{W}r"):
        code = "".join(found.text for found in run.iter(f"{W}instrText")).strip()
        inside = code or inside
        if inside == "NUMPAGES" and text_of(run):
            results.append(int(text_of(run)))
            inside = ""
    assert len(results) > 1
    return set(results)


def pages_in(pdf: Path) -> tuple[dict[str, int], int]:
    """The page of each bookmark of a contents list in a PDF of LibreOffice's, and how many pages there are."""
    reader = pypdf.PdfReader(pdf)
    places = {
        name.lstrip("/").replace("5FToc", "_Toc"): (reader.get_destination_page_number(place) or 0) + 1
        for name, place in reader.named_destinations.items()
    }
    return {name: page for name, page in places.items() if name.startswith("_Toc")}, len(reader.pages)
