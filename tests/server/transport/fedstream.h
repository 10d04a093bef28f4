// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/httpconnection.h"
#include "server/transport/transport.h"
#include "server/transport/transportcounters.h"

#include <array>

namespace confab::test {

/// A stream from the loopback that brings what it is fed.
class FedStream final : public ByteStream {
public:
    explicit FedStream(QByteArray bytes)
        : ByteStream(QHostAddress(QHostAddress::LocalHost)), m_bytes(std::move(bytes)) {}

    void feed(const QByteArray& more) {
        m_bytes += more;
        while (!m_bytes.isEmpty())
            owner()->readable();
    }
    QByteArray written;

    qint64 read(char* to, qint64 most) override {
        const qsizetype size = std::min(m_bytes.size(), qsizetype(most));
        std::copy_n(m_bytes.constData(), size, to);
        m_bytes.remove(0, size);
        return size;
    }
    qint64 write(std::span<const QByteArrayView> pieces) override {
        written += pieces.front();
        return pieces.front().size();
    }
    void tellWhenWritable() override {}
    void pauseReading(bool) override {}
    qint64 waiting() const override { return 0; }
    void finishWriting() override {}
    bool finish() override { return true; }
    void close() override {}
    qintptr descriptor() const override { return -1; }

private:
    QByteArray m_bytes;
};

/// An io thread whose questions are not answered.
class SilentHost final : public ClientSocketHost {
public:
    explicit SilentHost(TransportConfig config) : m_config(std::move(config)) {}

    int asked = 0;
    bool upgraded = false;
    bool isGone = false;
    HttpRouter routes;

    const TransportConfig& config() const override { return m_config; }
    ConnectionListener& listener() override { qFatal("nobody listens"); }
    const HttpRouter& router() const override { return routes; }
    std::span<char> readRoom() override { return m_room; }
    IoCounters& counters() override { return m_counters; }
    void deadlineMoved(ClientSocket&) override {}
    void atTurnEnd(ClientSocket&) override {}
    void gone(ClientSocket&) override { isGone = true; }
    void moreWaits() override {}
    void askLimiter(ClientSocket&, const QHostAddress&, bool) override { ++asked; }
    void upgrade(HttpConnection&, const HttpRequest&, const QByteArray&) override { upgraded = true; }

private:
    const TransportConfig m_config;
    std::array<char, 16 * 1024> m_room{};
    IoCounters m_counters;
};

} // namespace confab::test
