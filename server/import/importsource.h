// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"
#include "server/storage/exportlines.h"

#include <QIODevice>
#include <QMap>

#include <functional>
#include <memory>

/// What there is to import, whatever wrote it: rooms with the events of their logs. Ids of people and numbers of events
/// are the source's own; the numbers of a room are 1, 2, 3, … in the order in which its events come.
namespace confab::imported {

struct Person {
    UserId id;     ///< in this source only
    QString key;   ///< for those without an address: the same in each run, and no other person's
    QString name;  ///< may be anything
    QString email; ///< empty, or no address: nobody can sign in as this person
};

struct Room {
    QString key;  ///< what it is at its source, the same in each run
    QString name; ///< empty: a direct room
    RoomKind kind = RoomKind::Room;
    QString topic;
    Visibility visibility = Visibility::Public;
    UtcTime createdAt;
    std::optional<int> capacity = std::nullopt;
    std::optional<int> maxMembers = std::nullopt;
    std::optional<UtcTime> archivedAt = std::nullopt;
    RoomId original;                     ///< its id where Confab exported it, else none
    QList<exported::Membership> members; ///< readSeq: by the source's numbers
    /// A later export of the same room can have more of it: then what is new is added. Otherwise it is imported once.
    bool grows = false;
};

struct Event {
    confab::Event event;                             ///< its room is none
    std::optional<QString> firstText = std::nullopt; ///< of a message that a later event edits, if it is known
};

/// Where the bytes of a file are.
struct FilePlace {
    /// Opens them for reading, from the beginning to the end. Unavailable, with a sentence.
    std::function<Result<std::unique_ptr<QIODevice>>()> open;
    QString sha256; ///< empty: not known
};

/// Takes the events of a room. What it refuses ends the reading.
struct Sink {
    std::function<Status(const Person& person)>
        person; ///< one whom people() does not have; before the first event by it
    std::function<Status(const Event& event)> event;
};

/// How many things were left out or changed, by the rule that says why, for people.
using Notes = QMap<QString, qint64>;

/// Something exported, of which rooms are read one after the other, each as often as needed.
/// Thread: one, which may wait for disks. Owned by: a command.
class Source {
public:
    virtual ~Source() = default;

    virtual QString name() const = 0; ///< "Slack"
    virtual const QList<Person>& people() const = 0;
    virtual const QList<Room>& rooms() const = 0;
    /// InputInvalid names the file, the line where there are lines, and what is wrong there.
    virtual Status read(qsizetype room, const Sink& sink) = 0;
    /// Of a file that an event names; std::nullopt: its bytes are not there.
    virtual std::optional<FilePlace> place(const QString& file) const = 0;
    /// Of what was read so far.
    virtual const Notes& notes() const = 0;
};

} // namespace confab::imported
