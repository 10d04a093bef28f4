// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QObject>
#include <QQmlEngine>

namespace confab::client {
class Rooms;
}

namespace confab::models {

/// Leaves rooms and deletes them.
/// Thread: the window's. Owned by: Workspace.
class RoomLeaver : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    explicit RoomLeaver(client::Rooms& rooms);

    Q_INVOKABLE void leave(double roomId);
    Q_INVOKABLE void remove(double roomId);
    Q_INVOKABLE void clear();

    bool isBusy() const { return m_busy; }
    QString error() const { return m_error; }

Q_SIGNALS:
    void changed();
    void done();

private:
    bool start();
    void answered(const Status& answer);

    client::Rooms& m_rooms;
    bool m_busy = false;
    QString m_error;
};

} // namespace confab::models
