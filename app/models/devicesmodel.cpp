// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/devicesmodel.h"

#include "app/models/formatting.h"

#include <QTimer>

#include <algorithm>
#include <array>

namespace confab::models {

namespace {

// A device that is connected renews its tokens, by which alone the server knows when it was used, about every eight
// minutes.
constexpr qint64 recentMs = 15 * 60 * 1000;

} // namespace

DevicesModel::DevicesModel(client::Connection& connection, const client::Session& session, const Clock& clock)
    : m_connection(connection), m_session(session), m_clock(clock) {
    connect(&session, &client::Session::phaseChanged, this, [this] {
        if (m_isWanted && !m_isListed && !m_isLoading && m_session.isOnline())
            load();
    });
    connect(&session, &client::Session::ended, this, [this] {
        m_toEnd.clear();
        end();
    });
}

void DevicesModel::begin() {
    end();
    m_isWanted = true;
    load();
}

void DevicesModel::end() {
    ++m_generation;
    m_isWanted = m_isListed = m_isLoading = false;
    m_error.clear();
    beginResetModel();
    m_sessions.clear();
    endResetModel();
    Q_EMIT changed();
}

void DevicesModel::load() {
    m_isLoading = true;
    m_error.clear();
    Q_EMIT changed();
    m_connection.call(SessionList{}, {this, [this, generation = m_generation](const Result<SessionsAnswer>& answer) {
                                          if (generation == m_generation)
                                              loaded(answer);
                                      }});
}

void DevicesModel::loaded(const Result<SessionsAnswer>& answer) {
    m_isLoading = false;
    if (!answer)
        return showError(answer.error());
    beginResetModel();
    m_sessions.clear();
    for (const bool isCurrent : {true, false})
        std::ranges::copy_if(answer->sessions, std::back_inserter(m_sessions),
                             [isCurrent](const DeviceSession& one) { return one.current == isCurrent; });
    endResetModel();
    m_isListed = true;
    Q_EMIT changed();
}

void DevicesModel::signOut(double sessionId) {
    if (isBusy())
        return;
    m_toEnd = {SessionId{qint64(sessionId)}};
    endNext();
}

void DevicesModel::signOutOthers() {
    if (isBusy())
        return;
    for (const DeviceSession& session : std::as_const(m_sessions)) {
        if (!session.current)
            m_toEnd.append(session.id);
    }
    endNext();
}

void DevicesModel::endNext() {
    if (m_toEnd.isEmpty())
        return;
    m_error.clear();
    Q_EMIT changed();
    const SessionId id = m_toEnd.first();
    m_connection.call(SessionEnd{id}, {this, [this, id](const Result<Empty>& answer) {
                                           if (m_toEnd.contains(id)) // else this account was signed out meanwhile
                                               ended(id, answer);
                                       }});
}

void DevicesModel::ended(SessionId id, const Result<Empty>& answer) {
    if (!answer && answer.error().kind == ErrorKind::RateLimited && answer.error().retryAfterMs) {
        QTimer::singleShot(std::chrono::milliseconds(*answer.error().retryAfterMs), this, &DevicesModel::endNext);
        return;
    }
    if (!answer) {
        m_toEnd.clear();
        return showError(answer.error());
    }
    m_toEnd.removeAll(id);
    drop(id);
    Q_EMIT changed();
    if (m_toEnd.isEmpty())
        Q_EMIT signedOut();
    else
        endNext();
}

void DevicesModel::drop(SessionId id) {
    const auto found = std::ranges::find(m_sessions, id, &DeviceSession::id);
    if (found == m_sessions.end())
        return;
    const int row = int(found - m_sessions.begin());
    beginRemoveRows({}, row, row);
    m_sessions.remove(row);
    endRemoveRows();
}

void DevicesModel::showError(const Error& error) {
    m_error = sentence(error);
    Q_EMIT changed();
}

int DevicesModel::others() const {
    return int(std::ranges::count(m_sessions, false, &DeviceSession::current));
}

QString DevicesModel::detail(const DeviceSession& session) const {
    const QString address = session.address.value_or(QString());
    if (session.current)
        return address;
    const UtcTime now = m_clock.now();
    const QString used = now.ms - session.lastUsedAt.ms < recentMs
                             ? tr("Used within the last quarter of an hour")
                             : tr("Last used: %1").arg(sinceTime(session.lastUsedAt, localDay(now)));
    return address.isEmpty() ? used : tr("%1 · %2").arg(used, address);
}

std::span<const Role<DevicesModel>> DevicesModel::table() {
    using M = const DevicesModel&;
    static constexpr std::array<Role<DevicesModel>, 4> roles{{
        {"sessionId", [](M m, int row) -> QVariant { return double(m.m_sessions[row].id.value); }},
        {"name", [](M m, int row) -> QVariant { return m.m_sessions[row].device; }},
        {"detail", [](M m, int row) -> QVariant { return m.detail(m.m_sessions[row]); }},
        {"current", [](M m, int row) -> QVariant { return m.m_sessions[row].current; }},
    }};
    return roles;
}

int DevicesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_sessions.size());
}

QVariant DevicesModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> DevicesModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
