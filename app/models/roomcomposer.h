// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/client.h"
#include "app/models/drafts.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace confab::models {

/// What the current user writes in the current room, and who else is writing.
/// Thread: the window's. Owned by: CurrentRoom.
class RoomComposer : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    Q_PROPERTY(QString draft READ draft WRITE setDraft NOTIFY draftChanged FINAL)
    Q_PROPERTY(QString typingText READ typingText NOTIFY typingTextChanged FINAL)

public:
    RoomComposer(client::Client& client, Drafts& drafts);

    /// Shows this room from here on; null: no room is open.
    void show(client::OpenRoom* room);

    /// False when the message was refused at once (`refused` has the reason); the text stays with the caller.
    Q_INVOKABLE bool send(const QString& text);

    QString draft() const;
    void setDraft(const QString& draft);
    QString typingText() const { return m_typingText; }

Q_SIGNALS:
    void sent();
    void refused(const confab::Error& error);
    void draftChanged();
    void typingTextChanged();

private:
    RoomId room() const { return m_room ? m_room->id() : RoomId(); }
    void updateTyping();

    client::Client& m_client;
    Drafts& m_drafts;
    QPointer<client::OpenRoom> m_room;
    QString m_typingText;
};

} // namespace confab::models
