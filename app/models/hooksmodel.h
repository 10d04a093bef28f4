// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/programsmodel.h"
#include "app/models/roletable.h"
#include "common/core/error.h"
#include "common/protocol/hook.h"

namespace confab::client {
class Connection;
class Rooms;
class Session;
} // namespace confab::client

namespace confab::models {

/// The webhooks of a room that the user owns, by id: makes them, gives them another secret, removes them, and reports
/// each error beside its field. The secret of an incoming one is the address to post to, that of others a key.
/// Roles: hookId, name, kind, kindText, detail (command and address; empty: none), disabled.
/// Thread: the window's. Owned by: Workspace.
class HooksModel : public confab::models::ProgramsModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(QString roomName READ roomName NOTIFY changed FINAL)
    Q_PROPERTY(QString nameError READ nameError NOTIFY changed FINAL)
    Q_PROPERTY(QString urlError READ urlError NOTIFY changed FINAL)
    Q_PROPERTY(QString commandError READ commandError NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL) ///< errors of no field

public:
    HooksModel(client::Connection& connection, const client::Session& session, const client::Rooms& rooms);

    /// A command is an outgoing one for messages that begin with a word.
    enum Kind { Incoming, Outgoing, Command };
    Q_ENUM(Kind)

    /// Lists those of this room. False when the user is not in it.
    Q_INVOKABLE bool begin(double roomId);
    /// Forgets the list, and the secret.
    Q_INVOKABLE void end();
    /// `url` and `command` count for the kinds that have them; `added` follows.
    Q_INVOKABLE void add(confab::models::HooksModel::Kind kind, const QString& name, const QString& url,
                         const QString& command);
    Q_INVOKABLE void renew(double hookId);
    Q_INVOKABLE void remove(double hookId);

    QString roomName() const { return m_roomName; }
    QString nameError() const { return m_errors.name; }
    QString urlError() const { return m_errors.url; }
    QString commandError() const { return m_errors.command; }
    QString error() const { return m_errors.other; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Errors {
        QString name, url, command, other;
        bool any() const { return !(name.isEmpty() && url.isEmpty() && command.isEmpty() && other.isEmpty()); }
    };

    static std::span<const Role<HooksModel>> table();
    static Kind kindOf(const Hook& hook);
    static QString kindText(const Hook& hook);
    void showSecret(const HookAdded& made);
    void clearErrors() override;
    void showError(const Error& error) override;

    client::Connection& m_connection;
    const client::Session& m_session;
    const client::Rooms& m_rooms;
    RoomId m_room;
    QString m_roomName;
    QList<Hook> m_hooks;
    Errors m_errors;
};

} // namespace confab::models
