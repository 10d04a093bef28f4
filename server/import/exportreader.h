// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/import/importsource.h"
#include "server/import/jsonlines.h"

#include <QHash>
#include <QSet>

namespace confab::imported {

/// Files that `confabd export` wrote, a room each (docs/export.md). All but the events is read when it is opened.
/// Thread, owned by: as Source.
class ExportReader final : public Source {
public:
    /// `filesFolder`: of the bytes of files; empty: they are not there. InputInvalid also for a file without its last
    /// line, which is not whole.
    static Result<std::unique_ptr<Source>> open(const QStringList& paths, const QString& filesFolder);

    QString name() const override { return QStringLiteral("Confab"); }
    const QList<Person>& people() const override { return m_people; }
    const QList<Room>& rooms() const override { return m_rooms; }
    Status read(qsizetype room, const Sink& sink) override;
    std::optional<FilePlace> place(const QString& file) const override;
    const Notes& notes() const override { return m_notes; }

private:
    /// What a file has beside its events. Exports of several servers may use the same numbers for different people, so
    /// each file numbers its people anew.
    struct Part {
        QString path;
        QHash<UserId, UserId> people;
        QHash<Seq, QString> texts;
        qint64 events = 0;
    };

    explicit ExportReader(QString filesFolder) : m_filesFolder(std::move(filesFolder)) {}
    Status readFile(const QString& path);
    Result<Room> readHead(JsonLines& lines, const QJsonObject& value);
    Status readLine(JsonLines& lines, const QString& member, const QJsonObject& value, Part& part, Room& room);
    Status addPerson(JsonLines& lines, const exported::Person& person, Part& part);
    Result<UserId> numberOf(const JsonLines& lines, const Part& part, UserId id) const;
    Result<Event> eventOf(const JsonLines& lines, const Part& part, const QJsonObject& value) const;
    Status translate(const JsonLines& lines, const Part& part, confab::Event& event) const;

    const QString m_filesFolder;
    QList<Person> m_people;
    QHash<QString, UserId> m_known; // by address, or else key
    QList<Room> m_rooms;
    QList<Part> m_parts;              // of each room
    QHash<QString, QString> m_hashes; // of files
    Notes m_notes;
};

} // namespace confab::imported
