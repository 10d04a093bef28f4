// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/projections/mentions.h"

#include "common/protocol/groupcalls.h"
#include "common/protocol/limits.h"
#include "server/storage/sql/idlists.h"
#include "server/storage/sql/mentioncandidates.h"
#include "server/storage/sql/storagelimits.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <iterator>
#include <span>

namespace confab {

namespace {

// Names that one statement looks up: nearly all messages with mentions have one or two, and each value costs, filled in
// or not. The last statement is padded with the empty name, which no user has.
constexpr qsizetype fewNames = 4;
constexpr qsizetype manyNames = 50;

QString membersByNameSql(qsizetype names) {
    const QStringList marks(names, QStringLiteral("?"));
    // CROSS JOIN: names first. The other way round would read every member of a large room.
    return QString(u"SELECT u.id, u.folded_name FROM users u CROSS JOIN members m WHERE u.folded_name IN (" %
                   marks.join(u',') % u") AND m.room_id = ? AND m.user_id = u.id");
}

/// The members whom the names call: of those who share one, the meant ones, if it names any of them.
QSet<UserId> meantOf(const QHash<QString, QList<UserId>>& byName, const QList<UserId>& meant) {
    QSet<UserId> called;
    for (const QList<UserId>& sharing : byName) {
        QList<UserId> chosen;
        std::ranges::copy_if(sharing, std::back_inserter(chosen), [&](UserId user) { return meant.contains(user); });
        for (const UserId user : chosen.isEmpty() ? sharing : chosen)
            called.insert(user);
    }
    return called;
}

/// By id, without the author.
Result<QList<UserId>> membersNamed(SqlConnection& db, const MentioningBody& text) {
    static const QString lookUpFew = membersByNameSql(fewNames);
    static const QString lookUpMany = membersByNameSql(manyNames);
    const QStringList names = mentionCandidates(text.body);
    const qsizetype atOnce = names.size() <= fewNames ? fewNames : manyNames;
    QHash<QString, QList<UserId>> byName;
    for (qsizetype from = 0; from < names.size(); from += atOnce) {
        QVariantList values;
        for (qsizetype i = from; i < from + atOnce; ++i)
            values.append(toSql(names.value(i)));
        values.append(toSql(text.room));
        Result<SqlRows> rows = db.runWith(atOnce == fewNames ? lookUpFew : lookUpMany, values);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next())
            byName[rows->text(1)].append(rows->id<UserId>(0));
    }
    QSet<UserId> mentioned = meantOf(byName, text.meant);
    mentioned.remove(text.by);
    QList<UserId> sorted(mentioned.cbegin(), mentioned.cend());
    std::ranges::sort(sorted);
    return sorted;
}

Status insertMembers(SqlConnection& db, const MentioningBody& text) {
    return db.exec(QStringLiteral("INSERT INTO mentions (room_id, user_id, seq) "
                                  "SELECT room_id, user_id, ? FROM members WHERE room_id = ? AND user_id <> ? "
                                  "ORDER BY user_id LIMIT ? ON CONFLICT DO NOTHING"),
                   text.seq, text.room, text.by, limits::calledMembers);
}

Status insertPresent(SqlConnection& db, const MentioningBody& text) {
    const QString sql = QString(
        u"WITH called AS (SELECT room_id, user_id FROM members WHERE " % db.dialect().among(QStringLiteral("user_id")) %
        u" AND room_id = ? AND user_id <> ? ORDER BY user_id LIMIT ?) "
        u"INSERT INTO mentions (room_id, user_id, seq) SELECT room_id, user_id, ? FROM called WHERE true "
        u"ON CONFLICT DO NOTHING");
    return forEachAmong(
        db, sql, text.present, [](const SqlRows&) {}, text.room, text.by, limits::calledMembers, text.seq);
}

// Most pages have no message with a mention, and nearly all others a few.
constexpr size_t textsTogether = 8;

/// The listed mentions of so many messages.
const QString& mentionsOfTexts() {
    static const QString text = [] {
        QStringList one;
        for (size_t i = 0; i < textsTogether; ++i)
            one.append(QStringLiteral("SELECT seq, user_id FROM (SELECT seq, user_id FROM mentions WHERE room_id = ? "
                                      "AND seq = ? ORDER BY user_id LIMIT %1) AS text%2")
                           .arg(QString::number(limits::mentionsListed), QString::number(i)));
        return one.join(QStringLiteral(" UNION ALL "));
    }();
    return text;
}

} // namespace

Result<QList<UserId>> insertMentions(SqlConnection& db, const MentioningBody& text) {
    if (!text.body.contains(u'@'))
        return QList<UserId>();
    const Result<QList<UserId>> named = membersNamed(db, text);
    if (!named)
        return fail(named.error());
    for (const UserId user : *named) {
        const Status done = db.exec(QStringLiteral("INSERT INTO mentions (room_id, user_id, seq) VALUES (?, ?, ?)"),
                                    text.room, user, text.seq);
        if (!done)
            return fail(done.error());
    }
    const GroupCalls calls = groupCallsIn(text.body);
    if (!calls.room && !calls.here)
        return *named;
    if (Status done = calls.room ? insertMembers(db, text) : insertPresent(db, text); !done)
        return fail(std::move(done.error()));
    return mentionedBy(db, text.room, text.seq, limits::mentionsListed);
}

Result<QList<UserId>> mentionedBy(SqlConnection& db, RoomId room, Seq seq, int most) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT user_id FROM mentions WHERE room_id = ? AND seq = ? ORDER BY user_id LIMIT ?"),
               room, seq, most);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<UserId> mentioned;
    while (rows->next())
        mentioned.append(rows->id<UserId>(0));
    return mentioned;
}

// A few messages at a time, each with a bound of its own: one that calls the room has thousands.
Status addMentions(SqlConnection& db, RoomId room, const std::vector<MentioningText>& texts) {
    std::vector<MentioningText> mentioning;
    std::ranges::copy_if(texts, std::back_inserter(mentioning),
                         [](const MentioningText& text) { return text.content->body.contains(u'@'); });
    for (size_t from = 0; from < mentioning.size(); from += textsTogether) {
        const auto part = std::span(mentioning).subspan(from, std::min(textsTogether, mentioning.size() - from));
        QVariantList values;
        for (size_t i = 0; i < textsTogether; ++i)
            values << toSql(room) << toSql(i < part.size() ? part[i].seq : Seq(0)); // no message has the number 0
        Result<SqlRows> rows = db.runWith(mentionsOfTexts(), values);
        if (!rows)
            return fail(std::move(rows.error()));
        QHash<Seq, QList<UserId>> mentions;
        while (rows->next())
            mentions[rows->integer(0)].append(rows->id<UserId>(1));
        for (const MentioningText& text : part)
            text.content->mentions = listedMentions(mentions.value(text.seq));
    }
    return {};
}

std::optional<QList<UserId>> listedMentions(QList<UserId> mentioned) {
    if (mentioned.isEmpty())
        return std::nullopt;
    mentioned.resize(std::min(mentioned.size(), limits::mentionsListed));
    return mentioned;
}

} // namespace confab
