// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/lineeditor.h"

#include "app/console/graphemes.h"

#include <algorithm>

namespace confab::console {

namespace {

constexpr char16_t ctrlA = 1, ctrlB = 2, ctrlC = 3, ctrlD = 4, ctrlE = 5, ctrlF = 6, backspace = 8, newline = 10,
                   ctrlK = 11, enterKey = 13, ctrlU = 21, ctrlW = 23, ctrlZ = 26, escape = 27, del = 127;
constexpr QLatin1String pasteBegins("\x1b[200~");
constexpr QLatin1String pasteEnds("\x1b[201~");
constexpr QChar lineBreakSign(0x21b5);

bool isControl(QChar c) {
    return c.category() == QChar::Other_Control; // C1, too: U+009B begins a control sequence as ESC [ does
}

/// A pasted text with line breaks as U+000A, without control characters, and without trailing line breaks.
QString cleanPaste(QString text) {
    text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
    text.removeIf([](QChar c) { return isControl(c) && c != u'\n' && c != u'\t'; });
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

/// The visible part of the text in one line.
QString shown(QString text) {
    return text.replace(u'\n', lineBreakSign).replace(u'\t', u' ');
}

} // namespace

LineEditor::Outcome LineEditor::take(const QByteArray& bytes) {
    Outcome outcome;
    const QString before = m_text;
    const QString decoded = m_decoder.decode(bytes);
    QString run; // of text characters: inserted at once, because a paste may be long
    for (const QChar c : decoded) {
        if (isBetweenKeys() && !isControl(c)) {
            run += c;
            continue;
        }
        insertTyped(std::exchange(run, {}));
        if (m_pasting)
            takePasted(c, outcome);
        else
            key(c, outcome);
    }
    insertTyped(run);
    outcome.typed = m_text != before;
    return outcome;
}

LineEditor::Outcome LineEditor::paste(const QString& text) {
    Outcome outcome;
    insertPasted(text, outcome);
    outcome.typed = outcome.refused == 0;
    return outcome;
}

void LineEditor::putBack(const EnteredLine& line) {
    if (!m_text.isEmpty())
        return;
    m_text = line.text;
    m_cursor = int(m_text.size());
    m_typedChars = line.typedChars < 0 ? m_cursor : line.typedChars;
}

// ---- keys --------------------------------------------------------------------------------------------------------

void LineEditor::key(QChar c, Outcome& outcome) {
    if (sequence(c))
        return;
    switch (c.unicode()) {
    case enterKey:
    case newline:
        return enter(outcome);
    case ctrlC:
        outcome.quit = true;
        return;
    case ctrlD:
        outcome.quit = outcome.quit || m_text.isEmpty();
        return;
    case ctrlZ:
        outcome.suspend = true;
        return;
    case ctrlA:
        m_cursor = 0;
        return;
    case ctrlE:
        m_cursor = int(m_text.size());
        return;
    case ctrlB:
        m_cursor = int(characterBefore(m_text, m_cursor));
        return;
    case ctrlF:
        m_cursor = int(characterAfter(m_text, m_cursor));
        return;
    case ctrlK:
        return erase(m_cursor, int(m_text.size()));
    case ctrlU:
        return erase(0, m_cursor);
    case ctrlW:
        return eraseWord();
    case backspace:
    case del:
        return erase(int(characterBefore(m_text, m_cursor)), m_cursor);
    default:
        return; // other control characters are not text
    }
}

void LineEditor::enter(Outcome& outcome) {
    if (m_lost > 0) {
        outcome.lost = std::exchange(m_lost, 0);
        return;
    }
    const int typed = m_typedChars == m_text.size() ? -1 : m_typedChars;
    outcome.lines.append({std::exchange(m_text, {}), typed});
    m_cursor = m_typedChars = 0;
}

/// Arrow and other keys arrive as ESC [ … letter. True when the character belongs to such a sequence.
bool LineEditor::sequence(QChar c) {
    if (c.unicode() == escape) { // after a lone Esc, or a sequence that was cut, the next one counts
        m_sequence = c;
        return true;
    }
    if (m_sequence.isEmpty())
        return false;
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
    if (keys == pasteBegins)
        m_pasting = true;
    else if (last == u'D')
        m_cursor = int(characterBefore(m_text, m_cursor));
    else if (last == u'C')
        m_cursor = int(characterAfter(m_text, m_cursor));
    else if (last == u'H' || keys.endsWith(QLatin1String("[1~")))
        m_cursor = 0;
    else if (last == u'F' || keys.endsWith(QLatin1String("[4~")))
        m_cursor = int(m_text.size());
    else if (keys.endsWith(QLatin1String("[3~")))
        erase(m_cursor, int(characterAfter(m_text, m_cursor)));
}

// ---- pasting -----------------------------------------------------------------------------------------------------

void LineEditor::takePasted(QChar c, Outcome& outcome) {
    m_pasted += c;
    if (c == u'~' && m_pasted.endsWith(pasteEnds)) {
        m_pasting = false;
        m_pasted.chop(pasteEnds.size());
        insertPasted(std::exchange(m_pasted, {}), outcome);
    } else if (m_pasted.size() > 2 * mostChars) { // too long already: only the end marker matters
        m_pastedBeyond += m_pasted.size() - mostChars;
        m_pasted = m_pasted.right(mostChars);
    }
}

void LineEditor::insertPasted(QString text, Outcome& outcome) {
    const qsizetype beyond = std::exchange(m_pastedBeyond, 0);
    text = cleanPaste(std::move(text));
    if (beyond > 0 || m_text.size() + text.size() > mostChars) {
        outcome.refused += text.size() + beyond;
        return;
    }
    m_text.insert(m_cursor, text);
    m_typedChars = std::min(m_typedChars, m_cursor);
    m_cursor += int(text.size());
}

// ---- the text ----------------------------------------------------------------------------------------------------

void LineEditor::insertTyped(const QString& text) {
    if (text.isEmpty())
        return;
    QString part = text.left(mostChars - m_text.size());
    if (part.size() < text.size() && !part.isEmpty() && part.back().isHighSurrogate())
        part.chop(1);
    m_lost += text.size() - part.size();
    m_text.insert(m_cursor, part);
    if (m_cursor <= m_typedChars)
        m_typedChars += int(part.size());
    m_cursor += int(part.size());
}

void LineEditor::erase(int from, int to) {
    m_text.remove(from, to - from);
    m_typedChars -= std::max(0, std::min(to, m_typedChars) - from);
    m_cursor = from;
    if (m_text.isEmpty())
        m_lost = 0; // what was lost belonged to it
}

void LineEditor::eraseWord() {
    int from = m_cursor;
    while (from > 0 && m_text.at(from - 1).isSpace())
        --from;
    while (from > 0 && !m_text.at(from - 1).isSpace())
        --from;
    erase(from, m_cursor);
}

PromptLine LineEditor::picture(const QString& label, int width, bool hidden) const {
    PromptLine line{label, {}, {}};
    if (columns(label) > std::max(8, width / 2)) // a long name leaves room for the text
        line.label = QString(label.left(fittingAfter(label, 0, std::max(8, width / 2) - 3)) % u"…> ");
    int room = std::max(1, width - columns(line.label) - 1); // one column for the cursor
    if (hidden) {
        line.left = QString(std::min(m_cursor, room), u'*');
        line.right = QString(std::min(int(m_text.size()) - m_cursor, room - int(line.left.size())), u'*');
        return line;
    }
    const qsizetype from = fittingBefore(m_text, m_cursor, room);
    line.left = shown(m_text.mid(from, m_cursor - from));
    room -= columns(line.left);
    line.right = shown(m_text.mid(m_cursor, fittingAfter(m_text, m_cursor, room) - m_cursor));
    return line;
}

} // namespace confab::console
