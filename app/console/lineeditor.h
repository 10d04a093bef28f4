// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/output.h"

#include <QStringDecoder>

namespace confab::console {

/// An entered line.
struct EnteredLine {
    QString text;        ///< has line breaks when a text with line breaks was pasted
    int typedChars = -1; ///< how many characters at its beginning were typed, not pasted; -1: all

    /// Whether at least the first `count` characters were typed: only typed text can be a command.
    bool isTyped(qsizetype count) const { return typedChars < 0 || count <= typedChars; }
};

/// Edits one line at a terminal in raw mode: takes keys, produces text. The units of its keys are user-perceived
/// characters (graphemes.h). Independent of a terminal.
class LineEditor {
public:
    /// The effects of some keys.
    struct Outcome {
        QList<EnteredLine> lines; ///< finished with Enter, in order
        bool typed = false;       ///< the text being edited has changed
        bool quit = false;        ///< Ctrl+C, or Ctrl+D on an empty line
        bool suspend = false;     ///< Ctrl+Z
        qsizetype refused = 0;    ///< a paste of this many characters was too long: none of it was taken
        qsizetype lost = 0;       ///< Enter for a text of which this many characters did not fit: the text stays
    };

    /// Takes bytes of UTF-8 and of key sequences, cut anywhere. A bracketed paste becomes part of the text, line breaks
    /// included.
    Outcome take(const QByteArray& bytes);
    /// Takes a text as pasted: it finishes no line and is no command.
    Outcome paste(const QString& text);
    /// Restores a finished text that can't be used for editing, unless another text is being edited.
    void putBack(const EnteredLine& line);

    const QString& text() const { return m_text; }
    int cursor() const { return m_cursor; }
    /// Whether no key sequence or paste is incomplete.
    bool isBetweenKeys() const { return m_sequence.isEmpty() && !m_pasting; }

    /// The visible part in a line of `width` columns. The rest is out of sight at the left, or at the right of the
    /// cursor. `hidden`: stars instead of the text.
    PromptLine picture(const QString& label, int width, bool hidden) const;

    static constexpr int mostChars = 128 * 1024; // far more than the longest message, so that no message is cut

private:
    void key(QChar c, Outcome& outcome);
    bool sequence(QChar c);
    void runSequence(QChar last);
    void takePasted(QChar c, Outcome& outcome);
    void insertPasted(QString text, Outcome& outcome);
    void insertTyped(const QString& text);
    void enter(Outcome& outcome);
    void erase(int from, int to);
    void eraseWord();

    QStringDecoder m_decoder{QStringDecoder::Utf8};
    QString m_text;
    int m_cursor = 0;
    int m_typedChars = 0;   // at the beginning of m_text
    qsizetype m_lost = 0;   // typed when the text was full already
    QString m_sequence;     // an incomplete escape sequence
    bool m_pasting = false; // between the two marks of a bracketed paste
    QString m_pasted;
    qsizetype m_pastedBeyond = 0; // characters of the paste that are not in m_pasted
};

} // namespace confab::console
