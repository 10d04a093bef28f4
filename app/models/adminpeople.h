// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/models/adminlist.h"
#include "app/models/shownsecret.h"
#include "common/protocol/admin.h"

namespace confab::models {

/// All people of the server, by id, and what an administrator does with an account. Links that it makes are shown once.
/// Roles: userId, name, detail (address, when last seen, devices), word (what is special), own, administrator,
/// disabled, mfa. Thread: the window's. Owned by: Administration.
class AdminPeople : public confab::models::AdminList {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Administration")
    Q_PROPERTY(confab::models::ShownSecret* link READ link CONSTANT FINAL)

public:
    AdminPeople(client::Connection& connection, const client::Session& session);

    Q_INVOKABLE void setDisabled(double userId, bool disabled);
    Q_INVOKABLE void setAdministrator(double userId, bool on);
    Q_INVOKABLE void removeSecondFactor(double userId);
    /// For another password, into link().
    Q_INVOKABLE void makePasswordLink(double userId, const QString& name);
    /// For a new account, into link(). `email`: of whom alone it is for; empty: anybody.
    Q_INVOKABLE void invite(const QString& email);

    ShownSecret* link() { return &m_link; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    static std::span<const Role<AdminPeople>> table();
    void load() override;
    void clearRows() override { m_rows.clear(); }
    void loaded(const AccountsPage& page);
    void setUser(const AdminSetUser& change);
    void changedTo(const AdminSetUser& change);
    QString linkOf(const QString& url) const;
    QString detail(const AccountInfo& row) const;
    static QString word(const AccountInfo& row);

    const client::Session& m_session;
    QList<AccountInfo> m_rows;
    ShownSecret m_link;
};

} // namespace confab::models
