// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/draftsfile.h"
#include "app/models/chosenmentions.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace confab::client {
class DraftSync;
class Session;
} // namespace confab::client

namespace confab::models {

/// What the composers hold and nobody has sent, by room and, for answers in a thread, by its first message. It is in a
/// file a moment after each change, and comes back with the next session of the account; the account's other devices
/// have it, too. Thread: the window's. Owned by: Workspace.
class Drafts : public QObject {
    Q_OBJECT
public:
    /// Within the half second that features.md, goal 19, allows.
    static constexpr std::chrono::milliseconds saveDelay{250};
    /// The most drafts; the one that was changed first makes room.
    static constexpr int most = 1000;

    using Waiting = std::function<QStringList(RoomId)>;

    /// Drafts without a file: they end with the program.
    Drafts() = default;
    /// `sync`: the drafts of the account's other devices. `waiting`: the texts that wait to be sent in a room, which
    /// are no drafts any more. `folder`: of the accounts' files; empty: no file. All must outlive this.
    Drafts(client::Session& session, client::DraftSync& sync, Waiting waiting, const QString& folder,
           const Clock& clock);
    ~Drafts() override;

    /// `thread`: the first message of a thread; 0: of the room itself.
    QString of(RoomId room, Seq thread = 0) const { return m_drafts.value({room, thread}).text; }
    /// White space alone is no draft.
    void set(RoomId room, const QString& text, Seq thread = 0);
    /// The message that the draft answers; 0: none.
    Seq replyTo(RoomId room, Seq thread) const { return m_drafts.value({room, thread}).replyTo; }
    void setReplyTo(RoomId room, Seq thread, Seq seq);
    /// The message that is edited in this place, 0: none, and its new text.
    Seq editing(RoomId room, Seq thread) const { return m_drafts.value({room, thread}).editing; }
    QString edit(RoomId room, Seq thread) const { return m_drafts.value({room, thread}).edit; }
    void setEditing(RoomId room, Seq thread, Seq seq, const QString& text);
    void clear();
    /// Whom an "@name" means in what is written in this room; kept until forgetMentions(), also for the next run.
    void choose(RoomId room, UserId user, const QString& name);
    QList<UserId> meantIn(RoomId room, const QString& text) const { return m_mentions.meantIn(room, text); }
    void forgetMentions(RoomId room);

Q_SIGNALS:
    /// The room's own draft.
    void changed(confab::RoomId room);
    /// Another device changed the draft of this place.
    void replaced(confab::RoomId room, confab::Seq thread);
    /// Drafts can't be written to the file, or read from it: they would be lost at the end of the program.
    void notKept(const confab::Error& error);

private:
    template <class Change>
    void change(client::DraftPlace place, Change change);
    void load(const client::DraftsFile& file);
    void replace(client::DraftPlace place, const client::Draft& draft);
    void synced(client::DraftPlace place, const client::Draft& draft);
    void offered(client::DraftPlace place, const QByteArray& digest);
    void dropSent();
    void saveSoon();
    void leave();
    void dropOldest();
    void save();

    client::DraftTable m_drafts;
    ChosenMentions m_mentions;
    std::optional<client::DraftsFile> m_file;
    Waiting m_waiting;
    const Clock* m_clock = nullptr;
    client::DraftSync* m_sync = nullptr;
    QTimer m_saveTimer;
};

} // namespace confab::models
