// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/composition.h"

#include <QList>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

namespace confab {

namespace {

/// The first character that normalization can change. Those before it are starters that stay as they are.
constexpr char16_t firstTouched = 0x300;
/// Behind all characters that have a canonical decomposition.
constexpr char32_t tableEnd = 0x30000;

/// A Hangul syllable is computed from its letters, as chapter 3.12 of the Unicode Standard describes.
namespace hangul {
constexpr char32_t syllables = 0xAC00, leading = 0x1100, vowels = 0x1161, trailing = 0x11A7;
constexpr char32_t leadingCount = 19, vowelCount = 21, trailingCount = 28;
constexpr char32_t count = leadingCount * vowelCount * trailingCount;

bool isSyllable(char32_t c) {
    return c >= syllables && c < syllables + count;
}
/// 0: the two do not compose.
char32_t compose(char32_t first, char32_t second) {
    if (first >= leading && first < leading + leadingCount && second >= vowels && second < vowels + vowelCount)
        return syllables + ((first - leading) * vowelCount + (second - vowels)) * trailingCount;
    const bool isOpen = isSyllable(first) && (first - syllables) % trailingCount == 0;
    return isOpen && second > trailing && second < trailing + trailingCount ? first + (second - trailing) : 0;
}
} // namespace hangul

/// A character and its canonical combining class.
struct Point {
    char32_t character;
    uchar combining;
};
using Points = std::vector<Point>;

char32_t characterAt(const QString& text, qsizetype& at) {
    const QChar c = text[at++];
    if (c.isHighSurrogate() && at < text.size() && text[at].isLowSurrogate())
        return QChar::surrogateToUcs4(c, text[at++]);
    return c.unicode();
}

/// The characters that compose in pairs, as a hash table with open addressing: several look-ups for each character of a
/// text have to be quick.
/// Thread: any, once it is made. Owned by: Table.
class Composites {
public:
    void insert(char32_t first, char32_t second, char32_t composite) {
        size_t at = placeOf(first, second);
        while (m_slots[at].composite != 0)
            at = (at + 1) % slots;
        m_slots[at] = {first, second, composite};
    }
    /// 0: the two do not compose.
    char32_t find(char32_t first, char32_t second) const {
        for (size_t at = placeOf(first, second); m_slots[at].composite != 0; at = (at + 1) % slots) {
            if (m_slots[at].first == first && m_slots[at].second == second)
                return m_slots[at].composite;
        }
        return 0;
    }

private:
    struct Slot {
        char32_t first = 0;
        char32_t second = 0;
        char32_t composite = 0; ///< 0: free
    };
    static constexpr size_t slots = 4096; // for less than a thousand

    static size_t placeOf(char32_t first, char32_t second) {
        constexpr quint32 spreading = 2654435761U; // Knuth's multiplicative hashing
        return ((quint32(first) * 31 + quint32(second)) * spreading) >> 20;
    }

    std::array<Slot, slots> m_slots;
};

/// What composes and what comes apart, out of Qt's own data.
/// Thread: any, once it is made. Owned by: composed().
class Table {
public:
    Table() {
        for (char32_t c = firstDecomposing; c < tableEnd; ++c) {
            if (hangul::isSyllable(c))
                continue;
            if (QChar::decompositionTag(c) == QChar::Canonical)
                addParts(c);
            if (const uchar combining = QChar::combiningClass(c); combining != 0)
                entry(c).combining = combining;
        }
        for (char32_t vowel = hangul::vowels; vowel < hangul::vowels + hangul::vowelCount; ++vowel)
            entry(vowel).isTouched = true;
        for (char32_t last = 1; last < hangul::trailingCount; ++last)
            entry(hangul::trailing + last).isTouched = true;
    }

    /// Whether this character may look another way in a text that is composed.
    bool isTouched(char32_t c) const { return find(c).isTouched; }
    uchar combining(char32_t c) const { return find(c).combining; }

    void decompose(char32_t c, Points& into) const {
        if (hangul::isSyllable(c)) {
            const char32_t index = c - hangul::syllables;
            const char32_t last = index % hangul::trailingCount;
            into.push_back({hangul::leading + index / hangul::trailingCount / hangul::vowelCount, 0});
            into.push_back({hangul::vowels + index / hangul::trailingCount % hangul::vowelCount, 0});
            if (last != 0)
                into.push_back({hangul::trailing + last, 0});
            return;
        }
        const Entry found = find(c);
        if (found.parts == 0)
            into.push_back({c, found.combining});
        else
            into.insert(into.end(), m_parts.begin() + found.parts, m_parts.begin() + found.parts + found.partCount);
    }

    /// Whether it never joins anything that stands before it.
    bool beginsAnew(char32_t c) const {
        if (hangul::isSyllable(c))
            return true;
        const Entry found = find(c);
        const char32_t first = found.parts == 0 ? c : m_parts[found.parts].character;
        const Entry begin = find(first);
        return begin.combining == 0 && !begin.isTouched;
    }

    /// 0: the two do not compose.
    char32_t compose(char32_t first, char32_t second) const {
        if (!isTouched(second))
            return 0;
        const char32_t syllable = hangul::compose(first, second);
        return syllable != 0 ? syllable : m_composites.find(first, second);
    }

private:
    struct Entry {
        quint16 parts = 0; ///< index of its full decomposition; 0: none
        uchar partCount = 0;
        uchar combining = 0;
        bool isTouched = false;
    };
    static constexpr char32_t firstDecomposing = 0xC0;
    static constexpr char32_t pageSize = 256;

    Entry find(char32_t c) const {
        return c < tableEnd ? m_entries[m_pages[c / pageSize] * pageSize + c % pageSize] : Entry{};
    }
    /// For writing. All characters without an entry share the first page.
    Entry& entry(char32_t c) {
        quint16& page = m_pages[c / pageSize];
        if (page == 0) {
            page = quint16(m_entries.size() / pageSize);
            m_entries.resize(m_entries.size() + pageSize);
        }
        return m_entries[page * pageSize + c % pageSize];
    }

    void addParts(char32_t c) {
        Points whole;
        decomposeWholly(c, whole);
        Entry& added = entry(c);
        added.parts = quint16(m_parts.size());
        added.partCount = uchar(whole.size());
        m_parts.insert(m_parts.end(), whole.begin(), whole.end());
        // Some are never composed: those of one part, and those that the standard excludes.
        const QString alone = QStringView(QChar::fromUcs4(c)).toString();
        if (alone.normalized(QString::NormalizationForm_C) != alone) {
            added.isTouched = true;
        } else {
            const QList<uint> two = QChar::decomposition(c).toUcs4();
            entry(two.value(1)).isTouched = true;
            m_composites.insert(two.value(0), two.value(1), c);
        }
    }

    static void decomposeWholly(char32_t c, Points& into) {
        if (QChar::decompositionTag(c) == QChar::Canonical) {
            for (const uint part : QChar::decomposition(c).toUcs4())
                decomposeWholly(part, into); // at most three levels
        } else {
            into.push_back({c, QChar::combiningClass(c)});
        }
    }

    std::array<quint16, tableEnd / pageSize> m_pages{};
    std::vector<Entry> m_entries = std::vector<Entry>(pageSize);
    Points m_parts = Points(1); // the first is none's
    Composites m_composites;
};

/// Whether the text is composed already.
bool isComposed(const QString& text, const Table& table) {
    uchar last = 0;
    for (qsizetype at = 0; at < text.size();) {
        const char32_t c = characterAt(text, at);
        const uchar combining = table.combining(c);
        if (c >= firstTouched && (table.isTouched(c) || (combining != 0 && combining < last)))
            return false;
        last = combining;
    }
    return true;
}

/// Stable, and linear: by counting when there are many.
void sortMarks(std::span<Point> marks) {
    constexpr size_t few = 16;
    if (marks.size() <= few) {
        for (size_t i = 1; i < marks.size(); ++i) {
            const Point mark = marks[i];
            size_t to = i;
            for (; to > 0 && marks[to - 1].combining > mark.combining; --to)
                marks[to] = marks[to - 1];
            marks[to] = mark;
        }
        return;
    }
    std::array<size_t, 257> begins{}; // of each class; there are 256
    for (const Point& mark : marks)
        ++begins[size_t(mark.combining) + 1];
    for (size_t i = 1; i < begins.size(); ++i)
        begins[i] += begins[i - 1];
    const Points unsorted(marks.begin(), marks.end());
    for (const Point& mark : unsorted)
        marks[begins[mark.combining]++] = mark;
}

/// Each run of characters that are no starters, by class.
void sortRuns(Points& points) {
    for (size_t from = 0; from < points.size();) {
        size_t end = from;
        while (end < points.size() && points[end].combining != 0)
            ++end;
        if (end - from > 1)
            sortMarks(std::span(points).subspan(from, end - from));
        from = end + 1;
    }
}

/// Joins each starter with what follows and is not blocked from it.
void compose(Points& points, const Table& table) {
    size_t count = 0;
    std::optional<size_t> starter;
    for (const Point point : points) {
        const bool isNext = starter && *starter + 1 == count;
        const bool isFree = starter && (isNext || points[count - 1].combining < point.combining);
        const char32_t joined = isFree ? table.compose(points[*starter].character, point.character) : 0;
        if (joined != 0) {
            points[*starter].character = joined;
            continue;
        }
        if (point.combining == 0)
            starter = count;
        points[count++] = point;
    }
    points.resize(count);
}

/// Appends the characters, and clears the list.
void moveTo(QString& text, Points& points) {
    for (const Point& point : points) {
        if (QChar::requiresSurrogates(point.character)) {
            text += QChar(QChar::highSurrogate(point.character));
            text += QChar(QChar::lowSurrogate(point.character));
        } else {
            text += QChar(char16_t(point.character));
        }
    }
    points.clear();
}

} // namespace

QString composed(const QString& text) {
    if (std::ranges::all_of(text, [](QChar c) { return c.unicode() < firstTouched; }))
        return text;
    static const Table table; // some milliseconds
    if (isComposed(text, table))
        return text;
    constexpr size_t enough = 256; // at once, so that the working set stays in the cache
    QString result;
    result.reserve(text.size());
    Points points;
    points.reserve(2 * enough);
    const auto finish = [&] {
        sortRuns(points);
        compose(points, table);
        moveTo(result, points);
    };
    for (qsizetype at = 0; at < text.size();) {
        const char32_t c = characterAt(text, at);
        if (points.size() >= enough && table.beginsAnew(c))
            finish();
        table.decompose(c, points);
    }
    finish();
    return result;
}

} // namespace confab
