// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"
#include "tests/fault/appreport.h"

#include <QMap>

namespace confab::test {

/// What the runs of an app promised, compared with what is on the disk after each sudden end, and with the server's
/// logs in the end. Thread: the test's. Owned by: the test.
class AppLedger {
public:
    /// What was typed longer ago than this must be there.
    static constexpr qint64 allowedLoss = 500; // ms, issue: "nothing typed more than 500 ms before"

    /// A run was killed that had said this; what it left is in the folder. `account`: Account::key().
    void killed(const QList<AppReport>& said, const QString& folder, const QString& account);
    /// A room's log after the last run.
    void compare(RoomId room, const QList<Message>& log);
    /// What the app shows of a room (Row) is what the log has.
    void compareRows(const QString& who, const QList<AppReport>& said, RoomId room, const QList<Message>& log);

    const QStringList& broken() const { return m_broken; }
    QString summary() const;

private:
    struct Typing {
        QList<AppReport> texts; ///< since the last message
        QList<AppReport> edits; ///< since the last edit
        QString begun;          ///< handed over, or not
    };
    using Typings = QMap<qint64, Typing>;

    Typings follow(const QList<AppReport>& said);
    void checkTyped(RoomId room, const QList<AppReport>& typed, const QString& found, qint64 end, const char* what);
    void fail(const QString& what) { m_broken.append(what); }

    QStringList m_broken;
    QMap<qint64, QMap<QString, QString>> m_sent; // room: name, text
    QMap<qint64, QMap<QString, Seq>> m_acked;    // room: name, seq
    QMap<qint64, QMap<Seq, QString>> m_edited;   // room: message, the last text
    int m_runs = 0;
};

} // namespace confab::test
