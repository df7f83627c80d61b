"""A drawing as pixels, for readers that do not draw SVG: Word keeps both and shows what it can."""

from __future__ import annotations

import io

import pypdfium2

from generator.document.edition import Picture
from generator.pdf import engine

#: The longer side of the pixels; a logo prints 64 mm wide at the most, which makes this 300 dots an inch.
_LONGER_SIDE = 760


def png(picture: Picture) -> bytes | None:
    """The PNG of an SVG picture with a transparent ground, or None for a picture that is one of pixels already.

    Raises EngineMissing.
    """
    if picture.file.suffix.lower() != ".svg":
        return None
    scale = _LONGER_SIDE / max(picture.width, picture.height)
    size = f"{picture.width * scale:.0f}px {picture.height * scale:.0f}px"
    page = (
        f'<html lang="ar"><head><title>–</title><style>@page {{ size: {size}; margin: 0 }} '
        f'img {{ width: 100%; display: block }}</style></head><body><img src="asset:picture" alt="–"/></body></html>'
    )
    document = pypdfium2.PdfDocument(engine.render_xhtml(page, {"asset:picture": picture.file}, b"picture").content)
    try:
        # A CSS pixel is 3/4 of a point.
        image = document[0].render(scale=4 / 3, fill_color=(255, 255, 255, 0)).to_pil()
    finally:
        document.close()
    target = io.BytesIO()
    image.save(target, "PNG", optimize=False)
    return target.getvalue()
