#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of emoji, as C++: generate.py EMOJI_TEST CLDR SEQUENCES_CPP LIST_CPP LANGUAGES_CPP [LANGUAGE …]

EMOJI_TEST is Unicode's emoji-test.txt, CLDR the folder with annotations/en.xml and annotationsDerived/en.xml.
SEQUENCES_CPP gets all sequences, LIST_CPP those that a picker offers, with English names and keywords, and LANGUAGES_CPP
the names and keywords of these in the other languages.
"""
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import namedtuple

VARIATION = "\ufe0f"
TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
BYTES_MOST = 64  # emojiBytesMost of emojisequence.h
INHERITED = "↑↑↑"  # CLDR's mark for what another language says

LINE = re.compile(r"([0-9A-F ]+?)\s*; (\S+)\s*# \S+ E[\d.]+ (.+)")
Emoji = namedtuple("Emoji", "sequence name group")


def read_emoji(path):
    """The groups in order, and the fully-qualified emoji in order."""
    groups, found = [], []
    for line in open(path, encoding="utf-8"):
        if line.startswith("# group: "):
            groups.append(line.removeprefix("# group: ").strip())
        match = LINE.match(line)
        if match and match[2] == "fully-qualified":
            sequence = "".join(chr(int(code, 16)) for code in match[1].split())
            found.append(Emoji(sequence, match[3].strip(), len(groups) - 1))
    used = sorted({emoji.group for emoji in found})  # "Component" has none
    place = {group: index for index, group in enumerate(used)}
    return [groups[group] for group in used], [emoji._replace(group=place[emoji.group]) for emoji in found]


def read_annotations(cldr, language):
    """Names and keywords by sequence: CLDR writes those without variation selectors."""
    names, keywords = {}, {}
    for folder in ("annotations", "annotationsDerived"):
        for annotation in ElementTree.parse(f"{cldr}/{folder}/{language}.xml").iter("annotation"):
            sequence = bare(annotation.get("cp"))
            if annotation.text == INHERITED:
                continue
            if annotation.get("type") == "tts":
                names[sequence] = annotation.text.strip()
            elif annotation.get("type") is None:
                keywords[sequence] = [word.strip() for word in annotation.text.split("|")]
    return names, keywords


def bare(sequence):
    return sequence.replace(VARIATION, "")


def without_tones(sequence):
    return "".join(character for character in bare(sequence) if character not in TONES)


def tone_of(sequence):
    """The index of its only skin tone; None without one, -1 when there are different ones."""
    tones = {TONES.index(character) for character in sequence if character in TONES}
    return None if not tones else tones.pop() if len(tones) == 1 else -1


def folded(text):
    """As foldedWords() of emojisearch.cpp: lower case, without marks, words separated by one space."""
    text = unicodedata.normalize("NFKD", text).lower()
    text = "".join(character for character in text if not unicodedata.category(character).startswith("M") and character not in "'’")
    return re.sub(r"[^\w+*#-]|_|(?<=\w)-|-(?!\w)", " ", text).split()


def units(text):
    data = text.encode("utf-16-le")
    return [int.from_bytes(data[at:at + 2], "little") for at in range(0, len(data), 2)]


def u16(text):
    return 'u"' + "".join(f"\\x{unit:04x}" for unit in units(text)) + '"'


def u8(text):
    """Octal escapes end after three digits, so what follows is never taken for a part of them."""
    return '"' + "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\?' else f"\\{byte:03o}" for byte in text.encode()) + '"'


HEAD = """// Made by common/emoji/generate.py from emoji-test.txt and CLDR: changes are lost.

#include "common/emoji/{header}"

namespace confab::emojidata {{
"""


def write_numbers(out, declaration, numbers):
    out.write(f"{declaration} = {{\n")
    for at in range(0, len(numbers), 20):
        out.write(",".join(map(str, numbers[at:at + 20])) + ",\n")
    out.write("};\n")


def write_sequences(path, emoji):
    """Sorted by UTF-16 units without variation selectors: what the binary search compares."""
    sequences = sorted((one.sequence for one in emoji), key=lambda sequence: units(bare(sequence)))
    keys = [bare(sequence) for sequence in sequences]
    assert len(set(keys)) == len(keys), "two emoji differ only by variation selectors"
    assert all(len(sequence.encode()) <= BYTES_MOST for sequence in sequences)
    pool, starts = [], [0]
    for sequence in sequences:
        pool += units(sequence)
        starts.append(len(pool))
    assert starts[-1] < 65536
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEAD.format(header="emojisequence_p.h"))
        write_numbers(out, "const char16_t sequenceUnits[]", pool)
        write_numbers(out, "const quint16 sequenceStarts[]", starts)
        out.write(f"const int sequenceCount = {len(sequences)};\n\n}} // namespace confab::emojidata\n")


def searched(name, keywords):
    """The text that a search compares: the folded name, and each keyword that is another one."""
    name = " ".join(folded(name))
    words = [" ".join(folded(word)) for word in keywords]
    return "|".join([name] + [word for word in dict.fromkeys(words) if word and word != name])


def offered(emoji):
    return [one for one in emoji if tone_of(one.sequence) is None]


def write_list(path, groups, emoji, keywords):
    tones = {}
    for one in emoji:
        tone = tone_of(one.sequence)
        if tone is not None and tone >= 0:
            tones.setdefault(without_tones(one.sequence), {})[tone] = one.sequence
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEAD.format(header="emojilist.h"))
        out.write("const Emoji list[] = {\n")
        count = 0
        for one in offered(emoji):
            variants = tones.get(bare(one.sequence), {})
            assert len(variants) in (0, 5), one
            toned = u16(" ".join(variants[tone] for tone in range(5))) if variants else "nullptr"
            out.write(f"{{{u16(one.sequence)},{toned},{u8(one.name)},{u8(searched(one.name, keywords.get(bare(one.sequence), [])))},{one.group}}},\n")
            count += 1
        out.write(f"}};\nconst int listCount = {count};\n\n")
        out.write("const char* const groups[] = {" + ",".join(u8(group) for group in groups) + "};\n")
        out.write(f"const int groupCount = {len(groups)};\n\n}} // namespace confab::emojidata\n")


def write_languages(path, emoji, annotations):
    """Names and search texts one behind the other, each with a 0 at its end, and where they begin: a pointer to each would
    need an entry of the dynamic linker's, too."""
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEAD.format(header="emojilanguage.h"))
        for language, (names, keywords) in annotations.items():
            pool, places = bytearray(1), []
            for one in offered(emoji):
                name = names.get(bare(one.sequence), "")
                for text in (name, searched(name, keywords.get(bare(one.sequence), [])) if name else ""):
                    places.append(len(pool) if text else 0)
                    pool += text.encode() + b"\0" if text else b""
            write_numbers(out, f"static const unsigned char texts_{language}[]", list(pool))
            write_numbers(out, f"static const quint32 places_{language}[]", places)
        out.write("const EmojiLanguage languages[] = {\n")
        for language, (names, keywords) in annotations.items():
            tones = ",".join(u8(names[tone]) for tone in TONES)
            out.write(f'{{"{language}",texts_{language},places_{language},{{{{{tones}}}}}}},\n')
        out.write('{"",nullptr,nullptr,{}}};\n')
        out.write(f"const int languageCount = {len(annotations)};\n\n}} // namespace confab::emojidata\n")


def main():
    emoji_test, cldr, sequences_cpp, list_cpp, languages_cpp = sys.argv[1:6]
    groups, emoji = read_emoji(emoji_test)
    if len(emoji) < 3000:
        sys.exit(f"{emoji_test} has {len(emoji)} fully-qualified emoji: it is no emoji-test.txt, or one of before 2019")
    write_sequences(sequences_cpp, emoji)
    write_list(list_cpp, groups, emoji, read_annotations(cldr, "en")[1])
    write_languages(languages_cpp, emoji, {language: read_annotations(cldr, language) for language in sys.argv[6:]})


if __name__ == "__main__":
    main()
