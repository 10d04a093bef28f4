// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/mattermostreader.h"

#include "server/import/emojinames.h"
#include "server/import/roombuilder.h"
#include "server/import/texts.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace confab::imported {

namespace {

QString text(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

QString channelKey(const QString& team, const QString& channel) {
    return QStringLiteral("mattermost:%1/%2").arg(team, channel);
}

QString personName(const QJsonObject& user) {
    const QString whole = QStringLiteral("%1 %2").arg(text(user, "first_name"), text(user, "last_name")).trimmed();
    const QString nickname = text(user, "nickname").trimmed();
    if (!nickname.isEmpty())
        return nickname;
    return whole.isEmpty() ? text(user, "username") : whole;
}

} // namespace

Result<std::unique_ptr<Source>> MattermostReader::open(std::unique_ptr<ImportFolder> folder,
                                                       std::unique_ptr<JsonLines> lines) {
    std::unique_ptr<MattermostReader> reader(new MattermostReader(std::move(folder), std::move(lines)));
    if (Status done = reader->readAll(); !done)
        return fail(std::move(done.error()));
    return reader;
}

Status MattermostReader::readAll() {
    for (;;) {
        const Result<std::optional<QJsonObject>> line = m_lines->nextObject();
        if (!line)
            return fail(line.error());
        if (!*line)
            break;
        const QString type = text(**line, "type");
        if (Status done = readLine(type, (*line)->value(type).toObject()); !done)
            return done;
    }
    addMembers();
    for (qsizetype i = 0; i < m_rooms.size(); ++i)
        settleRoom(i);
    return {};
}

UserId MattermostReader::addPerson(const QString& username, const QString& name, const QString& email) {
    const UserId id{m_ids.size() + 1};
    m_ids.insert(username, id);
    m_names.insert(id, name);
    m_people.append({id, QString(u"mattermost:" % username), name, email});
    return id;
}

Status MattermostReader::addUser(const QJsonObject& user) {
    const QString username = text(user, "username");
    if (username.isEmpty() || m_ids.contains(username))
        return fail(m_lines->wrong(QStringLiteral("a user without a name, or there twice")));
    addPerson(username, personName(user), text(user, "email"));
    for (const QJsonValue& team : user.value(QLatin1String("teams")).toArray()) {
        m_memberships.append(team.toObject());
        m_members.append(username);
    }
    return {};
}

void MattermostReader::addChannel(const QJsonObject& channel) {
    Room room;
    room.key = channelKey(text(channel, "team"), text(channel, "name"));
    room.name = text(channel, "display_name").isEmpty() ? text(channel, "name") : text(channel, "display_name");
    room.topic = text(channel, "header").isEmpty() ? text(channel, "purpose") : text(channel, "header");
    room.visibility = text(channel, "type") == u"O" ? Visibility::Public : Visibility::Private;
    m_byKey.insert(room.key, m_rooms.size());
    m_rooms.append(std::move(room));
    m_posts.emplace_back();
    m_firsts.append(UtcTime{});
}

/// The room of these people, which is made the first time.
qsizetype MattermostReader::directRoom(const QJsonArray& members) {
    QStringList names;
    for (const QJsonValue& member : members) {
        if (!names.contains(member.toString()))
            names.append(member.toString());
    }
    names.sort();
    const QString key = QString(u"mattermost:direct/" % names.join(u','));
    if (const auto known = m_byKey.constFind(key); known != m_byKey.constEnd())
        return *known;
    const bool isDirect = names.size() <= limits::directPeople;
    Room room;
    room.key = key;
    room.kind = isDirect ? RoomKind::Direct : RoomKind::Room;
    room.name = isDirect ? QString() : shortLine(names.join(QStringLiteral(", ")), limits::nameChars);
    room.visibility = Visibility::Private;
    for (const QString& name : std::as_const(names)) {
        const UserId known = m_ids.value(name);
        room.members.append(
            {known ? known : addPerson(name, name, {}), Role::Member, {}, std::numeric_limits<Seq>::max()});
    }
    m_byKey.insert(key, m_rooms.size());
    m_rooms.append(std::move(room));
    m_posts.emplace_back();
    m_firsts.append(UtcTime{});
    return m_rooms.size() - 1;
}

Status MattermostReader::readLine(const QString& type, const QJsonObject& value) {
    if (type == u"user")
        return addUser(value);
    if (type == u"bot" && !m_ids.contains(text(value, "username"))) {
        const QString shown = text(value, "display_name");
        addPerson(text(value, "username"), shown.isEmpty() ? text(value, "username") : shown, {});
    } else if (type == u"channel") {
        if (m_byKey.contains(channelKey(text(value, "team"), text(value, "name"))))
            return fail(m_lines->wrong(QStringLiteral("a channel that was there before")));
        addChannel(value);
    } else if (type == u"direct_channel") {
        directRoom(value.value(QLatin1String("members")).toArray());
    } else if (type == u"post" || type == u"direct_post") {
        const qsizetype room = type == u"post"
                                   ? m_byKey.value(channelKey(text(value, "team"), text(value, "channel")), -1)
                                   : directRoom(value.value(QLatin1String("channel_members")).toArray());
        if (room < 0) {
            ++m_notes[QStringLiteral("posts in channels that the export does not have, left out")];
            return {};
        }
        m_posts[room].append({m_lines->place(), m_lines->number()});
        const UtcTime at = mattermostTime(value, "create_at");
        m_firsts[room] = m_posts[room].size() == 1 ? at : std::min(m_firsts[room], at);
    }
    return {};
}

void MattermostReader::addMembers() {
    for (qsizetype i = 0; i < m_memberships.size(); ++i) {
        const QString team = text(m_memberships[i], "name");
        for (const QJsonValue& value : m_memberships[i].value(QLatin1String("channels")).toArray()) {
            const QJsonObject channel = value.toObject();
            const qsizetype room = m_byKey.value(channelKey(team, text(channel, "name")), -1);
            if (room < 0)
                continue;
            const bool isAdmin = text(channel, "roles").contains(u"channel_admin");
            m_rooms[room].members.append({m_ids.value(m_members[i]),
                                          isAdmin ? Role::Moderator : Role::Member,
                                          {},
                                          std::numeric_limits<Seq>::max()});
        }
    }
    m_memberships.clear();
    m_members.clear();
}

/// A bulk export does not say when a channel was made, nor who owns it.
void MattermostReader::settleRoom(qsizetype at) {
    Room& room = m_rooms[at];
    room.createdAt = m_firsts[at];
    room.grows = true;
    for (exported::Membership& member : room.members)
        member.joinedAt = room.createdAt;
    if (room.kind == RoomKind::Direct || room.members.isEmpty())
        return;
    const auto admin = std::ranges::find(room.members, Role::Moderator, &exported::Membership::role);
    (admin == room.members.end() ? room.members.begin() : admin)->role = Role::Owner;
}

Status MattermostReader::read(qsizetype at, const Sink& sink) {
    MattermostRoom posts;
    for (const Line& line : std::as_const(m_posts[at])) {
        if (Status back = m_lines->back(line.place, line.number); !back)
            return back;
        const Result<std::optional<QJsonObject>> object = m_lines->nextObject();
        if (!object)
            return fail(object.error());
        if (*object)
            posts.add((*object)->value(text(**object, "type")).toObject());
    }
    const Room& room = m_rooms[at];
    const auto owner = std::ranges::find(room.members, Role::Owner, &exported::Membership::role);
    UserId creator = m_people.isEmpty() ? UserId{} : m_people.first().id;
    if (!room.members.isEmpty())
        creator = (owner == room.members.end() ? room.members.begin() : owner)->user;
    if (!creator)
        return {};
    RoomBuilder builder(room, sink, m_notes);
    Status done = builder.begin(creator, [this](UserId id) { return m_names.value(id); });
    for (const MattermostRoom::Entry& entry : std::move(posts).entries()) {
        if (done)
            done = readPost(entry, builder, sink);
    }
    return done;
}

Result<UserId> MattermostReader::author(const QString& username, const Sink& sink) {
    if (const UserId known = m_ids.value(username))
        return known;
    ++m_notes[QStringLiteral("authors whom the export does not have, made people without an account")];
    const UserId id{m_ids.size() + 1};
    m_ids.insert(username, id);
    m_names.insert(id, username);
    return sink.person({id, QString(u"mattermost:" % username), username, {}}).map([id] { return id; });
}

QString MattermostReader::textOf(const QString& message, QList<UserId>& mentions) const {
    static const QRegularExpression pattern(QStringLiteral("```.*?```|`[^`\\n]*`|(?<![\\w@])@([A-Za-z0-9._-]{1,64})"),
                                            QRegularExpression::DotMatchesEverythingOption);
    QString made;
    qsizetype done = 0;
    for (auto each = pattern.globalMatch(message); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        QString name = match.captured(1).toLower();
        while (!m_ids.contains(name) && (name.endsWith(u'.') || name.endsWith(u'-') || name.endsWith(u'_')))
            name.chop(1); // the end of a sentence
        const UserId person = m_ids.value(name);
        const bool callsAll = name == u"all" || name == u"channel";
        if (name.isEmpty() || (!person && !callsAll))
            continue;
        if (person && !mentions.contains(person) && mentions.size() < limits::mentionsListed)
            mentions.append(person);
        made += QStringView(message).mid(done, match.capturedStart() - done);
        made += u'@' + (person ? m_names.value(person) : QStringLiteral("room"));
        done = match.capturedStart() + 1 + name.size();
    }
    return withEmoji(made + QStringView(message).mid(done));
}

void MattermostReader::addFiles(const QJsonObject& object, Post& post) {
    for (const QJsonValue& value : object.value(QLatin1String("attachments")).toArray()) {
        const QString named = text(value.toObject(), "path");
        QString found = named;
        std::optional<qint64> bytes = m_folder->bytesOf(found);
        if (!bytes) {
            found = QString(u"data/" % named);
            bytes = m_folder->bytesOf(found);
        }
        const QString shown = named.section(u'/', -1);
        if (!bytes) {
            ++m_notes[QStringLiteral("files that the export does not include, kept as their names")];
            post.text += (post.text.isEmpty() ? QString() : QStringLiteral("\n")) + shown;
            continue;
        }
        const QString id = derivedId(QString(post.key % u'/' % named));
        m_files.insert(id, found);
        post.files.append(File{id, shown, {}, *bytes});
    }
}

Status MattermostReader::readPost(const MattermostRoom::Entry& entry, RoomBuilder& builder, const Sink& sink) {
    if (text(entry.post, "type").startsWith(u"system_")) {
        ++m_notes[QStringLiteral("notices of Mattermost (who joined, left, named), left out")];
        return {};
    }
    const Result<UserId> by = author(text(entry.post, "user"), sink);
    if (!by)
        return fail(by.error());
    Post post;
    post.key = entry.key;
    post.by = *by;
    post.at = entry.at;
    post.text = textOf(text(entry.post, "message"), post.mentions);
    post.replyTo = entry.replyTo;
    post.mentions.removeAll(post.by);
    if (const UtcTime edited = mattermostTime(entry.post, "edit_at"); edited.ms > 0)
        post.editedAt = edited;
    addFiles(entry.post, post);
    for (const QJsonValue& value : entry.post.value(QLatin1String("reactions")).toArray()) {
        const QJsonObject reaction = value.toObject();
        const Result<UserId> giver = author(text(reaction, "user"), sink);
        if (!giver)
            return fail(giver.error());
        post.reactions.append({emojiNamed(text(reaction, "emoji_name")), *giver});
    }
    return builder.add(post);
}

std::optional<FilePlace> MattermostReader::place(const QString& file) const {
    const QString name = m_files.value(file);
    if (name.isEmpty())
        return std::nullopt;
    return FilePlace{[this, name] { return m_folder->openFile(name); }, {}};
}

} // namespace confab::imported
