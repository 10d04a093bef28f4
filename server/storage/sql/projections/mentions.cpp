// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/projections/mentions.h"

#include "common/protocol/limits.h"
#include "server/storage/sql/mentioncandidates.h"
#include "server/storage/sql/sqlconnection.h"

#include <QSet>

#include <algorithm>

namespace confab {

namespace {

// Names that one statement looks up: nearly all messages with mentions have one or two, and each value costs, filled in
// or not. The last statement is padded with the empty name, which no user has.
constexpr qsizetype fewNames = 4;
constexpr qsizetype manyNames = 50;

QString membersByNameSql(qsizetype names) {
    const QStringList marks(names, QStringLiteral("?"));
    // CROSS JOIN: names first. The other way round would read every member of a large room.
    return QString(u"SELECT u.id FROM users u CROSS JOIN members m WHERE u.folded_name IN (" % marks.join(u',') %
                   u") AND m.room_id = ? AND m.user_id = u.id");
}

} // namespace

Result<QList<UserId>> insertMentions(SqlConnection& db, RoomId room, Seq seq, UserId by, const QString& body) {
    static const QString lookUpFew = membersByNameSql(fewNames);
    static const QString lookUpMany = membersByNameSql(manyNames);
    const QStringList names = mentionCandidates(body);
    if (names.isEmpty())
        return QList<UserId>();
    const qsizetype atOnce = names.size() <= fewNames ? fewNames : manyNames;
    QSet<UserId> mentioned;
    for (qsizetype from = 0; from < names.size(); from += atOnce) {
        QVariantList values;
        for (qsizetype i = from; i < from + atOnce; ++i)
            values.append(toSql(names.value(i)));
        values.append(toSql(room));
        Result<SqlRows> rows = db.runWith(atOnce == fewNames ? lookUpFew : lookUpMany, values);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next())
            mentioned.insert(rows->id<UserId>(0));
    }
    mentioned.remove(by);
    QList<UserId> sorted(mentioned.cbegin(), mentioned.cend());
    std::ranges::sort(sorted);
    for (const UserId user : std::as_const(sorted)) {
        const Status done =
            db.exec(QStringLiteral("INSERT INTO mentions (room_id, user_id, seq) VALUES (?, ?, ?)"), room, user, seq);
        if (!done)
            return fail(done.error());
    }
    return sorted;
}

Result<QHash<Seq, QList<UserId>>> mentionsBetween(SqlConnection& db, RoomId room, Seq first, Seq last) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT seq, user_id FROM mentions WHERE room_id = ? AND seq >= ? "
                                                 "AND seq <= ? ORDER BY seq, user_id LIMIT ?"),
                                  room, first, last, limits::mentionsListed * limits::eventsPerPage);
    if (!rows)
        return fail(std::move(rows.error()));
    QHash<Seq, QList<UserId>> mentions;
    while (rows->next()) {
        QList<UserId>& mentioned = mentions[rows->integer(0)];
        if (mentioned.size() < limits::mentionsListed)
            mentioned.append(rows->id<UserId>(1));
    }
    return mentions;
}

/// Only texts with an '@' have any, and most pages have none.
Status addMentions(SqlConnection& db, RoomId room, const std::vector<MentioningText>& texts) {
    const auto mayMention = [](const MentioningText& text) { return text.content->body.contains(u'@'); };
    if (std::ranges::none_of(texts, mayMention))
        return {};
    const auto [first, last] = std::minmax(texts.front().seq, texts.back().seq);
    Result<QHash<Seq, QList<UserId>>> mentions = mentionsBetween(db, room, first, last);
    if (!mentions)
        return fail(std::move(mentions.error()));
    for (const MentioningText& text : texts)
        text.content->mentions = listedMentions(mentions->take(text.seq));
    return {};
}

std::optional<QList<UserId>> listedMentions(QList<UserId> mentioned) {
    if (mentioned.isEmpty())
        return std::nullopt;
    mentioned.resize(std::min(mentioned.size(), limits::mentionsListed));
    return mentioned;
}

} // namespace confab
