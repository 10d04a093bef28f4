// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/readersmodel.h"
#include "app/models/seenby.h"
#include "common/core/error.h"
#include "common/protocol/message.h"

#include <QPointer>
#include <QQmlEngine>
#include <QVariant>

namespace confab::client {
class Client;
class OpenRoom;
class ThreadMessages;
} // namespace confab::client

namespace confab::models {

/// What can be done with a message of the current room, and what is known about it beside its row. Messages are named
/// by their seq, because rows move.
/// Thread: the window's. Owned by: CurrentRoom.
class MessageTools : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    /// The texts that a message had, oldest first, as {text, time}; empty until askVersions() is answered.
    Q_PROPERTY(QVariantList versions READ versions NOTIFY versionsChanged FINAL)
    Q_PROPERTY(QString versionsProblem READ versionsProblem NOTIFY versionsChanged FINAL)
    /// Of the message that askReaders() named.
    Q_PROPERTY(confab::models::ReadersModel* readers READ readers CONSTANT FINAL)
    Q_PROPERTY(confab::models::SeenBy* seenBy READ seenBy CONSTANT FINAL)

public:
    explicit MessageTools(client::Client& client);

    /// Shows this room from here on; null: no room is open.
    void show(client::OpenRoom* room);
    /// This thread of the room is shown, too; null: none is.
    void showThread(const client::ThreadMessages* thread);
    /// With the user's own actions; nothing when it is not loaded.
    std::optional<Message> message(double seq) const;
    /// The first message of the thread that a message belongs to, or would begin; 0 when it is not loaded.
    Seq threadOf(double seq) const;

    /// What the user may do with a message; a set of bits.
    enum Right {
        Answer = 1, ///< reply and react
        Edit = 2,
        Delete = 4,
        Pin = 8,
    };
    Q_ENUM(Right)
    /// 0 for what is no message, was deleted, or is not sent yet.
    Q_INVOKABLE int rights(double seq) const;
    Q_INVOKABLE bool isPinned(double seq) const;
    /// Whether the user reacted with this emoji.
    Q_INVOKABLE bool hasReacted(double seq, const QString& emoji) const;
    /// Reacts, or takes the reaction back.
    Q_INVOKABLE void toggleReaction(double seq, const QString& emoji);
    Q_INVOKABLE void togglePin(double seq);
    Q_INVOKABLE void remove(double seq);
    Q_INVOKABLE void copyText(double seq) const;
    /// "confab://chat.example.org/room/7/413"
    Q_INVOKABLE QString link(double seq) const;
    Q_INVOKABLE void copyLink(double seq) const;
    /// reactorsKnown() follows; nothing does when they can't be read.
    Q_INVOKABLE void askReactors(double seq, const QString& emoji);
    Q_INVOKABLE void askVersions(double seq);
    /// readers() has them from now on, until its end(). False for what the server does not have.
    Q_INVOKABLE bool askReaders(double seq);

    QVariantList versions() const { return m_versions; }
    QString versionsProblem() const { return m_versionsProblem; }
    ReadersModel* readers() { return &m_readers; }
    SeenBy* seenBy() { return &m_seenBy; }

    static constexpr int namesMost = 10; ///< that a tooltip lists

Q_SIGNALS:
    /// "Ana, Ben and 3 others"
    void reactorsKnown(double seq, const QString& emoji, const QString& names);
    void versionsChanged();
    /// An action was refused.
    void refused(const confab::Error& error);

private:
    void report(const Status& status);
    QString namesOf(const ReactorsAnswer& answer) const;

    client::Client& m_client;
    QPointer<client::OpenRoom> m_room;
    QPointer<const client::ThreadMessages> m_thread;
    ReadersModel m_readers;
    SeenBy m_seenBy;
    QVariantList m_versions;
    QString m_versionsProblem;
    int m_versionsRound = 0; // answers of an earlier one are dropped
};

} // namespace confab::models
