// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QObject>
#include <QPointer>
#include <QQmlEngine>
#include <QTimer>

#include <memory>

namespace confab::client {
class Client;
class MessageReaders;
class OpenRoom;
} // namespace confab::client

namespace confab::models {

/// The line under the user's newest message of the current room: who has read it. There is none while nobody has.
/// Thread: the window's. Owned by: MessageTools.
class SeenBy : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by MessageTools")
    /// The message that has the line; 0: none has.
    Q_PROPERTY(double seq READ seq NOTIFY changed FINAL)
    /// "Read 14:05" in a conversation of two, "Read by 3" elsewhere.
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL)
    /// The same with names, for assistive technology.
    Q_PROPERTY(QString spoken READ spoken NOTIFY changed FINAL)
    /// Whether there is more to be said about who: the readers are a list.
    Q_PROPERTY(bool list READ isList NOTIFY changed FINAL)

public:
    explicit SeenBy(client::Client& client);
    ~SeenBy() override;

    /// Of this room from now on, or none.
    void show(client::OpenRoom* room);

    double seq() const;
    QString text() const;
    QString spoken() const;
    bool isList() const { return seq() > 0 && !isPair(); }

    static constexpr int rowsLookedAt = 200; ///< for a message of the user's own, from the newest row on
    static constexpr int page = 50;          ///< readers that are counted; more of them are "more than 50"
    static constexpr int namesMost = 10;     ///< that are spoken
    /// Between a change of the rows and the look at them: who writes three lines in a row asks once.
    static constexpr std::chrono::milliseconds lookDelay{300};

Q_SIGNALS:
    void changed();

private:
    bool isPair() const;
    int count() const;
    Seq newestOwn() const;
    void look();
    void lookSoon();

    client::Client& m_client;
    QPointer<client::OpenRoom> m_room;
    std::unique_ptr<client::MessageReaders> m_readers;
    QTimer m_look;
};

} // namespace confab::models
