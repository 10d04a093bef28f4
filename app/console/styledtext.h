// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace confab::console {

/// Text with the few styles of the console client. Contains no escape sequences: Output writes those, and treats
/// everything in `text` as text.
class StyledText {
public:
    enum class Style { Plain, Bold, Dim };
    struct Span {
        QString text;
        Style style = Style::Plain;
        friend bool operator==(const Span&, const Span&) = default;
    };

    StyledText() = default;
    StyledText(const QString& text, Style style = Style::Plain) { add(text, style); } // plain text is styled text, too

    StyledText& add(const QString& text, Style style = Style::Plain) {
        if (!text.isEmpty())
            m_spans.append({text, style});
        return *this;
    }

    const QList<Span>& spans() const { return m_spans; }
    bool isEmpty() const { return m_spans.isEmpty(); }
    /// The text without the styles.
    QString plain() const {
        QString text;
        for (const Span& span : m_spans)
            text += span.text;
        return text;
    }

private:
    QList<Span> m_spans;
};

} // namespace confab::console
