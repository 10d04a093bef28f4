// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/mentions.h"

#include "common/protocol/limits.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"

#include <QSet>

#include <algorithm>

namespace confab {

namespace {

/// Whether a name may end before position `at`.
bool endsWord(const QString& text, qsizetype at) {
    if (at == text.size())
        return true;
    const QChar c = text[at];
    if (c.isLowSurrogate())
        return false; // the middle of a character
    if (c.isHighSurrogate() && at + 1 < text.size())
        return !QChar::isLetterOrNumber(QChar::surrogateToUcs4(c, text[at + 1]));
    return !c.isLetterOrNumber();
}

// How many names one statement looks up: nearly all messages that mention somebody mention one or two, and each value
// costs, filled in or not. The last statement is filled up with the empty name, which nobody has.
constexpr qsizetype fewNames = 4;
constexpr qsizetype manyNames = 50;

QString membersByNameSql(qsizetype names) {
    const QStringList marks(names, QStringLiteral("?"));
    // CROSS JOIN: names first. The other way round would read every member of a large room.
    return QString(u"SELECT u.id FROM users u CROSS JOIN members m WHERE u.folded_name IN (" % marks.join(u',') %
                   u") AND m.room_id = ? AND m.user_id = u.id");
}

} // namespace

QStringList mentionCandidates(const QString& body) {
    if (!body.contains(u'@'))
        return {};
    const QString text = body.toCaseFolded();
    int looked = 0;
    QStringList candidates;
    QSet<QString> seen;
    for (qsizetype sign = text.indexOf(u'@'); sign >= 0; sign = text.indexOf(u'@', sign + 1)) {
        const qsizetype start = sign + 1;
        const qsizetype most = std::min(text.size(), start + limits::nameChars);
        for (qsizetype end = start + 1; end <= most && text[end - 1] != u'\n'; ++end) {
            if (text[end - 1].isSpace() || !endsWord(text, end))
                continue;
            const QString candidate = text.mid(start, end - start);
            if (candidate.front().isSpace())
                break; // no name begins so
            if (!seen.contains(candidate)) {
                seen.insert(candidate);
                candidates.append(candidate);
            }
            if (++looked == limits::mentionTexts || candidates.size() == limits::mentionCandidates)
                return candidates;
        }
    }
    return candidates;
}

Done insertMentions(SqlConnection& db, RoomId room, Seq seq, UserId by, const QString& body) {
    static const QString lookUpFew = membersByNameSql(fewNames);
    static const QString lookUpMany = membersByNameSql(manyNames);
    const QStringList names = mentionCandidates(body);
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
    for (const UserId user : std::as_const(mentioned)) {
        const Done done =
            db.exec(QStringLiteral("INSERT INTO mentions (room_id, user_id, seq) VALUES (?, ?, ?)"), room, user, seq);
        if (!done)
            return done;
    }
    return {};
}

} // namespace confab
