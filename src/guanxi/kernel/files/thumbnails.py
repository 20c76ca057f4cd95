"""Small pictures of large ones, made anew: nothing of the original but its pixels is in them, neither where it was taken nor
whatever else hides in a picture. Only the four common formats are decoded, only their first picture, and never too many pixels.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

SIDE: Final = 320  # of a thumbnail, in pixels
MOST_PIXELS: Final = 40_000_000  # of a picture that is decoded; 160 MB unpacked
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
_QUALITY: Final = 82


class PictureRefused(Exception):
    """It cannot be read as a picture, or unpacks to too much. `code` is `image_unreadable` or `image_too_many_pixels`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """`content` is WebP; width and height are those of the original, as it is to be looked at."""

    content: bytes
    width: int
    height: int


def make_thumbnail(path: Path) -> Thumbnail:
    """Raises PictureRefused. Takes up to a second of a processor: not for the event loop."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=_FORMATS) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise PictureRefused("image_too_many_pixels")
                turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
                picture.draft("RGB", (SIDE * 2, SIDE * 2))  # A JPEG need not be unpacked whole.
                small = ImageOps.exif_transpose(picture)
                small.thumbnail((SIDE, SIDE))
                return Thumbnail(_encoded(small), *((height, width) if turned else (width, height)))
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused("image_too_many_pixels") from None
    except Exception:
        # Decoders raise whatever their format makes them: what cannot be read is refused, whichever way it fails.
        raise PictureRefused("image_unreadable") from None


def _encoded(picture: Image.Image) -> bytes:
    """The pixels alone, on a picture of their own."""
    mode = "RGBA" if picture.mode in ("RGBA", "LA", "PA", "P") else "RGB"
    pixels = picture.convert(mode)
    clean = Image.frombytes(mode, pixels.size, pixels.tobytes())
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=_QUALITY)
    return out.getvalue()
