// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/room.h"

#include <QObject>
#include <QQmlEngine>
#include <QTimer>

namespace confab::client {
class Rooms;
}

namespace confab::models {

/// One sentence about what happened out of sight: a room of the user's was removed, a message went to another room.
/// Disappears by itself.
/// Thread: the window's. Owned by: Workspace.
class Announcement : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(QString text READ text NOTIFY textChanged FINAL) ///< empty: no announcement

public:
    explicit Announcement(client::Rooms& rooms);

    QString text() const { return m_text; }
    /// Empty: no announcement.
    void say(const QString& text);
    Q_INVOKABLE void dismiss() { say({}); }

Q_SIGNALS:
    void textChanged();

private:
    void sayPutOut(const QString& room, const PutOut& how);

    QString m_text;
    QTimer m_timer;
};

} // namespace confab::models
