// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/adminpeople.h"

#include "app/client/serveraddress.h"
#include "app/models/formatting.h"
#include "app/models/isolated.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace confab::models {

AdminPeople::AdminPeople(client::Connection& connection, const client::Session& session)
    : confab::models::AdminList(connection), m_session(session) {}

void AdminPeople::load() {
    AdminUsers request;
    if (!query().isEmpty())
        request.query = query();
    if (!m_rows.isEmpty())
        request.after = m_rows.last().user.id;
    ask(std::move(request), [this](const AccountsPage& page) { loaded(page); });
}

void AdminPeople::loaded(const AccountsPage& page) {
    setMore(page.more);
    if (page.users.isEmpty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(page.users.size()) - 1);
    m_rows += page.users;
    endInsertRows();
}

void AdminPeople::setUser(const AdminSetUser& change) {
    if (!isBusy())
        ask(change, [this, change](const Empty&) { changedTo(change); });
}

void AdminPeople::changedTo(const AdminSetUser& change) {
    const auto found = std::ranges::find_if(m_rows, [&](const AccountInfo& row) { return row.user.id == change.user; });
    if (found == m_rows.end())
        return;
    if (change.disabled) {
        found->disabled = *change.disabled;
        found->sessions = *change.disabled ? 0 : found->sessions;
    }
    if (change.role)
        found->user.role = *change.role == ServerRole::Admin ? change.role : std::nullopt;
    if (change.mfa)
        found->user.mfa.reset();
    const QModelIndex at = index(int(found - m_rows.begin()));
    Q_EMIT dataChanged(at, at);
}

void AdminPeople::setDisabled(double userId, bool disabled) {
    setUser({UserId{qint64(userId)}, disabled, std::nullopt, std::nullopt});
}

void AdminPeople::setAdministrator(double userId, bool on) {
    setUser({UserId{qint64(userId)}, std::nullopt, on ? ServerRole::Admin : ServerRole::Member, std::nullopt});
}

void AdminPeople::removeSecondFactor(double userId) {
    setUser({UserId{qint64(userId)}, std::nullopt, std::nullopt, false});
}

void AdminPeople::makePasswordLink(double userId, const QString& name) {
    if (isBusy())
        return;
    m_link.forget();
    ask(AdminResetPassword{UserId{qint64(userId)}}, [this, name](const ResetLink& answer) {
        m_link.show(linkOf(answer.link.value),
                    tr("%1 sets a new password with this link, once and within a day.").arg(isolated(name)));
    });
}

void AdminPeople::invite(const QString& email) {
    if (isBusy())
        return;
    m_link.forget();
    const QString address = email.trimmed();
    AdminInvite request;
    if (!address.isEmpty())
        request.email = address;
    ask(std::move(request), [this, address](const ServerInvite& answer) {
        m_link.show(linkOf(answer.url.value),
                    address.isEmpty()
                        ? tr("One person can make an account with this link, within seven days.")
                        : tr("%1 can make an account with this link, within seven days.").arg(isolated(address)));
    });
}

/// A server that does not know its own address says a path: the one of the app leads there.
QString AdminPeople::linkOf(const QString& url) const {
    return url.startsWith(u'/') ? client::httpUrl(m_session.account().server, url).toString() : url;
}

QString AdminPeople::detail(const AccountInfo& row) const {
    const QString email = isolated(row.user.email.value_or(QString()));
    if (row.sessions == 0)
        return tr("%1 · not signed in").arg(email);
    return row.lastSeenAt ? tr("%1 · last used %2 · %n device(s)", nullptr, row.sessions)
                                .arg(email, listTime(*row.lastSeenAt, localDay(UtcTime::now())))
                          : email;
}

QString AdminPeople::word(const AccountInfo& row) {
    if (row.disabled)
        return tr("Disabled");
    return row.user.role == ServerRole::Admin ? tr("Administrator") : QString();
}

std::span<const Role<AdminPeople>> AdminPeople::table() {
    using M = const AdminPeople&;
    static constexpr std::array<Role<AdminPeople>, 8> roles{{
        {"userId", [](M m, int row) -> QVariant { return double(m.m_rows[row].user.id.value); }},
        {"name", [](M m, int row) -> QVariant { return m.m_rows[row].user.name; }},
        {"detail", [](M m, int row) -> QVariant { return m.detail(m.m_rows[row]); }},
        {"word", [](M m, int row) -> QVariant { return word(m.m_rows[row]); }},
        {"own", [](M m, int row) -> QVariant { return m.m_rows[row].user.id == m.m_session.user().id; }},
        {"administrator", [](M m, int row) -> QVariant { return m.m_rows[row].user.role == ServerRole::Admin; }},
        {"disabled", [](M m, int row) -> QVariant { return m.m_rows[row].disabled; }},
        {"mfa", [](M m, int row) -> QVariant { return m.m_rows[row].user.mfa.value_or(false); }},
    }};
    return roles;
}

int AdminPeople::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant AdminPeople::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> AdminPeople::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
