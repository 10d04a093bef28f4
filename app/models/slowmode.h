// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <QObject>
#include <QQmlEngine>
#include <QTimer>

namespace confab::client {
class Client;
}

namespace confab::models {

/// How fast the user may write in a room that has slow mode, and how long what they wrote waits for that.
/// Thread: the window's. Owned by: RoomComposer.
class SlowMode : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by RoomComposer")
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL) ///< empty: the user may write as fast as they like

public:
    explicit SlowMode(client::Client& client);

    /// Of this room from here on.
    void show(RoomId room);
    QString text() const { return m_text; }
    /// "30 seconds", "5 minutes", "1 hour".
    static QString spanText(qint64 ms);

Q_SIGNALS:
    void changed();

public Q_SLOTS:
    void update();

private:
    client::Client& m_client;
    RoomId m_room;
    QString m_text;
    QTimer m_tick; // runs while a message waits
};

} // namespace confab::models
