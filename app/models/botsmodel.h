// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/botroomsmodel.h"
#include "app/models/othersbotsmodel.h"
#include "app/models/programsmodel.h"
#include "common/core/error.h"

namespace confab::client {
class Connection;
class Rooms;
} // namespace confab::client

namespace confab::models {

/// The bots that the user made, by id: makes them, gives them another token, which is their secret, removes them. Those
/// of others it puts out of the user's rooms.
/// Roles: botId, name, initials, scope (its rooms, and what it may do in each, as a text).
/// Thread: the window's. Owned by: Workspace.
class BotsModel : public confab::models::ProgramsModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(QString nameError READ nameError NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL) ///< errors of no field
    /// What the next one may do.
    Q_PROPERTY(confab::models::BotRoomsModel* rooms READ rooms CONSTANT FINAL)
    Q_PROPERTY(confab::models::OthersBotsModel* others READ others CONSTANT FINAL)

public:
    BotsModel(client::Connection& connection, const client::Rooms& rooms);

    Q_INVOKABLE void begin();
    /// Forgets the list, and the token.
    Q_INVOKABLE void end();
    /// With the chosen rooms; `added` follows.
    Q_INVOKABLE void add(const QString& name);
    Q_INVOKABLE void renew(double botId);
    Q_INVOKABLE void remove(double botId);
    /// Another one's.
    Q_INVOKABLE void putOut(double botId, double roomId);

    QString nameError() const { return m_nameError; }
    QString error() const { return m_error; }
    BotRoomsModel* rooms() { return &m_rooms; }
    OthersBotsModel* others() { return &m_others; }

    /// "read, send", in the user's language.
    static QString rightsText(const QList<BotRight>& rights);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    static std::span<const Role<BotsModel>> table();
    void showSecret(const BotAdded& made);
    void clearErrors() override;
    void showError(const Error& error) override;
    QString scopeText(const Bot& bot) const;

    client::Connection& m_connection;
    const client::Rooms& m_all;
    BotRoomsModel m_rooms;
    OthersBotsModel m_others;
    QList<Bot> m_bots;
    QString m_nameError;
    QString m_error;
};

} // namespace confab::models
