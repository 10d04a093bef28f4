// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/question.h"
#include "app/models/roletable.h"
#include "common/core/ids.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace confab::client {
class Blocks;
class UserDirectory;
} // namespace confab::client

namespace confab::models {

/// Whom the user blocks, by name; blocks people, and lifts that: one question to the server at a time.
/// Roles: userId, name, detail (empty: a row of such a list has one). Thread: the window's. Owned by: Workspace.
class BlockedModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool empty READ isEmpty NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL) ///< of the last question

public:
    BlockedModel(client::Blocks& blocks, client::UserDirectory& people);

    Q_INVOKABLE bool contains(double userId) const;
    Q_INVOKABLE void setBlocked(double userId, bool on);
    Q_INVOKABLE void clearError();

    bool isEmpty() const { return m_rows.isEmpty(); }
    bool isBusy() const { return m_question.isBusy(); }
    QString error() const { return m_question.error(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void changed();
    /// The server did as it was asked.
    void done();

private:
    static std::span<const Role<BlockedModel>> table();
    void arrange();

    client::Blocks& m_blocks;
    client::UserDirectory& m_people;
    QList<UserId> m_rows;
    Question m_question{*this, [this] { Q_EMIT changed(); }};
};

} // namespace confab::models
