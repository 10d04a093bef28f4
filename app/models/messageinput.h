// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QQmlEngine>

namespace confab::models {

/// The number of characters to remove from the end of `text` until the server accepts it as one message; 0 when it
/// fits. White space at both ends does not count. Linear in the length.
int charactersOver(const QString& text);

/// Checks the text of a composer: reports a text that is too long for one message, and keeps a paste that is far too
/// long out of the view, whose layout would take seconds.
/// Thread: the window's. Owned by: the composer.
class MessageInput : public QObject {
    Q_OBJECT
    QML_ELEMENT
    /// The present text; the view sets it at each change. Clears the problem of a refused paste.
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed FINAL)
    /// Whether the text can be sent.
    Q_PROPERTY(bool sendable READ isSendable NOTIFY changed FINAL)
    /// The problem of the text or the last paste; else empty.
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    /// Whether the view can shape the text (ligatures, kerning, joined emoji) again at each key. The view lays out a
    /// whole paragraph at each key, so a very long one is shown without shaping: scripts that need it are shaped all
    /// the same.
    Q_PROPERTY(bool shapeable READ isShapeable NOTIFY changed FINAL)

public:
    enum Paste { Formatted, Plain, Selection };
    Q_ENUM(Paste)

    using QObject::QObject;

    QString text() const { return m_text; }
    void setText(const QString& text);
    bool isSendable() const { return m_sendable; }
    QString problem() const;
    bool isShapeable() const { return m_shapeable; }

    /// The text on the clipboard, rich text as Markdown unless it is to be Plain, or the text in the mouse's Selection,
    /// with line breaks as the view has them. Empty when there
    /// is none, and when it is too long together with the `kept` characters that stay in the view: problem() then
    /// reports it.
    Q_INVOKABLE QString pasted(int kept, Paste paste = Formatted);

    /// The most UTF-16 units in a view: more than the longest message, so that a text can be shortened there.
    static constexpr qsizetype unitsMost = 20'000;
    /// UTF-16 units of the longest shaped paragraph. With the Inter font HarfBuzz takes 5 ms for it, and 20 ms for a
    /// paragraph of 16 KiB; layout takes a third of that.
    static constexpr qsizetype shapedUnitsMost = 4096;

Q_SIGNALS:
    void changed();

private:
    QString m_text;
    bool m_sendable = false;
    bool m_shapeable = true;
    int m_over = 0;    // of the text
    int m_refused = 0; // of the last paste, together with the text
};

} // namespace confab::models
