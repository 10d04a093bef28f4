// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/connection.h"
#include "common/protocol/admin.h"

#include <QQmlEngine>

namespace confab::models {

/// The server's settings and figures, as an administrator sees and changes them.
/// Thread: the window's. Owned by: Administration.
class ServerAdmin : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Administration")
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(Registration registration READ registration NOTIFY changed FINAL)
    Q_PROPERTY(int retentionDays READ retentionDays NOTIFY changed FINAL) ///< 0: for ever
    Q_PROPERTY(bool nameFixed READ isNameFixed NOTIFY changed FINAL)      ///< the server's configuration sets it
    Q_PROPERTY(bool registrationFixed READ isRegistrationFixed NOTIFY changed FINAL)
    Q_PROPERTY(bool retentionFixed READ isRetentionFixed NOTIFY changed FINAL)
    Q_PROPERTY(QStringList figures READ figures NOTIFY changed FINAL) ///< a line each; empty until they are known
    Q_PROPERTY(bool loaded READ isLoaded NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    enum Registration { Open, Invite, Closed };
    Q_ENUM(Registration)

    explicit ServerAdmin(client::Connection& connection) : m_connection(connection) {}

    Q_INVOKABLE void begin();
    Q_INVOKABLE void end();
    /// What is not fixed, and another one than before. `days` 0: messages are kept for ever.
    Q_INVOKABLE void save(const QString& name, int registration, int days);

    QString name() const { return m_settings ? m_settings->name : QString(); }
    Registration registration() const;
    int retentionDays() const { return m_settings ? m_settings->retentionDays.value_or(0) : 0; }
    bool isNameFixed() const { return isFixed("name"); }
    bool isRegistrationFixed() const { return isFixed("registration"); }
    bool isRetentionFixed() const { return isFixed("retentionDays"); }
    QStringList figures() const;
    bool isLoaded() const { return m_settings.has_value(); }
    bool isBusy() const { return m_isBusy; }
    QString error() const { return m_error; }

Q_SIGNALS:
    void changed();
    void taken(); ///< settings of the server, first or after save()

private:
    bool isFixed(const char* member) const;
    void took(const Result<ServerSettings>& answer);

    client::Connection& m_connection;
    std::optional<ServerSettings> m_settings;
    std::optional<ServerStats> m_stats;
    QString m_error;
    quint64 m_generation = 0; // answers of an earlier one are dropped
    bool m_isBusy = false;
};

} // namespace confab::models
