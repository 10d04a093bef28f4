// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringDecoder>
#include <QStringList>

namespace confab::console {

/// One line that is being typed at a terminal that does nothing by itself: keys in, text out. Knows no terminal.
class LineEditor {
public:
    /// What some keys led to.
    struct Outcome {
        QStringList lines;  ///< finished with Enter, in order
        bool typed = false; ///< the text in the making is another one
        bool quit = false;  ///< Ctrl+C, or Ctrl+D on an empty line
    };

    /// Takes bytes of UTF-8 and of key sequences, cut anywhere.
    Outcome take(const QByteArray& bytes);

    const QString& text() const { return m_text; }
    int cursor() const { return m_cursor; }

    /// What to write so that a line of `width` columns shows `label` and the text with the cursor in its place; what
    /// does not fit is out of sight at the left. `hidden`: stars instead.
    QString drawn(const QString& label, int width, bool hidden) const;
    /// What to write so that the line is empty.
    static QString erased();

    static constexpr int mostChars = 16 * 1024;

private:
    void key(QChar c, Outcome& outcome);
    bool sequence(QChar c);
    void runSequence(QChar last);
    void insert(QChar c);
    void eraseWord();
    int previous() const;
    int next() const;

    QStringDecoder m_decoder{QStringDecoder::Utf8};
    QString m_text;
    int m_cursor = 0;
    QString m_sequence; // an escape sequence that has begun
};

/// How many columns a terminal gives a text (wide East Asian characters and emoji have two).
int columns(QStringView text);

} // namespace confab::console
