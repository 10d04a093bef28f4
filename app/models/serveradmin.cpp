// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/serveradmin.h"

#include "app/models/formatting.h"

#include <QLocale>

namespace confab::models {

namespace {

QString number(qint64 value) {
    return QLocale().toString(value);
}

} // namespace

void ServerAdmin::begin() {
    end();
    m_isBusy = true;
    Q_EMIT changed();
    m_connection.call(AdminSettings{}, {this, [this, generation = m_generation](const Result<ServerSettings>& answer) {
                                            if (generation == m_generation)
                                                took(answer);
                                        }});
    m_connection.call(AdminStats{}, {this, [this, generation = m_generation](const Result<ServerStats>& answer) {
                                         if (generation != m_generation || !answer) // the settings say why not
                                             return;
                                         m_stats = *answer;
                                         Q_EMIT changed();
                                     }});
}

void ServerAdmin::end() {
    ++m_generation;
    m_isBusy = false;
    m_error.clear();
    m_settings.reset();
    m_stats.reset();
    Q_EMIT changed();
}

void ServerAdmin::took(const Result<ServerSettings>& answer) {
    m_isBusy = false;
    if (answer)
        m_settings = *answer;
    else
        m_error = sentence(answer.error());
    Q_EMIT changed();
    if (answer)
        Q_EMIT taken();
}

void ServerAdmin::save(const QString& name, int registration, int days) {
    if (!m_settings || m_isBusy)
        return;
    AdminUpdate change;
    if (!isNameFixed() && name.trimmed() != m_settings->name)
        change.name = name.trimmed();
    const auto chosen = static_cast<confab::Registration>(registration);
    if (!isRegistrationFixed() && chosen != m_settings->registration)
        change.registration = chosen;
    if (!isRetentionFixed() && days != retentionDays())
        change.retentionDays = days > 0 ? OrNull<int>{days} : OrNull<int>{};
    m_isBusy = true;
    m_error.clear();
    Q_EMIT changed();
    m_connection.call(std::move(change),
                      {this, [this, generation = m_generation](const Result<ServerSettings>& answer) {
                           if (generation == m_generation)
                               took(answer);
                       }});
}

ServerAdmin::Registration ServerAdmin::registration() const {
    return m_settings ? static_cast<Registration>(m_settings->registration) : Open;
}

bool ServerAdmin::isFixed(const char* member) const {
    return m_settings && m_settings->fixed && m_settings->fixed->contains(QLatin1String(member));
}

QStringList ServerAdmin::figures() const {
    if (!m_stats)
        return {};
    const QLocale locale;
    QStringList lines{tr("Version %1, running since %2")
                          .arg(m_stats->version, listTime(m_stats->startedAt, localDay(UtcTime::now()))),
                      tr("People: %1, of whom %2 are online").arg(number(m_stats->users), number(m_stats->online)),
                      tr("Bots: %1").arg(number(m_stats->bots)),
                      tr("Rooms: %1, with %2 entries").arg(number(m_stats->rooms), number(m_stats->messages)),
                      tr("Files: %1, of %2").arg(number(m_stats->files), locale.formattedDataSize(m_stats->fileBytes))};
    if (m_stats->databaseBytes)
        lines.append(tr("Database: %1").arg(locale.formattedDataSize(*m_stats->databaseBytes)));
    if (m_stats->nodes > 1)
        lines.append(tr("Nodes: %1").arg(number(m_stats->nodes)));
    return lines;
}

} // namespace confab::models
