// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/roletable.h"
#include "common/core/error.h"
#include "common/protocol/types.h"

#include <QAbstractListModel>
#include <QQmlEngine>
#include <QTimer>

namespace confab::client {
class Session;
class UserDirectory;
} // namespace confab::client

namespace confab::models {

/// The people of the server of whom a word of the name begins with `query`, without the user and bots, as of the last
/// answer; requests them a moment after the last key. None for an empty query. Roles: userId, name, initials. Thread:
/// the window's. Owned by: Workspace.
class FoundPeopleModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    /// Why there is no answer, as a text; empty when there is one.
    Q_PROPERTY(QString error READ error NOTIFY errorChanged FINAL)

public:
    FoundPeopleModel(client::UserDirectory& people, const client::Session& session);

    QString query() const { return m_query; }
    void setQuery(const QString& query);
    bool isBusy() const { return m_busy; }
    QString error() const { return m_error; }
    /// Requests the people now.
    Q_INVOKABLE void search();
    /// Nobody for a row that there is not.
    User at(int row) const { return m_found.value(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void queryChanged();
    void busyChanged();
    void errorChanged();

private:
    static std::span<const Role<FoundPeopleModel>> table();
    void answered(const Result<QList<User>>& found);
    void show(QList<User> found);
    void setBusy(bool busy);
    void setError(const QString& error);

    client::UserDirectory& m_people;
    const client::Session& m_session;
    QString m_query;
    bool m_busy = false;
    QString m_error;
    quint64 m_generation = 0; // only the last request's answer counts
    QList<User> m_found;
    QTimer m_delay;
};

} // namespace confab::models
