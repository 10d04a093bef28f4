// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/tcpproxy.h"

#include <random>

namespace confab::test {

/// The length of the first whole RESP value (2 or 3) in these bytes; 0 when it is incomplete, -1 when they are invalid.
qsizetype respLength(const QByteArray& bytes);

/// A proxy between a node and Redis that loses, delays and repeats published messages, in an order that the seed
/// determines. Redis' answers and confirmations pass unchanged. Thread: the test's. Owned by: the test.
class RespProxy : public TcpProxy {
    Q_OBJECT

public:
    struct Trouble {
        int lostPercent = 0;
        int repeatedPercent = 0;
        std::chrono::milliseconds latest{0}; ///< each is delayed by up to this
    };
    RespProxy(QString redisHost, quint16 redisPort, quint64 seed);

    /// Effective from now on.
    void set(Trouble trouble) { m_trouble = trouble; }
    struct Counts {
        int messages = 0;
        int lost = 0;
        int repeated = 0;
    };
    Counts counts() const { return m_counts; }

protected:
    void fromServer(ProxyLink& link, const QByteArray& piece) override;

private:
    void published(ProxyLink& link, const QByteArray& message);
    void handOnSomeTime(ProxyLink& link, const QByteArray& message);
    bool chance(int percent) { return std::uniform_int_distribution(1, 100)(m_random) <= percent; }

    std::mt19937_64 m_random;
    Trouble m_trouble;
    Counts m_counts;
};

} // namespace confab::test
