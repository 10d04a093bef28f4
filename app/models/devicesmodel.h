// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/models/roletable.h"
#include "common/core/time.h"
#include "common/protocol/account.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace confab::models {

/// The devices on which the user is signed in, this one first, then the most recently used: lists them, and signs
/// others out. Asked without a connection it says so, and asks again when there is one. Roles: sessionId, name, detail
/// (when and from where it was used), current. Thread: the window's. Owned by: CurrentUser.
class DevicesModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL) ///< signs devices out, also after end()
    Q_PROPERTY(bool loading READ isLoading NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)
    Q_PROPERTY(int others READ others NOTIFY changed FINAL) ///< how many are not this one
    Q_PROPERTY(bool listed READ isListed NOTIFY changed FINAL)

public:
    DevicesModel(client::Connection& connection, const client::Session& session, const Clock& clock);

    Q_INVOKABLE void begin();
    /// Forgets the list.
    Q_INVOKABLE void end();
    /// `signedOut` follows.
    Q_INVOKABLE void signOut(double sessionId);
    Q_INVOKABLE void signOutOthers();

    bool isBusy() const { return !m_toEnd.isEmpty(); }
    bool isLoading() const { return m_isLoading; }
    QString error() const { return m_error; }
    int others() const;
    bool isListed() const { return m_isListed; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void changed();
    void signedOut();

private:
    static std::span<const Role<DevicesModel>> table();
    void load();
    void loaded(const Result<SessionsAnswer>& answer);
    void endNext();
    void ended(SessionId id, const Result<Empty>& answer);
    void drop(SessionId id);
    void showError(const Error& error);
    QString detail(const DeviceSession& session) const;

    client::Connection& m_connection;
    const client::Session& m_session;
    const Clock& m_clock;
    QList<DeviceSession> m_sessions;
    QList<SessionId> m_toEnd; // one call after the other
    QString m_error;
    quint64 m_generation = 0; // a list of an earlier one is dropped
    bool m_isWanted = false;
    bool m_isListed = false;
    bool m_isLoading = false;
};

} // namespace confab::models
