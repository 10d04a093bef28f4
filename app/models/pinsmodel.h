// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/roletable.h"
#include "app/models/rowsmodel.h"

#include <memory>

namespace confab::client {
class Client;
class OpenRoom;
class PinnedMessages;
} // namespace confab::client

namespace confab::models {

/// The pinned messages of the current room, newest first; read and followed while they are shown.
/// Roles: seq, by, author, words (one line of the text), time.
/// Thread: the window's. Owned by: CurrentRoom.
class PinsModel : public RowsModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    /// Set by the view.
    Q_PROPERTY(bool shown READ isShown WRITE setShown NOTIFY shownChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    explicit PinsModel(client::Client& client);
    ~PinsModel() override;

    /// Of this room from now on, or none.
    void show(client::OpenRoom* room);
    bool isShown() const { return m_shown; }
    void setShown(bool shown);
    int count() const { return rowCount(); }

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void shownChanged();
    void countChanged();

private:
    static std::span<const Role<PinsModel>> table();
    void reload();

    client::Client& m_client;
    QPointer<client::OpenRoom> m_room;
    std::unique_ptr<client::PinnedMessages> m_pins;
    bool m_shown = false;
};

} // namespace confab::models
