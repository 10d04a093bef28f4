// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>

#include <initializer_list>

namespace confab {

/// Commands as a Redis server reads them, one after the other in one buffer whose memory is used again.
/// Thread: its connection's. Owned by: RedisConnection.
class RespWriter {
public:
    void command(std::initializer_list<QByteArrayView> words);
    /// `name` and then each of the others.
    void command(QByteArrayView name, const QList<QByteArray>& arguments);

    bool isEmpty() const { return m_buffer.isEmpty(); }
    qsizetype size() const { return m_buffer.size(); }
    /// Valid until the next call.
    QByteArrayView bytes() const { return m_buffer; }
    /// All was sent. The memory stays, unless it was much.
    void sent();

private:
    void begin(qsizetype words);
    void word(QByteArrayView text);
    void number(char kind, qsizetype value);

    QByteArray m_buffer;
};

} // namespace confab
