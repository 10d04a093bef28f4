// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/redis/limits.h"
#include "server/redis/respvalue.h"

#include <QString>

#include <optional>

namespace confab {

/// Makes values of the bytes that a Redis server sends, in pieces of any size. It looks at each byte once, keeps no
/// more than one unfinished value, and knows no socket. Attributes are read and dropped; streamed values are refused;
/// of a pushed string that is too long comes an empty one.
/// Thread: its connection's. Owned by: RedisConnection.
class RespParser {
public:
    explicit RespParser(RespLimits limits = {}) : m_limits(limits) {}

    /// Take all values with next() before the next piece, which bounds the rest.
    void append(QByteArrayView bytes);
    /// The next whole value; std::nullopt when more bytes are needed, or after a protocol error, until clear().
    std::optional<RespValue> next();
    bool hasFailed() const { return !m_why.isEmpty(); }
    /// The protocol error as a sentence; empty without one. It repeats no received bytes.
    QString why() const { return m_why; }
    /// Discards everything, as for a new connection.
    void clear();

private:
    /// An aggregate that is not complete. `missing` counts keys and values of a map each.
    struct Open {
        RespValue value;
        qint64 missing = 0;
        bool isAttribute = false;
    };
    enum class Step { Complete, Opened, Dropped, Incomplete, Failed };

    Step step(RespValue& value);
    Step readLine(QByteArrayView line, char kind, RespValue& value);
    Step readScalar(QByteArrayView text, char kind, RespValue& value);
    Step beginString(QByteArrayView text, char kind, RespValue& value);
    Step readString(RespValue& value);
    Step skipString(RespValue& value);
    Step beginAggregate(QByteArrayView text, char kind, RespValue& value);
    /// Puts a complete value where it belongs. True when that completes the outermost one, which is then `value`.
    bool place(RespValue& value);
    std::optional<QByteArrayView> takeLine();
    Step failed(const QString& why);

    const RespLimits m_limits;
    QByteArray m_buffer;
    qsizetype m_at = 0;      // what comes before is done with
    qsizetype m_scanned = 0; // from m_at, without an end of line
    qsizetype m_string = -1; // the length of the string whose bytes come now
    char m_stringKind = 0;
    bool m_skips = false; // the bytes, and their end of line, which m_string counts then, too
    std::vector<Open> m_open;
    qsizetype m_elements = 0;   // of the outermost value
    qsizetype m_valueBytes = 0; // likewise
    QString m_why;
};

} // namespace confab
