// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/keyspromise.h"

#include "app/console/graphemes.h"
#include "app/console/lineeditor.h"

#include <algorithm>
#include <optional>

namespace confab {

namespace {

using console::LineEditor;

constexpr const char* label = "> ";

struct Typed {
    QStringList lines;
    bool quit = false;
    QString text;
    int cursor = 0;
    friend bool operator==(const Typed&, const Typed&) = default;
};

bool isBroken(const LineEditor& editor) {
    const QString& text = editor.text();
    const bool commands = std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control && c != u'\n' && c != u'\t'; // of a paste
    });
    return commands || editor.cursor() < 0 || editor.cursor() > text.size() || text.size() > LineEditor::mostChars;
}

/// Takes the bytes in pieces of this size; empty when the editor's state was invalid in between.
std::optional<Typed> typed(LineEditor& editor, const QByteArray& bytes, qsizetype piece) {
    Typed typed;
    for (qsizetype from = 0; from < bytes.size(); from += piece) {
        LineEditor::Outcome outcome = editor.take(bytes.mid(from, piece));
        if (isBroken(editor))
            return std::nullopt;
        for (const console::EnteredLine& line : outcome.lines)
            typed.lines.append(line.text);
        typed.quit = typed.quit || outcome.quit;
    }
    typed.text = editor.text();
    typed.cursor = editor.cursor();
    return typed;
}

int drawnColumns(const console::PromptLine& line) {
    return console::columns(line.label) + console::columns(line.left) + console::columns(line.right);
}

} // namespace

const char* brokenKeysPromise(const QByteArray& bytes) {
    if (bytes.isEmpty())
        return nullptr;
    const QByteArray keys = bytes.sliced(1);
    LineEditor whole, single, some;
    const std::optional<Typed> atOnce = typed(whole, keys, std::max<qsizetype>(keys.size(), 1));
    if (!atOnce)
        return "the text or the cursor is out of bounds, or a control character is text";
    // The number of replacement characters for invalid UTF-8 depends on the cuts in Qt's decoder.
    const bool comparable = keys.isValidUtf8() && keys.size() < 1024; // each piece costs a copy of the text
    if (comparable && (typed(single, keys, 1) != atOnce || typed(some, keys, 3) != atOnce))
        return "pieces are taken differently";
    const int width = std::max<int>(quint8(bytes.front()), 8); // a label and a few columns
    for (const bool hidden : {false, true}) {
        const console::PromptLine drawn = whole.picture(QLatin1String(label), width, hidden);
        if (drawnColumns(drawn) >= width)
            return "a line is drawn that is wider than the terminal";
        if (hidden && drawn.left.count(u'*') + drawn.right.count(u'*') > whole.text().size())
            return "more stars than there is text";
    }
    return nullptr;
}

} // namespace confab
