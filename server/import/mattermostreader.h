// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/import/importfolder.h"
#include "server/import/jsonlines.h"
#include "server/import/mattermostroom.h"

#include <QHash>

namespace confab::imported {

class RoomBuilder;
struct Post;

/// A bulk export of Mattermost, version 1: lines of JSON, with the bytes of files in a folder beside them; unpacked, or
/// in its archive. One room's posts are in memory at once. Thread, owned by: as Source.
class MattermostReader final : public Source {
public:
    /// `lines`: of a file at the top of `folder`, from the beginning.
    static Result<std::unique_ptr<Source>> open(std::unique_ptr<ImportFolder> folder, std::unique_ptr<JsonLines> lines);

    QString name() const override { return QStringLiteral("Mattermost"); }
    const QList<Person>& people() const override { return m_people; }
    const QList<Room>& rooms() const override { return m_rooms; }
    Status read(qsizetype room, const Sink& sink) override;
    std::optional<FilePlace> place(const QString& file) const override;
    const Notes& notes() const override { return m_notes; }

private:
    struct Line {
        qint64 place = 0;
        qint64 number = 0;
    };

    MattermostReader(std::unique_ptr<ImportFolder> folder, std::unique_ptr<JsonLines> lines)
        : m_folder(std::move(folder)), m_lines(std::move(lines)) {}
    Status readAll();
    Status readLine(const QString& type, const QJsonObject& value);
    Status addUser(const QJsonObject& user);
    UserId addPerson(const QString& username, const QString& name, const QString& email);
    void addChannel(const QJsonObject& channel);
    qsizetype directRoom(const QJsonArray& members);
    void addMembers();
    void settleRoom(qsizetype room);
    Result<UserId> author(const QString& username, const Sink& sink);
    Status readPost(const MattermostRoom::Entry& entry, RoomBuilder& builder, const Sink& sink);
    QString textOf(const QString& message, QList<UserId>& mentions) const;
    void addFiles(const QJsonObject& object, Post& post);

    const std::unique_ptr<ImportFolder> m_folder;
    const std::unique_ptr<JsonLines> m_lines;
    QList<Person> m_people;
    QHash<QString, UserId> m_ids; // by username
    QHash<UserId, QString> m_names;
    QList<Room> m_rooms;
    QHash<QString, qsizetype> m_byKey;
    QList<QList<Line>> m_posts;       // of each room
    QList<UtcTime> m_firsts;          // likewise, the first post
    QList<QJsonObject> m_memberships; // of users: what they say of their teams
    QStringList m_members;            // whose
    QHash<QString, QString> m_files;  // their names in the folder, by id
    Notes m_notes;
};

} // namespace confab::imported
