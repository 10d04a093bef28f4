// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/roletable.h"
#include "app/models/rowsmodel.h"
#include "common/core/ids.h"

#include <memory>

namespace confab::client {
class Client;
class MessageReaders;
class OpenRoom;
} // namespace confab::client

namespace confab::models {

/// Who has read a message of the current room, by id, followed as long as it is shown.
/// Roles: userId, name, initials, time (when they last read on: the message was read then, or before).
/// Thread: the window's. Owned by: MessageTools.
class ReadersModel : public RowsModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by MessageTools")
    Q_PROPERTY(bool empty READ isEmpty NOTIFY changed FINAL) ///< nobody, as the server said
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(bool more READ hasMore NOTIFY changed FINAL) ///< loadMore() gets further ones
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    explicit ReadersModel(client::Client& client);
    ~ReadersModel() override;

    /// Shows those of this message from now on; `by` has written it.
    void begin(client::OpenRoom& room, Seq seq, UserId by);
    Q_INVOKABLE void end();
    Q_INVOKABLE void loadMore();

    bool isEmpty() const;
    bool isBusy() const;
    bool hasMore() const;
    QString error() const;

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void changed();

private:
    static std::span<const Role<ReadersModel>> table();
    QString name(int row) const;

    client::Client& m_client;
    std::unique_ptr<client::MessageReaders> m_readers;
};

} // namespace confab::models
