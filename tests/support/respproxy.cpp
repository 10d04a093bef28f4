// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/respproxy.h"

namespace confab::test {

namespace {

constexpr qsizetype more = 0;
constexpr qsizetype wrong = -1;

/// The end of the value that begins at `at`.
qsizetype endOf(const QByteArray& bytes, qsizetype at) {
    const qsizetype line = bytes.indexOf("\r\n", at);
    if (line < 0)
        return more;
    const char type = bytes.at(at);
    const qsizetype after = line + 2;
    if (QByteArrayView("+-:_#,(").contains(type))
        return after;
    bool isNumber = false;
    const qlonglong count = bytes.mid(at + 1, line - at - 1).toLongLong(&isNumber);
    if (!isNumber)
        return wrong;
    if (QByteArrayView("$!=").contains(type)) {
        const qsizetype end = count < 0 ? after : after + count + 2;
        return end <= bytes.size() ? end : more;
    }
    if (!QByteArrayView("*~>%|").contains(type))
        return wrong;
    // An attribute precedes the value that it is about.
    const qlonglong values = type == '%' ? 2 * count : type == '|' ? 2 * count + 1 : count;
    qsizetype end = after;
    for (qlonglong i = 0; i < values; ++i) {
        end = end < bytes.size() ? endOf(bytes, end) : more;
        if (end <= 0)
            return end;
    }
    return end;
}

} // namespace

qsizetype respLength(const QByteArray& bytes) {
    return bytes.isEmpty() ? more : endOf(bytes, 0);
}

RespProxy::RespProxy(QString redisHost, quint16 redisPort, quint64 seed)
    : TcpProxy(std::move(redisHost), redisPort), m_random(seed) {}

void RespProxy::fromServer(ProxyLink& link, const QByteArray& piece) {
    QByteArray& bytes = link.unfinished();
    bytes += piece;
    for (qsizetype length = respLength(bytes); length != more; length = respLength(bytes)) {
        if (length == wrong)
            qFatal("Redis says something that the proxy can't read");
        const QByteArray value = bytes.left(length);
        bytes.remove(0, length);
        if (value.startsWith(">3\r\n$7\r\nmessage\r\n") || value.startsWith(">3\r\n$8\r\nsmessage\r\n"))
            published(link, value);
        else
            link.client().write(value);
    }
}

void RespProxy::published(ProxyLink& link, const QByteArray& message) {
    ++m_counts.messages;
    if (chance(m_trouble.lostPercent)) {
        ++m_counts.lost;
        return;
    }
    handOnSomeTime(link, message);
    if (chance(m_trouble.repeatedPercent)) {
        ++m_counts.repeated;
        handOnSomeTime(link, message);
    }
}

void RespProxy::handOnSomeTime(ProxyLink& link, const QByteArray& message) {
    const int latest = int(m_trouble.latest.count());
    if (latest == 0)
        link.client().write(message);
    else
        handOnLater(&link, Way::ToClient, message,
                    std::chrono::milliseconds(std::uniform_int_distribution(0, latest)(m_random)));
}

} // namespace confab::test
