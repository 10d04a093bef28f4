// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/exportreader.h"

#include "common/protocol/fieldreading.h"
#include "common/protocol/text.h"
#include "server/import/importfolder.h"
#include "server/storage/blobstore.h"

#include <QCborMap>
#include <QDir>
#include <QFileInfo>

namespace confab::imported {

namespace {

constexpr qint64 knownVersion = 1;                 // exported::Head::version
constexpr const char* eventBegins = "{\"event\":"; // as confabd writes it

QString memberName(std::string_view name) {
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

/// The one member of a line. Empty: it has none, or several.
QString onlyMember(const QJsonObject& line) {
    return line.size() == 1 ? line.begin().key() : QString();
}

template <class T>
Result<T> read(const JsonLines& lines, const QJsonObject& value) {
    return wire::decode<T>(QCborValue(QCborMap::fromJsonObject(value)), memberName(T::name))
        .map_error([&lines](const Error& error) { return lines.wrong(error.message); });
}

Room roomOf(const exported::Head& head) {
    Room room;
    room.key = QStringLiteral("confab:%1:%2").arg(QString::number(head.room.value), head.createdAt.toIso());
    room.name = head.title;
    room.kind = head.kind;
    room.topic = head.topic;
    room.visibility = head.visibility;
    room.createdAt = head.createdAt;
    room.capacity = head.capacity;
    room.maxMembers = head.maxMembers;
    room.archivedAt = head.archivedAt;
    room.original = head.room;
    return room;
}

} // namespace

Result<std::unique_ptr<Source>> ExportReader::open(const QStringList& paths, const QString& filesFolder) {
    std::unique_ptr<ExportReader> reader(new ExportReader(filesFolder));
    for (const QString& path : paths) {
        if (Status done = reader->readFile(path); !done)
            return fail(std::move(done.error()));
    }
    return reader;
}

Status ExportReader::addPerson(JsonLines& lines, const exported::Person& person, Part& part) {
    if (part.people.contains(person.id))
        return fail(lines.wrong(QStringLiteral("person %1 again").arg(person.id.value)));
    const QString key = QStringLiteral("confab:%1:%2").arg(QString::number(person.id.value), person.title);
    const QString known = person.email.isEmpty() ? key : foldedEmail(person.email);
    UserId& number = m_known[known];
    if (!number) {
        number = UserId{m_people.size() + 1};
        m_people.append({number, key, person.title, person.email});
    }
    part.people.insert(person.id, number);
    return {};
}

Result<UserId> ExportReader::numberOf(const JsonLines& lines, const Part& part, UserId id) const {
    const UserId number = part.people.value(id);
    return number ? Result<UserId>(number)
                  : fail(lines.wrong(QStringLiteral("there is no line for person %1").arg(id.value)));
}

Status ExportReader::readLine(JsonLines& lines, const QString& member, const QJsonObject& value, Part& part,
                              Room& room) {
    if (member == memberName(exported::Person::name)) {
        const Result<exported::Person> person = confab::imported::read<exported::Person>(lines, value);
        return person ? addPerson(lines, *person, part) : fail(person.error());
    }
    if (member == memberName(exported::Membership::name)) {
        Result<exported::Membership> membership = confab::imported::read<exported::Membership>(lines, value);
        if (!membership)
            return fail(std::move(membership.error()));
        const Result<UserId> user = numberOf(lines, part, membership->user);
        if (!user)
            return fail(user.error());
        membership->user = *user;
        room.members.append(*membership);
    } else if (member == memberName(exported::FirstText::name)) {
        Result<exported::FirstText> text = confab::imported::read<exported::FirstText>(lines, value);
        if (!text)
            return fail(std::move(text.error()));
        part.texts.insert(text->seq, std::move(text->body));
    } else if (member == memberName(exported::FileBytes::name)) {
        const Result<exported::FileBytes> file = confab::imported::read<exported::FileBytes>(lines, value);
        if (!file)
            return fail(file.error());
        if (!isUploadId(file->id) || !isBlobHash(file->sha256)) // it becomes a path
            return fail(lines.wrong(QStringLiteral("no file of an export")));
        m_hashes.insert(file->id, file->sha256);
    } else if (member != u"event") {
        return fail(lines.wrong(QStringLiteral("no line of an export")));
    } else {
        ++part.events;
    }
    return {};
}

Result<Room> ExportReader::readHead(JsonLines& lines, const QJsonObject& value) {
    const Result<exported::Head> head = confab::imported::read<exported::Head>(lines, value);
    if (!head)
        return fail(head.error());
    if (head->version != knownVersion)
        return fail(lines.wrong(QStringLiteral("of version %1, which a later Confab reads").arg(head->version)));
    Room room = roomOf(*head);
    if (head->hasPassword) { // which no export has
        room.visibility = Visibility::Private;
        ++m_notes[QStringLiteral("rooms with a password, made private without one")];
    }
    return room;
}

/// All but the events, which are only counted here: nearly all of the file is theirs.
Status ExportReader::readFile(const QString& path) {
    const Result<std::unique_ptr<JsonLines>> lines = JsonLines::open(path);
    if (!lines)
        return fail(lines.error());
    Part part{path, {}, {}, 0};
    Room room;
    std::optional<exported::End> end;
    for (;;) {
        const Result<std::optional<QByteArray>> text = (*lines)->next();
        if (!text)
            return fail(text.error());
        if (!*text)
            break;
        if (!end && !room.key.isEmpty() && (*text)->startsWith(eventBegins)) {
            ++part.events;
            continue;
        }
        const Result<QJsonObject> line = (*lines)->objectIn(**text);
        if (!line)
            return fail(line.error());
        const QString member = onlyMember(*line);
        const QJsonObject value = line->value(member).toObject();
        Status done;
        if (end) {
            done = fail((*lines)->wrong(QStringLiteral("a line behind the last one")));
        } else if (room.key.isEmpty()) {
            done = readHead(**lines, value).map([&room](const Room& read) { room = read; });
        } else if (member == memberName(exported::End::name)) {
            const Result<exported::End> last = confab::imported::read<exported::End>(**lines, value);
            done = last.map([&end](const exported::End& read) { end = read; });
        } else {
            done = readLine(**lines, member, value, part, room);
        }
        if (!done)
            return done;
    }
    if (!end || end->events != part.events)
        return fail(wrongFile(path, QStringLiteral("not whole, its export was interrupted")));
    m_rooms.append(std::move(room));
    m_parts.append(std::move(part));
    return {};
}

/// The people whom it names.
Status ExportReader::translate(const JsonLines& lines, const Part& part, confab::Event& event) const {
    const auto translated = [&](UserId& id) {
        return numberOf(lines, part, id).map([&id](UserId number) { id = number; });
    };
    if (Status by = translated(event.by); !by)
        return by;
    return std::visit(
        [&](auto& data) -> Status {
            using T = std::decay_t<decltype(data)>;
            if constexpr (requires { data.by; }) {
                if (data.by) // who appended it
                    data.by = event.by;
            }
            if constexpr (requires { data.user; }) {
                return translated(data.user);
            } else if constexpr (requires { data.mentions; }) {
                QList<UserId> known;
                for (const UserId id : data.mentions.value_or(QList<UserId>())) {
                    if (const UserId number = part.people.value(id)) // who left the room and did nothing in it has none
                        known.append(number);
                }
                data.mentions = known.isEmpty() ? std::nullopt : std::optional(known);
                if constexpr (std::is_same_v<T, MessagePosted>)
                    data.editedAt.reset(); // the events of its edits say it
            }
            return {};
        },
        event.data);
}

Result<Event> ExportReader::eventOf(const JsonLines& lines, const Part& part, const QJsonObject& value) const {
    Result<confab::Event> event =
        wire::decode<confab::Event>(QCborValue(QCborMap::fromJsonObject(value)), QStringLiteral("event"))
            .map_error([&lines](const Error& error) { return lines.wrong(error.message); });
    if (!event)
        return fail(std::move(event.error()));
    if (Status done = translate(lines, part, *event); !done)
        return fail(std::move(done.error()));
    event->room = RoomId{};
    Event read{std::move(*event)};
    if (const auto text = part.texts.constFind(read.event.seq); text != part.texts.constEnd())
        read.firstText = *text;
    return read;
}

Status ExportReader::read(qsizetype room, const Sink& sink) {
    const Part& part = m_parts[room];
    const Result<std::unique_ptr<JsonLines>> lines = JsonLines::open(part.path);
    if (!lines)
        return fail(lines.error());
    Seq last = 0;
    for (;;) {
        const Result<std::optional<QJsonObject>> line = (*lines)->nextObject();
        if (!line)
            return fail(line.error());
        if (!*line)
            return {};
        const QString member = onlyMember(**line);
        if (member != u"event")
            continue;
        const Result<Event> event = eventOf(**lines, part, (*line)->value(member).toObject());
        if (!event)
            return fail(event.error());
        if (event->event.seq != ++last)
            return fail((*lines)->wrong(QStringLiteral("event %1 expected").arg(last)));
        if (Status taken = sink.event(*event); !taken)
            return fail(taken.error());
    }
}

std::optional<FilePlace> ExportReader::place(const QString& file) const {
    const auto hash = m_hashes.constFind(file);
    if (m_filesFolder.isEmpty() || hash == m_hashes.constEnd())
        return std::nullopt;
    const QString path = QDir(m_filesFolder).filePath(file);
    return QFileInfo(path).isFile() ? std::optional(fileAt(path, *hash)) : std::nullopt;
}

} // namespace confab::imported
