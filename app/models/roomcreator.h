// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/roomformerrors.h"
#include "common/core/ids.h"
#include "common/protocol/roomlimits.h"

#include <QObject>
#include <QQmlEngine>

namespace confab::client {
class Rooms;
}

namespace confab::models {

/// Creates a room from a form, and reports each error beside its field.
/// Thread: the window's. Owned by: Workspace.
class RoomCreator : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString nameError READ nameError NOTIFY changed FINAL)
    Q_PROPERTY(QString topicError READ topicError NOTIFY changed FINAL)
    Q_PROPERTY(QString passwordError READ passwordError NOTIFY changed FINAL)
    /// The minimum length of a room password. No password is allowed, too.
    Q_PROPERTY(int passwordMinChars READ passwordMinChars CONSTANT FINAL)
    Q_PROPERTY(QString capacityError READ capacityError NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL) ///< errors of no field

public:
    explicit RoomCreator(client::Rooms& rooms);

    /// Empty `topic`, `password` and `capacity` mean none; `capacity` is the text as typed.
    Q_INVOKABLE void create(const QString& name, const QString& topic, const QString& password, const QString& capacity,
                            bool hidden);
    Q_INVOKABLE void clear();

    bool isBusy() const { return m_busy; }
    QString nameError() const { return m_errors.name; }
    QString topicError() const { return m_errors.topic; }
    QString passwordError() const { return m_errors.password; }
    static int passwordMinChars() { return limits::roomPasswordMinChars; }
    QString capacityError() const { return m_errors.capacity; }
    QString error() const { return m_errors.other; }

Q_SIGNALS:
    void changed();
    void created(double roomId);

private:
    void answered(const Result<RoomId>& answer);

    client::Rooms& m_rooms;
    bool m_busy = false;
    RoomFormErrors m_errors;
};

} // namespace confab::models
