// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace confab::client {
class OpenRoom;
}

namespace confab::models {

/// The current room as its members know it: name, topic, how many people, and the current user's rights.
/// Thread: the window's. Owned by: CurrentRoom.
class CurrentRoomFacts : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY changed FINAL)
    Q_PROPERTY(double colorId READ colorId NOTIFY changed FINAL)  ///< of its initials
    Q_PROPERTY(QString picture READ picture NOTIFY changed FINAL) ///< for PictureStore; empty: none
    Q_PROPERTY(QString topic READ topic NOTIFY changed FINAL)
    Q_PROPERTY(int members READ members NOTIFY changed FINAL)
    /// The number of occupants; 0 unless `hereKnown`, which needs a connection and the answer to room.enter.
    Q_PROPERTY(int here READ here NOTIFY changed FINAL)
    Q_PROPERTY(bool hereKnown READ isHereKnown NOTIFY changed FINAL)
    Q_PROPERTY(int capacity READ capacity NOTIFY changed FINAL) ///< 0: unlimited
    Q_PROPERTY(bool hasPassword READ hasPassword NOTIFY changed FINAL)
    Q_PROPERTY(bool hidden READ isHidden NOTIFY changed FINAL)
    Q_PROPERTY(bool direct READ isDirect NOTIFY changed FINAL)
    Q_PROPERTY(bool canLeave READ canLeave NOTIFY changed FINAL)
    Q_PROPERTY(bool canDelete READ canDelete NOTIFY changed FINAL)
    Q_PROPERTY(bool canChange READ canChange NOTIFY changed FINAL) ///< its settings
    Q_PROPERTY(bool archived READ isArchived NOTIFY changed FINAL)
    Q_PROPERTY(bool muted READ isMuted NOTIFY changed FINAL)          ///< the user may not write
    Q_PROPERTY(QString mutedText READ mutedText NOTIFY changed FINAL) ///< that, in a sentence
    /// Nothing can be written: it is archived, full, or the user is muted.
    Q_PROPERTY(bool readOnly READ isReadOnly NOTIFY readOnlyChanged FINAL)
    /// The room is at its capacity, so the user can only read: no message can be written until a seat is free.
    Q_PROPERTY(bool full READ isFull NOTIFY fullChanged FINAL)

public:
    CurrentRoomFacts();
    /// Shows this room from here on.
    void show(const Room& facts, client::OpenRoom& room);
    /// The room has changed.
    void update(const Room& facts);
    /// No room is open; the facts stay as they were, so that a view that fades out keeps its texts.
    void leave();

    QString name() const { return m_facts.name; }
    QString initials() const;
    double colorId() const;
    QString picture() const { return m_facts.picture.value_or(QString()); }
    QString topic() const { return m_facts.topic; }
    int members() const { return m_facts.members; }
    int here() const;
    bool isHereKnown() const;
    int capacity() const { return m_facts.capacity.value_or(0); }
    bool hasPassword() const { return m_facts.hasPassword; }
    bool isHidden() const { return m_facts.visibility == Visibility::Private; }
    bool isDirect() const { return m_facts.kind == RoomKind::Direct; }
    bool canLeave() const { return !isDirect(); }
    bool canDelete() const { return m_facts.role == confab::Role::Owner && !isDirect(); }
    bool canChange() const;
    bool isArchived() const { return m_facts.archived.value_or(false); }
    bool isMuted() const;
    QString mutedText() const;
    bool isReadOnly() const { return isArchived() || isFull() || isMuted(); }
    bool isFull() const;

Q_SIGNALS:
    void changed();
    void fullChanged();
    void readOnlyChanged();

private:
    void tellReadOnly();
    void awaitMuteEnd();

    QPointer<client::OpenRoom> m_room;
    Room m_facts;
    bool m_wasReadOnly = false;
    QTimer m_muteEnd; // runs while the user is muted for a time
};

} // namespace confab::models
