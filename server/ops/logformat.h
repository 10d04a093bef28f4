// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"

#include <QByteArray>
#include <QtGlobal>

namespace confab {

/// How lines of the log look.
enum class LogFormat {
    Text,    ///< time, level, category and message
    Journal, ///< for journald, which has the time: a priority (sd-daemon(3)) before category and message
    Json     ///< an object a line: time, level, category, message, and requestId where there is one
};

/// One message of the log.
struct LogEntry {
    QtMsgType type = QtDebugMsg;
    QByteArray category;
    QString message;
    QByteArray requestId; ///< empty: none
    UtcTime at;
};
/// With its end. A message of several lines is one line, but as Text.
QByteArray logLine(LogFormat format, const LogEntry& entry);

/// Whether the standard error goes to journald, which says so in $JOURNAL_STREAM.
bool isJournalListening();
/// From here on all messages of Qt's logging go to the standard error like this, each in one write.
void installLog(LogFormat format);

} // namespace confab
