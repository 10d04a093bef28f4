// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"
#include "common/protocol/fieldwriting.h"
#include "server/storage/exportlines.h"

#include <QDir>
#include <QFile>

namespace confab::test {

/// Rooms as `confabd export` writes them, to fill a database quickly: with answers, edits, reactions and deletions.
/// Thread: the test's. Owned by: the test.
class WrittenExport {
public:
    static constexpr int people = 50;

    /// `messages` in all, in rooms that are about as large. False: a file can't be written.
    static bool write(const QString& folder, int rooms, int messages) {
        if (!QDir().mkpath(folder))
            return false;
        for (int room = 1; room <= rooms; ++room) {
            WrittenExport written(
                QDir(folder).filePath(QStringLiteral("room-%1.jsonl").arg(room, 3, 10, QLatin1Char('0'))), room);
            if (!written.writeRoom(messages / rooms))
                return false;
        }
        return true;
    }

private:
    WrittenExport(const QString& path, int room) : m_file(path), m_room(room) {}

    bool writeRoom(int messages) {
        if (!m_file.open(QIODevice::WriteOnly))
            return false;
        exported::Head head;
        head.program = QStringLiteral("test");
        head.room = RoomId{1'000'000 + m_room}; // of another installation
        head.title = QStringLiteral("Room %1").arg(m_room);
        head.createdAt = at(0);
        put(head);
        for (int i = 1; i <= people; ++i)
            put(exported::Person{UserId{i}, QStringLiteral("Person %1").arg(i), QStringLiteral("p%1@x.org").arg(i)});
        for (int i = 1; i <= people; ++i)
            put(exported::Membership{UserId{i}, i == 1 ? Role::Owner : Role::Member, at(i), 1});
        giveEvent(1, RoomCreated{head.title});
        for (int i = 1; i <= people; ++i)
            giveEvent(i, MemberJoined{UserId{i}, QStringLiteral("Person %1").arg(i)});
        for (int i = 0; i < messages; ++i)
            giveMessage(i);
        exported::End end;
        end.people = end.members = people;
        end.events = m_last;
        put(end);
        return m_file.flush() && m_file.error() == QFile::NoError;
    }

    static UtcTime at(qint64 seconds) { return UtcTime{1'700'000'000'000 + seconds * 1000}; }

    void giveMessage(int i) {
        const int by = 1 + i % people;
        MessagePosted posted;
        posted.body = QStringLiteral("Message %1 of room %2, which says as much as people say.").arg(i).arg(m_room);
        posted.clientId = QStringLiteral("r%1-%2").arg(m_room).arg(i);
        if (i % 10 == 9)
            posted.replyTo = m_first;
        giveEvent(by, posted);
        const Seq target = m_last;
        m_first = i % 10 == 0 ? target : m_first;
        if (i % 20 == 0)
            giveEvent(1 + (i + 1) % people, ReactionAdded{target, QStringLiteral("👍")});
        if (i % 50 == 1)
            giveEvent(by, MessageEdited{target, QStringLiteral("Another text %1").arg(i), posted.clientId + u'e'});
        if (i % 200 == 3)
            giveEvent(by, MessageDeleted{target});
    }

    void giveEvent(int by, EventData data) {
        ++m_last;
        const Event event{RoomId{1}, m_last, UserId{by}, at(people + m_last), std::move(data)};
        m_file.write("{\"event\":" + encodeFrame(event, Codec::Json) + "}\n");
    }
    template <class T>
    void put(const T& value) {
        m_file.write("{\"" + QByteArray(T::name.data(), qsizetype(T::name.size())) +
                     "\":" + encodeFrame(value, Codec::Json) + "}\n");
    }

    QFile m_file;
    const int m_room;
    Seq m_last = 0;
    Seq m_first = 0; // of ten messages
};

} // namespace confab::test
