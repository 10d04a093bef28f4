// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/slackreader.h"

#include "server/import/emojinames.h"
#include "server/import/jsonlines.h"
#include "server/import/roombuilder.h"
#include "server/import/slacktext.h"
#include "server/import/texts.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace confab::imported {

namespace {

const QString peopleFile = QStringLiteral("users.json");

/// Messages of people and programs. All others are Slack's own.
const QSet<QString>& keptSubtypes() {
    static const QSet<QString> kept{QString(),
                                    QStringLiteral("bot_message"),
                                    QStringLiteral("me_message"),
                                    QStringLiteral("file_share"),
                                    QStringLiteral("file_comment"),
                                    QStringLiteral("thread_broadcast"),
                                    QStringLiteral("reply_broadcast")};
    return kept;
}

QString text(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

/// "1355517523.000005": seconds, and a number that makes it unique in its channel.
std::optional<UtcTime> timeOf(const QString& ts) {
    const QString seconds = ts.section(u'.', 0, 0);
    bool isNumber = false;
    const qint64 whole = seconds.toLongLong(&isNumber);
    constexpr qint64 most = 253'402'300'799; // the end of the year 9999
    if (!isNumber || whole < 0 || whole > most)
        return std::nullopt;
    const QString fraction = ts.section(u'.', 1, 1).left(3).leftJustified(3, u'0');
    return UtcTime{whole * 1000 + fraction.toLongLong()};
}

QString personName(const QJsonObject& user) {
    const QJsonObject profile = user.value(QLatin1String("profile")).toObject();
    for (const QString& name : {text(profile, "display_name"), text(profile, "real_name"), text(user, "real_name"),
                                text(user, "name"), text(user, "id")}) {
        if (!name.trimmed().isEmpty())
            return name;
    }
    return {};
}

/// What a program's message says beside its text.
QString attachedText(const QJsonObject& message) {
    QStringList lines;
    for (const QJsonValue& value : message.value(QLatin1String("attachments")).toArray()) {
        const QJsonObject attachment = value.toObject();
        QStringList own;
        for (const char* part : {"pretext", "title", "text"}) {
            if (const QString line = text(attachment, part); !line.isEmpty())
                own.append(line);
        }
        lines.append(own.isEmpty() ? text(attachment, "fallback") : own.join(u'\n'));
    }
    return lines.join(u'\n');
}

} // namespace

bool SlackReader::isAt(const ImportFolder& folder) {
    const QStringList lists{QStringLiteral("channels.json"), QStringLiteral("groups.json"), QStringLiteral("dms.json"),
                            QStringLiteral("mpims.json")};
    return folder.bytesOf(peopleFile) &&
           std::ranges::any_of(lists, [&folder](const QString& list) { return folder.bytesOf(list).has_value(); });
}

Result<std::unique_ptr<Source>> SlackReader::open(std::unique_ptr<ImportFolder> folder) {
    std::unique_ptr<SlackReader> reader(new SlackReader(std::move(folder)));
    Status done = reader->readPeople();
    if (done)
        done = reader->readRooms(QStringLiteral("channels.json"), RoomKind::Room, Visibility::Public);
    if (done)
        done = reader->readRooms(QStringLiteral("groups.json"), RoomKind::Room, Visibility::Private);
    if (done)
        done = reader->readRooms(QStringLiteral("mpims.json"), RoomKind::Direct, Visibility::Private);
    if (done)
        done = reader->readRooms(QStringLiteral("dms.json"), RoomKind::Direct, Visibility::Private);
    if (!done)
        return fail(std::move(done.error()));
    return reader;
}

Status SlackReader::readPeople() {
    const QString path = m_folder->pathOf(peopleFile);
    const Result<QJsonDocument> document = readDocument(*m_folder, peopleFile);
    if (!document)
        return fail(document.error());
    if (!document->isArray())
        return fail(wrongFile(path, QStringLiteral("a list of people expected")));
    for (const QJsonValue& value : document->array()) {
        const QJsonObject user = value.toObject();
        const QString id = text(user, "id");
        if (id.isEmpty() || m_ids.contains(id))
            return fail(wrongFile(path, QStringLiteral("a person without an id, or there twice")));
        if (m_team.isEmpty())
            m_team = text(user, "team_id");
        const UserId number{m_people.size() + 1};
        m_ids.insert(id, number);
        m_names.insert(number, personName(user));
        m_people.append({number, QStringLiteral("slack:%1/%2").arg(m_team, id), personName(user),
                         text(user.value(QLatin1String("profile")).toObject(), "email")});
    }
    return {};
}

Status SlackReader::readRooms(const QString& list, RoomKind kind, Visibility visibility) {
    const QString path = m_folder->pathOf(list);
    if (!m_folder->bytesOf(list))
        return {};
    const Result<QJsonDocument> document = readDocument(*m_folder, list);
    if (!document)
        return fail(document.error());
    if (!document->isArray())
        return fail(wrongFile(path, QStringLiteral("a list of channels expected")));
    for (const QJsonValue& value : document->array()) {
        if (Status added = addRoom(value.toObject(), kind, visibility); !added)
            return fail(wrongFile(path, added.error().message));
    }
    return {};
}

Status SlackReader::addRoom(const QJsonObject& channel, RoomKind kind, Visibility visibility) {
    const QString id = text(channel, "id");
    const QString channelName = text(channel, "name");
    const QString folder = channelName.isEmpty() ? id : channelName;
    // It becomes a path.
    if (id.isEmpty() || folder.contains(u'/') || folder.contains(u'\\') || folder.startsWith(u'.'))
        return fail(Error::invalid({}, QStringLiteral("a channel without an id, or with a name that is none")));
    Room room;
    room.key = QStringLiteral("slack:%1/%2").arg(m_team, id);
    room.topic = text(channel.value(QLatin1String("topic")).toObject(), "value");
    room.visibility = visibility;
    room.createdAt = UtcTime{std::max<qint64>(channel.value(QLatin1String("created")).toInteger(), 0) * 1000};
    room.grows = true;
    UserId creator = m_ids.value(text(channel, "creator"));
    for (const QJsonValue& value : channel.value(QLatin1String("members")).toArray()) {
        const UserId member = m_ids.value(value.toString());
        if (!member)
            ++m_notes[QStringLiteral("members whom users.json does not have, left out")];
        else if (std::ranges::find(room.members, member, &exported::Membership::user) == room.members.end())
            room.members.append({member, Role::Member, room.createdAt, std::numeric_limits<Seq>::max()});
    }
    const bool isDirect =
        kind == RoomKind::Direct && !room.members.isEmpty() && room.members.size() <= limits::directPeople;
    room.kind = isDirect ? RoomKind::Direct : RoomKind::Room;
    room.name = isDirect ? QString() : folder;
    const auto owner = std::ranges::find(room.members, creator, &exported::Membership::user);
    if (!isDirect && !room.members.isEmpty())
        (owner == room.members.end() ? room.members.begin() : owner)->role = Role::Owner;
    if (!creator && !room.members.isEmpty())
        creator = room.members.first().user;
    if (!creator && !m_people.isEmpty())
        creator = m_people.first().id;
    m_rooms.append(std::move(room));
    m_places.append({folder, creator});
    return {};
}

Status SlackReader::read(qsizetype room, const Sink& sink) {
    RoomBuilder builder(m_rooms[room], sink, m_notes);
    if (Status begun = builder.begin(m_places[room].creator, [this](UserId id) { return nameOf(id); }); !begun)
        return begun;
    const QString& folder = m_places[room].folder;
    for (const QString& day : m_folder->filesIn(folder)) {
        if (!day.endsWith(u".json"))
            continue;
        if (Status done = readDay(QString(folder % u'/' % day), builder, sink); !done)
            return done;
    }
    return {};
}

Status SlackReader::readDay(const QString& name, RoomBuilder& builder, const Sink& sink) {
    const Result<QJsonDocument> document = readDocument(*m_folder, name);
    if (!document)
        return fail(document.error());
    if (!document->isArray())
        return fail(wrongFile(m_folder->pathOf(name), QStringLiteral("a list of messages expected")));
    QList<QJsonObject> messages;
    for (const QJsonValue& value : document->array())
        messages.append(value.toObject());
    std::ranges::stable_sort(
        messages, {}, [](const QJsonObject& message) { return timeOf(text(message, "ts")).value_or(UtcTime{}); });
    for (const QJsonObject& message : std::as_const(messages)) {
        if (Status done = readMessage(message, builder, sink); !done)
            return done;
    }
    return {};
}

Result<UserId> SlackReader::personNamed(const QString& id, const QString& name, const Sink& sink) {
    if (const UserId known = m_ids.value(id))
        return known;
    const Person person{UserId{m_people.size() + m_names.size() + 1},
                        QStringLiteral("slack:%1/%2").arg(m_team, id),
                        name.isEmpty() ? id : name,
                        {}};
    ++m_notes[QStringLiteral("programs, and people whom users.json does not have, made people without an account")];
    m_ids.insert(id, person.id);
    m_names.insert(person.id, person.name);
    return sink.person(person).map([&person] { return person.id; });
}

Result<UserId> SlackReader::authorOf(const QJsonObject& message, const Sink& sink) {
    if (const QString user = text(message, "user"); !user.isEmpty()) {
        const QJsonObject profile = message.value(QLatin1String("user_profile")).toObject();
        return personNamed(user, personName({{QStringLiteral("profile"), profile}}), sink);
    }
    const QString program = text(message, "username");
    const QString bot = text(message, "bot_id");
    return personNamed(bot.isEmpty() ? QString(u"bot:" % program) : bot, program, sink);
}

QString SlackReader::textOf(const QJsonObject& message, QList<UserId>& mentions) const {
    QString raw = text(message, "text");
    if (const QString attached = attachedText(message); raw.isEmpty() && !attached.isEmpty())
        raw = attached;
    const QString made = textOfSlack(raw, [&](const QString& id) {
        const UserId person = m_ids.value(id);
        if (person && !mentions.contains(person) && mentions.size() < limits::mentionsListed)
            mentions.append(person);
        return nameOf(person);
    });
    return text(message, "subtype") == u"me_message" && !made.isEmpty() ? QString(u'_' % made % u'_') : made;
}

void SlackReader::addFiles(const QJsonObject& message, Post& post) {
    for (const QJsonValue& value : message.value(QLatin1String("files")).toArray()) {
        const QJsonObject file = value.toObject();
        const QString id = text(file, "id");
        const QString fileName = text(file, "name").isEmpty() ? text(file, "title") : text(file, "name");
        const bool isPath = !id.isEmpty() && !id.contains(u'/') && !id.startsWith(u'.') && !fileName.contains(u'/') &&
                            !fileName.startsWith(u'.');
        const QString inFolder = QStringLiteral("__uploads/%1/%2").arg(id, fileName);
        const std::optional<qint64> bytes = isPath ? m_folder->bytesOf(inFolder) : std::nullopt;
        if (bytes) {
            File carried{derivedId(QStringLiteral("slack:%1/file/%2").arg(m_team, id)), fileName,
                         text(file, "mimetype"), *bytes};
            m_files.insert(carried.id, inFolder);
            post.files.append(std::move(carried));
            continue;
        }
        const QString url = text(file, "permalink").isEmpty() ? text(file, "url_private") : text(file, "permalink");
        ++m_notes[QStringLiteral("files that the export does not include, kept as links")];
        const QString shown = fileName.isEmpty() ? QStringLiteral("file") : fileName;
        post.text += (post.text.isEmpty() ? QString() : QStringLiteral("\n")) +
                     (url.isEmpty() ? shown : QStringLiteral("[%1](%2)").arg(shown, url));
    }
}

Status SlackReader::addReactions(const QJsonObject& message, Post& post, const Sink& sink) {
    for (const QJsonValue& value : message.value(QLatin1String("reactions")).toArray()) {
        const QJsonObject reaction = value.toObject();
        const QString emoji = emojiNamed(text(reaction, "name"));
        for (const QJsonValue& user : reaction.value(QLatin1String("users")).toArray()) {
            const Result<UserId> by = personNamed(user.toString(), {}, sink);
            if (!by)
                return fail(by.error());
            post.reactions.append({emoji, *by});
        }
    }
    return {};
}

Status SlackReader::readMessage(const QJsonObject& message, RoomBuilder& builder, const Sink& sink) {
    const QString ts = text(message, "ts");
    const std::optional<UtcTime> at = timeOf(ts);
    if (!at || text(message, "type") != u"message") {
        ++m_notes[QStringLiteral("entries that are no messages, left out")];
        return {};
    }
    if (!keptSubtypes().contains(text(message, "subtype"))) {
        ++m_notes[QStringLiteral("notices of Slack (who joined, left, named), left out")];
        return {};
    }
    Post post;
    post.key = ts;
    post.at = *at;
    const Result<UserId> by = authorOf(message, sink);
    if (!by)
        return fail(by.error());
    post.by = *by;
    post.text = textOf(message, post.mentions);
    post.mentions.removeAll(post.by);
    if (const QString thread = text(message, "thread_ts"); thread != ts)
        post.replyTo = thread;
    post.editedAt = timeOf(text(message.value(QLatin1String("edited")).toObject(), "ts"));
    addFiles(message, post);
    if (Status reacted = addReactions(message, post, sink); !reacted)
        return reacted;
    return builder.add(post);
}

std::optional<FilePlace> SlackReader::place(const QString& file) const {
    const QString name = m_files.value(file);
    if (name.isEmpty())
        return std::nullopt;
    return FilePlace{[this, name] { return m_folder->openFile(name); }, {}};
}

} // namespace confab::imported
