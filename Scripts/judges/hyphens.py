"""Prints where pyphen, another reader of libhyphen's dictionaries, breaks the words of a list.

A line for each STEPth word of letters alone: the word, a tab, and how many letters stand before each break.

pyphen knows nothing of levels and takes all patterns for one. Of a dictionary with two levels it is given each by
itself, too: the first for the whole word, the second for each of its parts. A break is then one that both ways find.
"""
import re
import sys
import tempfile
from pathlib import Path

import pyphen


def breaks(dictionary, word):
    return [int(place) for place in dictionary.positions(word) if 0 < place < len(word)]


def decoded(path):
    data = path.read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


path, words, step = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
flat = pyphen.HyphDict(path)
source = path.read_bytes()
encoding, levels = source.split(b"\n")[0] + b"\n", source.split(b"NEXTLEVEL")
first = second = None
if len(levels) == 2 and re.search(rb"[a-z]", levels[0]):
    least = int(re.search(rb"COMPOUNDLEFTHYPHENMIN (\d+)", levels[0])[1])
    with tempfile.TemporaryDirectory() as folder:
        for name, level in zip(("first", "second"), levels):
            (Path(folder) / name).write_bytes(encoding + level.removeprefix(encoding))
        first, second = pyphen.HyphDict(Path(folder) / "first"), pyphen.HyphDict(Path(folder) / "second")


def in_parts(word):
    joints = breaks(first, word)
    found = set(joints)
    for start, end in zip([0] + joints, joints + [len(word)]):
        found |= {
            start + place for place in breaks(second, word[start:end])
            if (start == 0 or place >= least) and (end == len(word) or end - start - place >= least)}
    return found


output = []
for word in [word for word in decoded(words).split() if word.isalpha()][::step]:
    word = word.lower()
    places = breaks(flat, word)
    if first:
        places = sorted(set(places) & in_parts(word))
    output.append(f"{word}\t{' '.join(map(str, places))}\n")
sys.stdout.reconfigure(encoding="utf-8")
sys.stdout.write("".join(output))
