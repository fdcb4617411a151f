"""Cuts the fonts of the built-in theme from Adobe's variable fonts.

Needs fonttools and brotli from PyPI (see requirements.txt), and the npm packages source-serif,
source-sans and source-code-pro, unpacked. The same packages and versions give the same bytes.

    npm pack source-serif@4.5.1 source-sans@3.52.0 source-code-pro@2.42.0
    for pack in source-*.tgz; do mkdir "${pack%.tgz}" && tar xzf "$pack" -C "${pack%.tgz}"; done
    pip install -r tools/fonts/requirements.txt
    python tools/fonts/cut.py . themes/default

For the screen it writes assets/fonts/: WOFF2, a file for each script, and weights as an axis. It
prints the `@font-face` rules for style.css.

For paper it writes fonts/: TrueType, one static file for each style with all its scripts. A
program that sets type chooses among them by family, weight and slant, as their names and tables
say. Each has U+25A1, a white square, and U+FFFD, drawn as the same square: what stands in where a
character is in no font.

Adobe reserves the name "Source" for its own files, so the cuts have names of their own.
"""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SERIF = "source-serif-4.5.1/package/VAR/SourceSerif4Variable-"
SANS = "source-sans-3.52.0/package/VF/SourceSans3VF-"
MONO = "source-code-pro-2.42.0/package/VF/SourceCodeVF-"

# For the screen. Family, style, source, axes. Between text and title the serif has one drawing, optical size 24:
# an axis for it would cost 22 KB on every first visit. Italics are for quotations, which have one
# weight.
SCREEN = [
    ("Preread Serif", "normal", SERIF + "Roman.ttf", {"wght": (400, 600), "opsz": 24}, "serif"),
    ("Preread Serif", "italic", SERIF + "Italic.ttf", {"wght": 400, "opsz": 20}, "serif-italic"),
    ("Preread Sans", "normal", SANS + "Upright.ttf", {"wght": (400, 600)}, "sans"),
]

# For paper: family, style, source, axes, file. The upright and the italic of the serif are set at
# 8 to 14 points, so they have the drawing for small text; the semibold is for titles, and is drawn
# as on the screen.
PAPER = [
    ("Preread Serif", "Regular", SERIF + "Roman.ttf", {"wght": 400, "opsz": 14}, "serif-regular"),
    ("Preread Serif", "Italic", SERIF + "Italic.ttf", {"wght": 400, "opsz": 14}, "serif-italic"),
    ("Preread Serif", "SemiBold", SERIF + "Roman.ttf", {"wght": 600, "opsz": 24}, "serif-semibold"),
    ("Preread Sans", "Regular", SANS + "Upright.ttf", {"wght": 400}, "sans-regular"),
    ("Preread Sans", "Italic", SANS + "Italic.ttf", {"wght": 400}, "sans-italic"),
    ("Preread Sans", "SemiBold", SANS + "Upright.ttf", {"wght": 600}, "sans-semibold"),
    ("Preread Mono", "Regular", MONO + "Upright.ttf", {"wght": 400}, "mono-regular"),
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

# All scripts in one file, and what texts have beside letters: modifiers and marks, superscripts,
# currencies, fractions, arrows, signs of arithmetic, shapes, ticks and ligatures.
ON_PAPER = ",".join(SCRIPTS.values()) + (
    ",U+02B0-036F,U+2070-209C,U+20A0-20C0,U+2100-218B,U+2190-21FF,U+2200-22FF,U+25A0-25FF,"
    "U+2610-2611,U+2713-2718,U+FB01-FB02,U+FFFD"
)
# Code is written in fewer letters than prose.
IN_CODE = (
    "U+0000-017F,U+0192,U+0218-021B,U+02C6-02C7,U+02D8-02DD,U+0300-0304,U+0306-030C,U+0327-0328,U+0370-03FF,"
    "U+0400-045F,U+0490-0491,U+2000-206F,U+20AC,U+20B4,U+20BD,U+2116,U+2122,U+2190-2193,U+2212,U+2248,U+2260,"
    "U+2264-2265,U+2500-257F,U+25A0-25A1,U+25B2,U+25BC,U+25C6,U+25CF,U+2713,U+FFFD"
)

# Characters that a source lacks, and whose drawing they take: a square for what is in no font, the
# hyphen that does not break, and spaces.
DRAWN_AS = {0x25A1: 0x2610, 0xFFFD: 0x25A1, 0x2011: 0x2010, 0x2009: 0x2007, 0x202F: 0x2007}

FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "pnum", "tnum", "case"]
PAPER_FEATURES = [*FEATURES, "frac", "numr", "dnom", "sups", "subs"]


def codepoints(ranges):
    """Every code point of a CSS unicode-range."""
    for part in ranges.split(","):
        first, _, last = part[2:].partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def rename(font, family, style):
    """Own names; the copyright and the licence stay. A family has four linked styles, to which
    semibold does not belong: it is a family of its own to old programs, and says where it belongs
    to the others."""
    full = f"{family} {style}"
    postscript = f"{family}-{style}".replace(" ", "")
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in (0, 5, 8, 9, 11, 13, 14) and name.platformID == 3]
    own = {1: family, 2: style, 3: postscript, 4: full, 6: postscript}
    if style not in ("Regular", "Italic"):
        own |= {1: full, 2: "Regular", 16: family, 17: style}
    for key, text in own.items():
        names.setName(text, key, 3, 1, 0x409)


def subsetted(font, ranges, features):
    """The characters of `ranges`, with their features, as they are in the source."""
    # What other names the axes and features have is of no use on a page.
    for table in ("STAT", "DSIG"):
        if table in font:
            del font[table]
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=list(codepoints(ranges)))
    subsetter.subset(font)


def written(font):
    """The bytes of a font. Its times are those of the source."""
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=True)
    return buffer.getvalue()


def cut(source, family, italic, axes, ranges):
    """One file for the screen: the characters of `ranges`, as WOFF2."""
    font = TTFont(source, recalcTimestamp=False)
    subsetted(font, ranges, FEATURES)
    font = instancer.instantiateVariableFont(font, axes, inplace=True, optimize=True)
    rename(font, family, "Italic" if italic else "Regular")
    if "fvar" in font:
        font["fvar"].instances = []
        for axis in font["fvar"].axes:
            axis.axisNameID = font["name"].addName("Weight", platforms=((3, 1, 0x409),))
    font.flavor = "woff2"
    return font, written(font)


def cut_for_paper(source, family, style, axes):
    """One static file for paper, as TrueType."""
    font = TTFont(source, recalcTimestamp=False)
    for table in font["cmap"].tables:
        for wanted, like in DRAWN_AS.items():
            if table.isUnicode() and wanted not in table.cmap and like in table.cmap:
                table.cmap[wanted] = table.cmap[like]
    if family == "Preread Mono":
        subsetted(font, IN_CODE, FEATURES)
    else:
        subsetted(font, ON_PAPER, PAPER_FEATURES)
    font = instancer.instantiateVariableFont(font, axes, inplace=True, optimize=True)
    rename(font, family, style)
    link(font, axes["wght"], style == "Italic")
    even(font)
    return font, written(font)


def link(font, weight, italic):
    """The weight and the slant by which a program tells the styles of a family apart."""
    regular, slanted = 1 << 6, 1 << 0
    selection = font["OS/2"].fsSelection & ~0b1100001
    font["OS/2"].fsSelection = selection | (slanted if italic else regular)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].panose.bWeight = 7 if weight == 600 else 5
    font["head"].macStyle = 0b10 if italic else 0


def even(font):
    """Figures of one width, as in the source: between two of its weights some are rounded up and some
    down, and the columns of a table would not stand."""
    figures = [font.getBestCmap()[ord(figure)] for figure in "0123456789"]
    widths = [font["hmtx"][glyph][0] for glyph in figures]
    for glyph in figures:
        font["hmtx"][glyph] = (max(set(widths), key=widths.count), font["hmtx"][glyph][1])


def write(path, font, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{len(data):7} {path.name}, {len(font.getBestCmap())} characters", file=sys.stderr)


def main(packages, theme):
    packages, theme = Path(packages), Path(theme)
    for family, style, source, axes, name in SCREEN:
        for script, ranges in SCRIPTS.items():
            font, data = cut(packages / source, family, style == "italic", axes, ranges)
            write(theme / f"assets/fonts/{name}-{script}.woff2", font, data)
            weight = "400 600" if isinstance(axes["wght"], tuple) else "400"
            print(
                f'@font-face{{font-family:"{family}";src:url(fonts/{name}-{script}.woff2) format("woff2");'
                f"font-weight:{weight};font-style:{style};font-display:swap;\n  unicode-range:{ranges}}}"
            )
    for family, style, source, axes, name in PAPER:
        font, data = cut_for_paper(packages / source, family, style, axes)
        write(theme / f"fonts/{name}.ttf", font, data)


main(*sys.argv[1:])
