"""The pinned fonts the derived faces are made from, and how to get them.

Each source is a file inside an npm package of a fixed version. The ordinary `npm pack` client fetches
the package into a cache folder outside the repository; nothing is used before its sha256 is checked.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont


class InputError(Exception):
    """A source could not be fetched, or is not the file that was pinned."""


@dataclass(frozen=True)
class Package:
    """An npm package: its name, its version and the sha256 of its archive."""

    name: str
    version: str
    sha256: str

    @property
    def archive(self) -> str:
        """The file name `npm pack` gives the archive."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


@dataclass(frozen=True)
class Source:
    """One file of a package, and its sha256."""

    package: Package
    path: str
    sha256: str


NASKH_PACKAGE = Package(
    "@expo-google-fonts/noto-naskh-arabic",
    "0.2.3",
    "33a7ec9c16b17c405b11c31a6435c05fb5c5b37189a2c02870f5c888ea36d719",
)
NEW_NASKH_PACKAGE = Package(
    "@expo-google-fonts/noto-naskh-arabic",
    "0.4.5",
    "2f93452f15b3bdd86b922be17f247986d4d0e2ae7a1ca51f5d80326b2680628e",
)
PLEX_PACKAGE = Package(
    "@expo-google-fonts/ibm-plex-sans-arabic",
    "0.4.2",
    "5ed540bd741bef113de95201a3ecdccdd2cf8d128dff2d0a7fb4864366b5e65f",
)
SERIF_PACKAGE = Package(
    "@expo-google-fonts/noto-serif",
    "0.4.2",
    "78810a8143112a326def7ec976601ecb9855a9e79082c727246beec4f0531d0c",
)
SANS_PACKAGE = Package(
    "@expo-google-fonts/noto-sans",
    "0.4.2",
    "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
)
MATH_PACKAGE = Package(
    "@expo-google-fonts/noto-sans-math",
    "0.4.2",
    "652041ca903e7adcc1502a0621350526463e91416757310391370ff5f8fb3ce8",
)
SYMBOLS_PACKAGE = Package(
    "@expo-google-fonts/noto-sans-symbols-2",
    "0.4.1",
    "3bf3d6333487df36e88d146e032a9ed8246617ca2dfe1513a8a382c3fad12ac4",
)

# Noto Naskh Arabic 2.016 for the base; 2.021 only for the riyal sign, because its letters are drawn as
# body and dots apart, which breaks text search.
NASKH = {
    "Regular": Source(
        NASKH_PACKAGE,
        "package/NotoNaskhArabic_400Regular.ttf",
        "67cbd9f0effcd0e47121776ffae2786fbbc061ea370c4bf5fc4c5846130b01c5",
    ),
    "Bold": Source(
        NASKH_PACKAGE,
        "package/NotoNaskhArabic_700Bold.ttf",
        "06e4ace7bdb745e382fab91752957de588b6df9fbd7eb1e0c0bea39c1eee56ff",
    ),
}
NEW_NASKH = {
    "Regular": Source(
        NEW_NASKH_PACKAGE,
        "package/400Regular/NotoNaskhArabic_400Regular.ttf",
        "706b4580c025f6c75ec1c06013e17f00a23ec1780091b77a5a5b339469bda94d",
    ),
    "Bold": Source(
        NEW_NASKH_PACKAGE,
        "package/700Bold/NotoNaskhArabic_700Bold.ttf",
        "35418f91100645a36e4d72d75866b61c5da14dc5ebbade64db434d2c9e76234c",
    ),
}
PLEX = {
    "Regular": Source(
        PLEX_PACKAGE,
        "package/400Regular/IBMPlexSansArabic_400Regular.ttf",
        "93ac94c4b3174176d410381b86c19891086a091c3c8da940ca65d85aa6a4f8a4",
    ),
    "Bold": Source(
        PLEX_PACKAGE,
        "package/700Bold/IBMPlexSansArabic_700Bold.ttf",
        "44f73c1db689f2aac357cae39ef439d0705bd700b7d02e8d3f0079cda5a95e5f",
    ),
}
SERIF = {
    "Regular": Source(
        SERIF_PACKAGE,
        "package/400Regular/NotoSerif_400Regular.ttf",
        "a7e8ea1ab7e7d368b001c892d6148325fffc849a46e030e55e1bdc597bbe939d",
    ),
    "Bold": Source(
        SERIF_PACKAGE,
        "package/700Bold/NotoSerif_700Bold.ttf",
        "1b941681106aae26ead3a24c6f15b51f994b1b26adce8742a37ce96648f0fe0a",
    ),
}
SANS = {
    "Regular": Source(
        SANS_PACKAGE,
        "package/400Regular/NotoSans_400Regular.ttf",
        "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
    ),
    "Bold": Source(
        SANS_PACKAGE,
        "package/700Bold/NotoSans_700Bold.ttf",
        "13a813c49624ae3ba3c5c6e72c5ebffc4b9e1e6ea32f421c04069b037c6ad431",
    ),
}
MATH = Source(
    MATH_PACKAGE,
    "package/400Regular/NotoSansMath_400Regular.ttf",
    "b4a1dfdbfa13b4755e5eac20cb25c1d17ed5a745ceb89639595e8cf45a2b1e07",
)
SYMBOLS = Source(
    SYMBOLS_PACKAGE,
    "package/400Regular/NotoSansSymbols2_400Regular.ttf",
    "f67f40c65f929f029827ab37cfdc4897dfd9ae3c28d9e98ba46e0d52e39eb97e",
)

# Licence files are taken as they are. The old Noto Naskh package carries none for the font, so the text
# comes from the newer package of the same family.
LICENCES = {
    "LICENSE-NotoNaskhArabic.txt": Source(
        NEW_NASKH_PACKAGE,
        "package/LICENSE_FONT",
        "a7a5a25eb188bf1cd96982030d53e23c33485c69b1044a562254226857ee13af",
    ),
    "LICENSE-IBMPlexSansArabic.txt": Source(
        PLEX_PACKAGE,
        "package/LICENSE_FONT",
        "7e6b2818edbd8f6a01ae80641cc8f16a51080d08fb4e532be3a0b6f74adb07da",
    ),
    "LICENSE-NotoSerif.txt": Source(
        SERIF_PACKAGE,
        "package/LICENSE_FONT",
        "cee9892f9f0cc8fe882c9e9537ee6a89621d86ee7ceaf70b02e2b2b1c25c061a",
    ),
    "LICENSE-NotoSans.txt": Source(
        SANS_PACKAGE,
        "package/LICENSE_FONT",
        "cee9892f9f0cc8fe882c9e9537ee6a89621d86ee7ceaf70b02e2b2b1c25c061a",
    ),
    "LICENSE-NotoSansMath.txt": Source(
        MATH_PACKAGE,
        "package/LICENSE_FONT",
        "403a95275b469061b7d4371c328e0ada3bc7d63328abe2e88aad5cd243b2fe21",
    ),
    "LICENSE-NotoSansSymbols2.txt": Source(
        SYMBOLS_PACKAGE,
        "package/LICENSE_FONT",
        "b118dd41337806a5d4797052c77caf3bd096aed783e5eb21b4d11154351e1ac0",
    ),
}


def cache_folder() -> Path:
    """The folder that keeps the fetched archives between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "siyasat-fonts"


def _checked(content: bytes, sha256: str, what: str) -> bytes:
    """Give back `content`, or raise InputError if it is not what was pinned."""
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise InputError(f"{what}: sha256 is {found}, pinned is {sha256}")
    return content


def _fetch(package: Package, folder: Path) -> None:
    """Let npm write the archive of `package` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    spec = f"{package.name}@{package.version}"
    command = ["npm", "pack", spec, "--ignore-scripts", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder)
    except FileNotFoundError as error:
        raise InputError("npm is not installed") from error
    except subprocess.CalledProcessError as error:
        raise InputError(f"npm pack {spec} failed: {error.stderr.strip()}") from error


def archive(package: Package) -> bytes:
    """The archive of `package`, from the cache or else fetched, checked against its pin."""
    path = cache_folder() / package.archive
    if not path.is_file():
        _fetch(package, path.parent)
    return _checked(path.read_bytes(), package.sha256, str(path))


def read(source: Source) -> bytes:
    """The content of one pinned file, checked against its own pin."""
    what = f"{source.package.archive}:{source.path}"
    with tarfile.open(fileobj=BytesIO(archive(source.package))) as tar:
        try:
            member = tar.extractfile(source.path)
        except KeyError as error:
            raise InputError(f"{what} is not in the archive") from error
        if member is None:
            raise InputError(f"{what} is not a file")
        return _checked(member.read(), source.sha256, what)


def load(source: Source) -> TTFont:
    """The pinned font, fully read, set up so that saving it gives the same bytes on every machine."""
    font = TTFont(
        BytesIO(read(source)),
        lazy=False,
        recalcTimestamp=False,
        # The optional packer would make the bytes depend on which HarfBuzz is installed.
        cfg={"fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER": False},
    )
    font.ensureDecompiled()
    return font
