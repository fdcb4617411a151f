"""Measures system fonts against the theme's own, so that a page keeps its lines while fonts load.

For each system font it prints an `@font-face` rule that scales it to the width and the line of the
font that will replace it. Needs the cuts, and a font with the same widths as the system's: Gelasio
for Georgia, Liberation for Times New Roman and Arial, and Roboto itself.

    python tools/fonts/fallbacks.py themes/default/assets/fonts FOLDER-OF-THE-OTHERS
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# How often letters are found in English text, in a thousand characters.
OFTEN = dict(zip(
    " etaoinshrdlcumwfgypbvk.,", [180, 104, 74, 66, 61, 58, 57, 52, 50, 49, 34, 33, 23, 22, 20, 19, 18, 16, 15, 15, 13, 9, 8, 6, 10, 10],
))

FACES = [
    ("Preread Serif", "serif", ["Georgia"], 400, "gelasio-400.woff2"),
    ("Preread Serif", "serif", ["Georgia Bold"], 600, "gelasio-700.woff2"),
    ("Preread Serif", "serif", ["Times New Roman", "Liberation Serif", "Tinos"], 400, "LiberationSerif-Regular.ttf"),
    ("Preread Serif", "serif", ["Times New Roman Bold", "Liberation Serif Bold", "Tinos Bold"], 600, "LiberationSerif-Bold.ttf"),
    ("Preread Sans", "sans", ["Arial", "Liberation Sans", "Arimo"], 400, "LiberationSans-Regular.ttf"),
    ("Preread Sans", "sans", ["Arial Bold", "Liberation Sans Bold", "Arimo Bold"], 600, "LiberationSans-Bold.ttf"),
    ("Preread Sans", "sans", ["Roboto"], 400, "roboto-400.woff2"),
    ("Preread Sans", "sans", ["Roboto Bold"], 600, "roboto-700.woff2"),
]


def width(font):
    """The mean advance of English text, in ems."""
    cmap, advances = font.getBestCmap(), font["hmtx"].metrics
    total = sum(often * advances[cmap[ord(letter)]][0] for letter, often in OFTEN.items())
    return total / sum(OFTEN.values()) / font["head"].unitsPerEm


def main(cuts, others):
    for family, cut, names, weight, other in FACES:
        own = instancer.instantiateVariableFont(TTFont(Path(cuts) / f"{cut}-latin.woff2"), {"wght": weight})
        scale = width(own) / width(TTFont(Path(others) / other))
        line = own["hhea"]
        em = own["head"].unitsPerEm * scale
        sources = ",".join(f'local("{name}")' for name in names)
        stand_in = f"{family} stand-in" if names[0][:3] in ("Geo", "Ari") else f"{family} stand-in 2"
        print(
            f'@font-face{{font-family:"{stand_in}";src:{sources};font-weight:{400 if weight == 400 else "600 700"};'
            f"size-adjust:{100 * scale:.1f}%;ascent-override:{100 * line.ascent / em:.1f}%;"
            f"descent-override:{-100 * line.descent / em:.1f}%;line-gap-override:0%}}"
        )


main(*sys.argv[1:])
