// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/storing.h"

#include "server/storage/sql/storagelimits.h"

#include <QLoggingCategory>

#include <utility>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(storageLog, "confab.storage")

constexpr qsizetype mostReasons = 8;

} // namespace

void Storing::refused(const QString& why, size_t jobs, Time now) {
    m_good = 0;
    if (!m_refuses)
        begin(now);
    const QString reason = why.isEmpty() ? QStringLiteral("no reason given") : why;
    if (m_said.contains(reason) || m_said.size() >= mostReasons)
        return;
    m_said.append(reason);
    qCWarning(storageLog) << "A batch of" << jobs << "writes was refused:" << reason;
}

void Storing::beganReadOnly(const QString& why, Time now) {
    begin(now);
    m_said.append(why);
    qCWarning(storageLog).noquote() << "The database can't store anything:" << why
                                    << "- it is served for reading only until it can";
}

void Storing::begin(Time now) {
    const bool isRelapse = m_hasEnded && now - m_endedAt < relapse;
    m_needed = isRelapse ? std::min(m_needed * 2, mostTrials) : 1;
    m_refuses = true;
    m_good = 0;
    m_nextTrial = now + limits::databaseProbe;
    if (m_tell)
        m_tell(false);
}

void Storing::tried(bool stored, Time now) {
    m_nextTrial = now + limits::databaseProbe;
    m_good = stored ? m_good + 1 : 0;
    if (!m_refuses || m_good < m_needed)
        return;
    m_refuses = false;
    m_said.clear();
    m_endedAt = now;
    m_hasEnded = true;
    qCInfo(storageLog) << "The database stores again.";
    if (m_tell)
        m_tell(true);
}

} // namespace confab
