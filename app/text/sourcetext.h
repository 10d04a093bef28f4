// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QList>
#include <QString>

#include <span>

namespace confab::text {

/// A name that a message may mention with "@" before it.
struct Mention {
    QString name;        ///< without "@"
    UserId id;           ///< none: a group
    bool reader = false; ///< it calls the reader
    friend bool operator==(const Mention&, const Mention&) = default;
};

/// A body as the Markdown parser gets it: what people mean otherwise than CommonMark does is put right, and addresses
/// and mentions are held out of its sight, because "_" and "*" in them are no markup. Characters that Unicode never
/// assigns (U+FDD0 and following) stand for them; the body's own are replaced first.
/// Thread: any. A value.
class SourceText {
public:
    SourceText(const QString& body, std::span<const Mention> mentions);

    /// What was held out: an address, when `mention` is negative.
    struct Held {
        QString written;  ///< as it stands in the body
        QString shown;    ///< without the < and > around an address
        int mention = -1; ///< place in the mentions
    };

    const QByteArray& utf8() const { return m_utf8; }
    const QList<Held>& held() const { return m_held; }
    /// A text that the parser gave, as it was written.
    QString restored(const QString& parsed) const;
    /// The same as an address: without < and > around it.
    QString restoredAddress(const QString& parsed) const;

    /// Parts of a parsed text: what was held out, and plain text between.
    struct Part {
        QString text;
        int held = -1;
    };
    QList<Part> parts(const QString& parsed) const;

    static constexpr QChar pause{0xFDD0};      ///< keeps "[a]:" from being a definition, which would not be shown
    static constexpr QChar heldBegins{0xFDD1}; ///< then the place in held(), in digits
    static constexpr QChar heldEnds{0xFDD2};
    static constexpr QChar codeTab{0xFDD4};    ///< a tab in a block of code, which the parser would make spaces
    static constexpr QChar escapedBar{0xFDD3}; ///< a "|" that hides nothing

private:
    void hold(const QString& body, std::span<const Mention> mentions);
    qsizetype holdAddress(const QString& body, qsizetype at, QString& text);

    QByteArray m_utf8;
    QList<Held> m_held;
    int m_refused = 0; // addresses that were none
};

} // namespace confab::text
