// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/auditmodel.h"

#include "app/models/formatting.h"
#include "app/models/isolated.h"

#include <algorithm>
#include <array>

namespace confab::models {

void AuditModel::load() {
    AdminAudit request;
    if (!m_rows.isEmpty())
        request.before = m_rows.last().id;
    ask(std::move(request), [this](const AuditPage& page) { loaded(page); });
}

/// A page is by id; the list goes the other way.
void AuditModel::loaded(const AuditPage& page) {
    setMore(page.more);
    if (page.entries.isEmpty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(page.entries.size()) - 1);
    std::reverse_copy(page.entries.begin(), page.entries.end(), std::back_inserter(m_rows));
    endInsertRows();
}

/// An action that this version does not know is shown as it is called.
QString AuditModel::what(const AuditEntry& entry) {
    const QString who = entry.user ? isolated(entry.user->name) : QString();
    const QString& action = entry.action;
    if (action == u"admin.setUser" || action == u"user.admin")
        return tr("Account of %1 changed").arg(who);
    if (action == u"admin.resetPassword")
        return tr("Password link for %1").arg(who);
    if (action == u"admin.invite")
        return tr("Invitation to the server");
    if (action == u"admin.deleteRoom")
        return tr("Room deleted");
    if (action == u"admin.update")
        return tr("Server settings changed");
    if (action == u"user.add")
        return tr("Account of %1 made").arg(who);
    if (action == u"user.disable")
        return tr("Account of %1 disabled").arg(who);
    if (action == u"user.enable")
        return tr("Account of %1 enabled").arg(who);
    if (action == u"user.password")
        return tr("Password of %1 set").arg(who);
    if (action == u"user.noSecondFactor")
        return tr("Second factor of %1 switched off").arg(who);
    if (action == u"user.remove" || action == u"user.erase")
        return tr("Account of %1 removed").arg(who);
    return who.isEmpty() ? action : tr("%1: %2").arg(action, who);
}

QString AuditModel::detail(const AuditEntry& entry) {
    const QString by = entry.by ? isolated(entry.by->name) : tr("Operator");
    const QString line = tr("%1, %2").arg(by, listTime(entry.at, localDay(UtcTime::now())));
    return entry.detail.isEmpty() ? line : tr("%1 · %2").arg(line, isolated(entry.detail));
}

std::span<const Role<AuditModel>> AuditModel::table() {
    using M = const AuditModel&;
    static constexpr std::array<Role<AuditModel>, 2> roles{{
        {"name", [](M m, int row) -> QVariant { return what(m.m_rows[row]); }},
        {"detail", [](M m, int row) -> QVariant { return detail(m.m_rows[row]); }},
    }};
    return roles;
}

int AuditModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant AuditModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> AuditModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
