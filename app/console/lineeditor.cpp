// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/lineeditor.h"

#include <algorithm>

namespace confab::console {

namespace {

constexpr char16_t ctrlA = 1, ctrlC = 3, ctrlD = 4, ctrlE = 5, backspace = 8, newline = 10, ctrlK = 11, enter = 13,
                   ctrlU = 21, ctrlW = 23, escape = 27, del = 127;

bool isWide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
           (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

bool hasNoWidth(char32_t c) {
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing || category == QChar::Other_Format;
}

/// One character of a text, a pair of surrogates whole, from or to a place in it.
QStringView characterFrom(QStringView text, qsizetype at) {
    const bool pair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    return text.sliced(at, pair ? 2 : 1);
}
QStringView characterBefore(QStringView text, qsizetype end) {
    const bool pair = text[end - 1].isLowSurrogate() && end > 1 && text[end - 2].isHighSurrogate();
    return text.sliced(end - (pair ? 2 : 1), pair ? 2 : 1);
}

/// The longest end of the text that fits. (Both look at each character once: what is pasted may be long.)
QString fittingEnd(const QString& text, int width) {
    qsizetype from = 0;
    for (int left = columns(text); left > width;) {
        const QStringView character = characterFrom(text, from);
        left -= columns(character);
        from += character.size();
    }
    return text.sliced(from);
}

/// The longest beginning that fits.
QString fittingBegin(const QString& text, int width) {
    qsizetype size = text.size();
    for (int left = columns(text); left > width;) {
        const QStringView character = characterBefore(text, size);
        left -= columns(character);
        size -= character.size();
    }
    return text.first(size);
}

} // namespace

int columns(QStringView text) {
    int count = 0;
    for (const char32_t c : text.toUcs4())
        count += isWide(c) ? 2 : hasNoWidth(c) ? 0 : 1;
    return count;
}

LineEditor::Outcome LineEditor::take(const QByteArray& bytes) {
    Outcome outcome;
    const QString before = m_text;
    const QString decoded = m_decoder.decode(bytes);
    for (const QChar c : decoded)
        key(c, outcome);
    outcome.typed = m_text != before;
    return outcome;
}

void LineEditor::key(QChar c, Outcome& outcome) {
    if (sequence(c))
        return;
    switch (c.unicode()) {
    case enter:
    case newline:
        outcome.lines.append(std::exchange(m_text, {}));
        m_cursor = 0;
        return;
    case ctrlC:
        outcome.quit = true;
        return;
    case ctrlD:
        outcome.quit = outcome.quit || m_text.isEmpty();
        return;
    case ctrlA:
        m_cursor = 0;
        return;
    case ctrlE:
        m_cursor = int(m_text.size());
        return;
    case ctrlK:
        m_text.truncate(m_cursor);
        return;
    case ctrlU:
        m_text.remove(0, m_cursor);
        m_cursor = 0;
        return;
    case ctrlW:
        return eraseWord();
    case backspace:
    case del: {
        const int from = previous();
        m_text.remove(from, m_cursor - from);
        m_cursor = from;
        return;
    }
    default:
        if (c.category() != QChar::Other_Control) // of C1, too: one of them begins a terminal's commands as ESC does
            insert(c);
    }
}

/// Arrow and other keys come as ESC [ … letter. True when the character belongs to such a sequence.
bool LineEditor::sequence(QChar c) {
    if (m_sequence.isEmpty()) {
        if (c.unicode() != escape)
            return false;
        m_sequence = c;
        return true;
    }
    m_sequence += c;
    if (m_sequence.size() == 2 && (c == u'[' || c == u'O'))
        return true;
    const bool isEnd = c.unicode() >= 0x40 && c.unicode() <= 0x7e;
    if (m_sequence.size() == 2 || isEnd || m_sequence.size() > 16)
        runSequence(c);
    return true;
}

void LineEditor::runSequence(QChar last) {
    const QString keys = std::exchange(m_sequence, {});
    if (last == u'D')
        m_cursor = previous();
    else if (last == u'C')
        m_cursor = next();
    else if (last == u'H' || keys.endsWith(QLatin1String("[1~")))
        m_cursor = 0;
    else if (last == u'F' || keys.endsWith(QLatin1String("[4~")))
        m_cursor = int(m_text.size());
    else if (keys.endsWith(QLatin1String("[3~")))
        m_text.remove(m_cursor, next() - m_cursor);
}

void LineEditor::insert(QChar c) {
    if (m_text.size() < mostChars)
        m_text.insert(m_cursor++, c);
}

void LineEditor::eraseWord() {
    int from = m_cursor;
    while (from > 0 && m_text.at(from - 1).isSpace())
        --from;
    while (from > 0 && !m_text.at(from - 1).isSpace())
        --from;
    m_text.remove(from, m_cursor - from);
    m_cursor = from;
}

int LineEditor::previous() const {
    if (m_cursor == 0)
        return 0;
    const bool pair = m_cursor > 1 && m_text.at(m_cursor - 1).isLowSurrogate();
    return m_cursor - (pair ? 2 : 1);
}

int LineEditor::next() const {
    if (m_cursor == m_text.size())
        return m_cursor;
    const bool pair = m_cursor + 1 < m_text.size() && m_text.at(m_cursor).isHighSurrogate();
    return m_cursor + (pair ? 2 : 1);
}

QString LineEditor::drawn(const QString& label, int width, bool hidden) const {
    const QString shown = hidden ? QString(m_text.size(), u'*') : m_text;
    const int room = std::max(4, width - columns(label) - 1); // one column for the cursor
    const QString left = fittingEnd(shown.left(m_cursor), room);
    const QString right = fittingBegin(shown.mid(m_cursor), room - columns(left));
    QString line = erased() % label % left % right;
    if (const int back = columns(right); back > 0)
        line += QStringLiteral("\x1b[%1D").arg(back);
    return line;
}

QString LineEditor::erased() {
    return QStringLiteral("\r\x1b[K");
}

} // namespace confab::console
