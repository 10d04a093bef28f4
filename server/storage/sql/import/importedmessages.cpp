// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/import/importedmessages.h"

#include "server/import/texts.h"
#include "server/storage/sql/appendstrategy.h"
#include "server/storage/sql/projections/projections.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/textarray.h"

#include <QSet>

namespace confab {

namespace {

// The text of a statement is a copy of all that it inserts.
constexpr qsizetype charsTogether = 256 * 1024;

const QString& messagesInsert() {
    static const QString text =
        QStringLiteral("INSERT INTO messages (seq, at, body, client_id, by_user, room_id) "
                       "SELECT f.seq, f.at, f.body, f.client_id, f.by_user, CAST(? AS BIGINT) "
                       "FROM unnest(CAST(? AS BIGINT[]), CAST(? AS BIGINT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]), "
                       "CAST(? AS BIGINT[])) AS f (seq, at, body, client_id, by_user) "
                       "ON CONFLICT (client_id, by_user) DO NOTHING RETURNING seq");
    return text;
}

} // namespace

void ImportedMessages::begin(const QString& source) {
    m_source = source;
    m_waiting.clear();
    m_chars = 0;
}

Status ImportedMessages::insert(const Event& event, MessagePosted& posted) {
    for (int tries = 0; tries < 2; ++tries) {
        const Result<int> inserted = m_db.change(messageInsertByAnyone(), event.seq, posted.body, posted.clientId,
                                                 posted.replyTo, event.at, event.room, event.by);
        if (!inserted)
            return fail(inserted.error());
        if (*inserted == 1)
            return {};
        posted.clientId = imported::derivedId(QString(m_source % u'/' % posted.clientId));
    }
    return fail(Error(ErrorKind::Internal, QStringLiteral("Two messages have the same id.")));
}

Status ImportedMessages::insertLater(const Event& event, const MessagePosted& posted) {
    const size_t most = m_db.dialect().appending().mostTogether();
    m_waiting.push_back({event.room, event.seq, event.by, event.at, posted});
    m_chars += posted.body.size();
    return m_waiting.size() >= most || m_chars >= charsTogether ? flush() : Status();
}

/// Those that have to be inserted one by one, with other ids.
Result<std::vector<Event>> ImportedMessages::insertTogether() {
    QList<qint64> numbers, times, authors;
    TextArray bodies(m_db.dialect()), clientIds(m_db.dialect());
    for (const Event& event : m_waiting) {
        const auto& posted = std::get<MessagePosted>(event.data);
        numbers.append(event.seq);
        times.append(event.at.ms);
        authors.append(event.by.value);
        bodies.append(posted.body);
        clientIds.append(posted.clientId);
    }
    const auto list = [this](const QList<qint64>& values) { return m_db.dialect().list(values).toString(); };
    Result<SqlRows> rows = m_db.run(messagesInsert(), m_waiting.front().room, list(numbers), list(times), bodies.text(),
                                    clientIds.text(), list(authors));
    if (!rows)
        return fail(std::move(rows.error()));
    QSet<Seq> inserted;
    while (rows->next())
        inserted.insert(rows->integer(0));
    std::erase_if(m_waiting, [&inserted](const Event& event) { return inserted.contains(event.seq); });
    return std::exchange(m_waiting, {});
}

Status ImportedMessages::flush() {
    m_chars = 0;
    if (m_waiting.empty())
        return {};
    // One is not worth a statement with arrays, and SQLite has none.
    Result<std::vector<Event>> rest = m_waiting.size() > 1 ? insertTogether() : std::exchange(m_waiting, {});
    if (!rest)
        return fail(std::move(rest.error()));
    for (Event& event : *rest) {
        if (Status inserted = insert(event, std::get<MessagePosted>(event.data)); !inserted)
            return inserted;
    }
    return {};
}

} // namespace confab
