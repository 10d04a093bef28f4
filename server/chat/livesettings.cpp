// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/livesettings.h"

#include "server/broker/limits.h"

namespace confab {

namespace {

/// 0 in the database is for ever; so an administrator can say so.
std::optional<int> daysFrom(int stored) {
    return stored > 0 ? std::optional(stored) : std::nullopt;
}

} // namespace

LiveSettings::LiveSettings(AdminStore& store, ServerSettings configured)
    : m_store(store), m_configured(std::move(configured)), m_now(m_configured) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
}

bool LiveSettings::isFixed(const char* member) const {
    return m_configured.fixed && m_configured.fixed->contains(QLatin1String(member));
}

void LiveSettings::take(const StoredSettings& stored) {
    ServerSettings now = m_configured;
    if (stored.name && !isFixed("name"))
        now.name = *stored.name;
    if (stored.registration && !isFixed("registration"))
        now.registration = *stored.registration;
    if (stored.retentionDays && !isFixed("retentionDays"))
        now.retentionDays = daysFrom(*stored.retentionDays);
    const bool isOther =
        now.name != m_now.name || now.registration != m_now.registration || now.retentionDays != m_now.retentionDays;
    m_now = std::move(now);
    if (isOther)
        Q_EMIT changed();
}

QCoro::Task<Result<ServerSettings>> LiveSettings::read() {
    const Result<StoredSettings> stored = co_await m_store.settings();
    if (!stored)
        co_return fail(stored.error());
    take(*stored);
    const ServerSettings now = m_now; // GCC 12 moves from a member that is returned
    co_return now;
}

void LiveSettings::follow(NodeLease self, std::function<int()> people) {
    m_self = std::move(self);
    m_people = std::move(people);
    m_timer.start(limits::nodeRenewal);
}

/// A failure is the database's, which others log; the next look comes all the same.
QCoro::Task<> LiveSettings::look() {
    const int people = m_people();
    const NodeLease self = *m_self;
    if (people != m_noted) {
        const Status noted = co_await m_store.notePeople(self, people);
        if (noted)
            m_noted = people;
    }
    const Result<ServerSettings> settings = co_await read();
    if (!settings && settings.error().kind == ErrorKind::ServerDraining)
        co_return;
    m_timer.start(limits::nodeRenewal);
}

} // namespace confab
