"""Pictures that an association brings: they are looked into before anything is built."""

from __future__ import annotations

import os
import re
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from generator import wording
from generator.document.edition import Picture
from generator.errors import Finding, error
from generator.language.inline import Language
from generator.profile.model import Association
from generator.source import Step, dotted

_RASTER = {".png", ".jpg", ".jpeg"}
_NUMBER = r"[0-9]*\.?[0-9]+"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(?:px|pt|mm|cm|in)?\s*")


def logo(association: Association) -> tuple[Picture | None, list[Finding]]:
    """The association's logo with its size and its alternative text, or why it cannot be used."""
    name = association.profile.brand.logo
    if name is None:
        return None, []
    file, findings = beside(association, name, ("brand", "logo"))
    if file is None:
        return None, findings
    place = association.file.place("brand", "logo")
    try:
        width, height = _raster_size(file) if file.suffix.lower() in _RASTER else _svg_size(file)
    except PictureError as failure:
        return None, [error("picture-unreadable", place, "brand.logo", file=name, reason=failure)]
    profile = association.profile
    languages: tuple[Language, ...] = ("ar", "en")
    texts = wording.table("labels")["logo"]
    return Picture(
        file, width, height, {lang: texts[lang].format(name=profile.name.get(lang)) for lang in languages}
    ), []


class PictureError(Exception):
    """A file is no picture that can be printed."""


def _svg_size(file: Path) -> tuple[float, float]:
    try:
        root = ElementTree.parse(file).getroot()
    except (ElementTree.ParseError, ValueError, LookupError) as failure:
        raise PictureError(str(failure)) from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise PictureError("no <svg>")
    for outside in _outside(root):
        raise PictureError(outside)
    box = (root.get("viewBox") or "").replace(",", " ").split()
    if len(box) == 4 and all(re.fullmatch(f"-?{_NUMBER}", part) for part in box):
        width, height = float(box[2]), float(box[3])
    else:
        sizes = [_LENGTH.fullmatch(root.get(key, "")) for key in ("width", "height")]
        if None in sizes:
            raise PictureError("no viewBox, no width and height")
        width, height = (float(size[1]) for size in sizes if size)
    if not (width > 0 and height > 0):
        raise PictureError("width × height = 0")
    return width, height


def _outside(root: ElementTree.Element) -> Iterator[str]:
    """What a drawing would fetch from elsewhere: it travels alone."""
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] == "href" and not value.startswith(("#", "data:")):
                yield f"href={value}"


def _raster_size(file: Path) -> tuple[float, float]:
    from PIL import Image, ImageFile, UnidentifiedImageError

    # A switch of the whole process, which the page engine turns on: half a picture would pass.
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=("PNG", "JPEG")) as picture:
                picture.load()
                return float(picture.width), float(picture.height)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as failure:
        raise PictureError(str(failure).replace(str(file), file.name)) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def beside(association: Association, name: str, steps: tuple[Step, ...]) -> tuple[Path | None, list[Finding]]:
    """A file named in the profile: it lies in the association's folder or below."""
    place, path = association.file.place(*steps), dotted(steps)
    folder = association.folder.resolve()
    file = Path(os.path.realpath(folder / name))  # Path.resolve raises for links that lead in a circle
    if not file.is_relative_to(folder):
        return None, [error("file-outside", place, path, file=name)]
    if not os.path.isfile(file):  # noqa: PTH113  (Path.is_file raises for a name that is too long)
        near = ", ".join(sorted(p.name for p in folder.iterdir() if p.suffix.lower() == file.suffix.lower())) or "–"
        return None, [error("file-missing", place, path, file=name, near=near)]
    return file, []
