// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/question.h"

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

    bool isBusy() const { return m_question.isBusy(); }
    QString error() const { return m_question.error(); }

Q_SIGNALS:
    void changed();
    void done();

private:
    client::Rooms& m_rooms;
    Question m_question{*this, [this] { Q_EMIT changed(); }};
};

} // namespace confab::models
