"""Cuts the fonts of the built-in theme from Adobe's variable fonts.

Needs fonttools and brotli from PyPI (see requirements.txt), and the npm packages source-serif and
source-sans, unpacked. The same packages and versions give the same bytes.

    npm pack source-serif@4.5.1 source-sans@3.52.0
    for pack in source-*.tgz; do mkdir "${pack%.tgz}" && tar xzf "$pack" -C "${pack%.tgz}"; done
    pip install -r tools/fonts/requirements.txt
    python tools/fonts/cut.py . themes/default/assets/fonts

It prints the `@font-face` rules for style.css. Adobe reserves the name "Source" for its own
files, so the cuts have names of their own.
"""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SERIF = "source-serif-4.5.1/package/VAR/SourceSerif4Variable-"
SANS = "source-sans-3.52.0/package/VF/SourceSans3VF-"

# Family, style, source, axes. Between text and title the serif has one drawing, optical size 24:
# an axis for it would cost 22 KB on every first visit. Italics are for quotations, which have one
# weight.
CUTS = [
    ("Preread Serif", "normal", SERIF + "Roman.ttf", {"wght": (400, 600), "opsz": 24}, "serif"),
    ("Preread Serif", "italic", SERIF + "Italic.ttf", {"wght": 400, "opsz": 20}, "serif-italic"),
    ("Preread Sans", "normal", SANS + "Upright.ttf", {"wght": (400, 600)}, "sans"),
]

# A browser loads a file when a page has one of its characters. What a page in English, French,
# German or Spanish has, with the marks and arrows that the templates set, is all in the first.
SCRIPTS = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2116,"
    "U+2122,U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265",
    "latin-ext": "U+0100-0130,U+0132-0151,U+0154-024F,U+0259,U+02BB-02BC,U+02C7,U+02D8-02D9,U+02DB,"
    "U+02DD,U+0300-0304,U+0306-030C,U+031B,U+0323-0328,U+1E00-1E9F,U+1EA0-1EFF,U+2070-209C,"
    "U+20A0-20AB,U+20AD-20C0",
    "greek": "U+0370-03FF,U+1F00-1FFF",
    "cyrillic": "U+0400-052F,U+1C80-1C8F,U+2DE0-2DFF,U+A640-A69F",
}

FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "pnum", "tnum", "case"]


def codepoints(ranges):
    """Every code point of a CSS unicode-range."""
    for part in ranges.split(","):
        first, _, last = part[2:].partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def rename(font, family, italic):
    """Own names; the copyright and the licence stay."""
    style = "Italic" if italic else "Regular"
    postscript = f"{family}-{style}".replace(" ", "")
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in (0, 5, 8, 9, 11, 13, 14) and name.platformID == 3]
    for key, text in {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript}.items():
        names.setName(text, key, 3, 1, 0x409)


def cut(source, family, italic, axes, ranges):
    """One file: the characters of `ranges`, as WOFF2."""
    font = TTFont(source, recalcTimestamp=False)
    # What other names the axes and features have is of no use on a page.
    for table in ("STAT", "DSIG"):
        if table in font:
            del font[table]
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=list(codepoints(ranges)))
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, axes, inplace=True, optimize=True)
    rename(font, family, italic)
    if "fvar" in font:
        font["fvar"].instances = []
        for axis in font["fvar"].axes:
            axis.axisNameID = font["name"].addName("Weight", platforms=((3, 1, 0x409),))
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=True)
    return font, buffer.getvalue()


def main(packages, out):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    for family, style, source, axes, name in CUTS:
        for script, ranges in SCRIPTS.items():
            font, data = cut(Path(packages) / source, family, style == "italic", axes, ranges)
            (out / f"{name}-{script}.woff2").write_bytes(data)
            weight = "400 600" if isinstance(axes["wght"], tuple) else "400"
            print(
                f'@font-face{{font-family:"{family}";src:url(fonts/{name}-{script}.woff2) format("woff2");'
                f"font-weight:{weight};font-style:{style};font-display:swap;\n  unicode-range:{ranges}}}"
            )
            print(f"{len(data):7} {name}-{script}, {len(font.getBestCmap())} characters", file=sys.stderr)


main(*sys.argv[1:])
