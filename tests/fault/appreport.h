// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace confab::test {

/// A line of a HeadlessApp: what it does or sees. Words of texts are separated by spaces; the first one of a message
/// names it and is never given twice.
struct AppReport {
    enum Kind : char {
        Account = 'K',   ///< text: the key of the account
        Ready = 'S',     ///< its rooms are there
        Typed = 'T',     ///< text: the draft of the room now
        Sending = 'B',   ///< is about to hand this text over
        Sent = 'H',      ///< the text is handed over, and the field is empty
        Acked = 'A',     ///< seq, text: the server has it
        EditTyped = 'e', ///< seq, text: the new text that is being written
        Edited = 'F',    ///< seq, text: handed over
        Read = 'M',
        Row = 'R',     ///< seq, text: of what the room shows
        Settled = 'Q', ///< nothing waits any more, and all rows are said
        Trouble = 'X', ///< text: something that a user would be told, and that must not happen
    };

    Kind kind = Trouble;
    qint64 awake = 0; ///< ms that the app has run, without those in which the system did not let it run
    RoomId room;
    Seq seq = 0;
    QString text;

    QByteArray line() const;
    static std::optional<AppReport> parse(const QByteArray& line);
    /// The first word.
    static QString nameOf(const QString& text) { return text.section(u' ', 0, 0); }
};

} // namespace confab::test
