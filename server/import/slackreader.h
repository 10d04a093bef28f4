// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/import/importfolder.h"

#include <QHash>
#include <QJsonObject>

namespace confab::imported {

class RoomBuilder;
struct Post;

/// The export of a Slack workspace, as its archive or unpacked: users.json, channels.json (groups.json, mpims.json,
/// dms.json), and a folder for each channel with a file for each day. What Slack says by itself in a channel (who
/// joined, a new topic) is left out. A file's bytes are taken from __uploads/ID/NAME when they are there; otherwise its
/// link stays. Thread, owned by: as Source.
class SlackReader final : public Source {
public:
    static bool isAt(const ImportFolder& folder);
    static Result<std::unique_ptr<Source>> open(std::unique_ptr<ImportFolder> folder);

    QString name() const override { return QStringLiteral("Slack"); }
    const QList<Person>& people() const override { return m_people; }
    const QList<Room>& rooms() const override { return m_rooms; }
    Status read(qsizetype room, const Sink& sink) override;
    std::optional<FilePlace> place(const QString& file) const override;
    const Notes& notes() const override { return m_notes; }

private:
    explicit SlackReader(std::unique_ptr<ImportFolder> folder) : m_folder(std::move(folder)) {}
    Status readPeople();
    Status readRooms(const QString& list, RoomKind kind, Visibility visibility);
    Status addRoom(const QJsonObject& channel, RoomKind kind, Visibility visibility);
    Status readDay(const QString& name, RoomBuilder& builder, const Sink& sink);
    Status readMessage(const QJsonObject& message, RoomBuilder& builder, const Sink& sink);
    /// Who wrote it: also a program, or a person of another workspace.
    Result<UserId> authorOf(const QJsonObject& message, const Sink& sink);
    Result<UserId> personNamed(const QString& id, const QString& name, const Sink& sink);
    QString textOf(const QJsonObject& message, QList<UserId>& mentions) const;
    void addFiles(const QJsonObject& message, Post& post);
    Status addReactions(const QJsonObject& message, Post& post, const Sink& sink);
    QString nameOf(UserId person) const { return m_names.value(person); }

    const std::unique_ptr<ImportFolder> m_folder;
    QString m_team; // of the workspace; empty when the export does not say
    QList<Person> m_people;
    QHash<QString, UserId> m_ids; // by Slack's
    QHash<UserId, QString> m_names;
    QList<Room> m_rooms;
    struct Place {
        QString folder;
        UserId creator;
    };
    QList<Place> m_places;           // of each room
    QHash<QString, QString> m_files; // their names in the folder, by id
    Notes m_notes;
};

} // namespace confab::imported
