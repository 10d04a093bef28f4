// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"

#include <QObject>
#include <QQmlEngine>

namespace confab::client {
class Rooms;
}

namespace confab::models {

/// Joins a found room, and asks for its password where it has one.
/// Thread: the window's. Owned by: Workspace.
class RoomJoiner : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    /// The room that `busy` and the errors are about; 0: none.
    Q_PROPERTY(double roomId READ roomId NOTIFY changed FINAL)
    /// The room whose password is requested; 0: none.
    Q_PROPERTY(double askingFor READ askingFor NOTIFY changed FINAL)
    Q_PROPERTY(QString passwordError READ passwordError NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    explicit RoomJoiner(client::Rooms& rooms);

    Q_INVOKABLE void ask(double roomId);
    /// An empty password means none.
    Q_INVOKABLE void join(double roomId, const QString& password);
    Q_INVOKABLE void clear();
    Q_INVOKABLE void clearErrors();

    bool isBusy() const { return m_busy; }
    double roomId() const { return double(m_room.value); }
    double askingFor() const { return double(m_asking.value); }
    QString passwordError() const { return m_passwordError; }
    QString error() const { return m_error; }

Q_SIGNALS:
    void changed();
    void joined(double roomId);

private:
    void answered(const Result<RoomId>& answer);

    client::Rooms& m_rooms;
    bool m_busy = false;
    RoomId m_room;
    RoomId m_asking;
    QString m_passwordError;
    QString m_error;
};

} // namespace confab::models
