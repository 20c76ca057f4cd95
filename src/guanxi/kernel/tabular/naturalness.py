"""How natural bytes look when read in an encoding: the mean, over the characters beyond ASCII, of a mark for each.

A wrong decoding of Chinese seldom fails, it yields rare characters; a wrong decoding of French yields Chinese.
"""

import re

from .hanzi import COMMON

_BROKEN = -3.0
_ODD = -1.0
_RARE = 0.0
_PLAUSIBLE = 0.5
_COMMON = 1.0

_WESTERN_LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒœŠšŽž")
_WESTERN_SIGNS = frozenset("€£¥§©®™°±²³·×–—‘’“”•…«»¿¡ºª½¼¾\xa0´µ‚„")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# One Chinese character inside a European word: "K黨nert" is Kühnert.
_INSIDE_WORD = re.compile(r"(?<=[a-z])[^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f](?=[a-z])")


def naturalness(sample: bytes, encoding: str) -> float:
    if encoding == "windows-1252":
        return _western(sample.decode("cp1252", "replace"))
    codec = "cp950" if encoding == "big5" else encoding
    text = sample.decode(codec, "replace")
    marks = [_mark_of_chinese(character, codec) for run in _BEYOND_ASCII.findall(text) for character in run]
    return _mean(marks + [_ODD] * len(_INSIDE_WORD.findall(text)))


def _mark_of_chinese(character: str, codec: str) -> float:
    if character == "\ufffd":
        return _BROKEN
    if character in COMMON:
        return _COMMON
    if "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef" or character in "“”‘’—…·￥":
        return _PLAUSIBLE
    if not "\u4e00" <= character <= "\u9fff":
        return _ODD
    return _mark_of_level(character.encode(codec), codec)


def _mark_of_level(code: bytes, codec: str) -> float:
    """Both standards keep their everyday characters in a first block."""
    if codec == "cp950":
        return _PLAUSIBLE if 0xA4 <= code[0] <= 0xC6 else _RARE
    if len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1:
        return _PLAUSIBLE
    return _RARE if len(code) == 2 and 0xD8 <= code[0] <= 0xF7 and code[1] >= 0xA1 else _ODD


def _western(text: str) -> float:
    marks: list[float] = []
    for found in _BEYOND_ASCII.finditer(text):
        run = found.group()
        # European words seldom put two such letters together; a whole word of them is another script misread.
        lonely = 0.9 if len(run) == 1 else 0.3 if len(run) == 2 else -0.5
        for character in run:
            if character == "\ufffd" or "\x80" <= character <= "\x9f":
                marks.append(_BROKEN)
            elif character in _WESTERN_LETTERS:
                marks.append(lonely)
            elif character in _WESTERN_SIGNS:
                marks.append(min(lonely, 0.6))
            else:
                marks.append(min(lonely, 0.1))
    return _mean(marks)


def _mean(marks: list[float]) -> float:
    return sum(marks) / len(marks) if marks else 0.0
