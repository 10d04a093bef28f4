// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/headstage.h"

#include "server/transport/connection.h"
#include "server/transport/http/httpconnection.h"
#include "server/transport/transport.h"
#include "server/transport/transportcounters.h"
#include "server/transport/websocket/handshake.h"

#include <array>

namespace confab {

namespace {

enum Scene : quint8 {
    FromProxy = 1,
    AddressRefused = 2,
    Impolitely = 4,
    NoRoom = 8,
    WritesLittle = 16, // and the rest at the next call
    ServesPages = 32,
    AdmitsLate = 64, // after all bytes have arrived
};

class NotedStream final : public ByteStream {
public:
    /// `ends`: where the requests of the input end.
    NotedStream(quint8 scene, QList<qsizetype> ends, HeadStage::Outcome& outcome)
        : ByteStream(QHostAddress(scene & FromProxy ? QStringLiteral("10.0.0.1") : QStringLiteral("192.0.2.1"))),
          m_atOnce(scene & WritesLittle ? 9 : 1 << 20), m_ends(std::move(ends)), m_outcome(outcome) {}

    void feed(QByteArrayView bytes) {
        m_waiting = bytes;
        m_fed += bytes.size();
        while (!m_waiting.isEmpty() && !m_closed && !m_outcome.isConnection)
            owner()->readable();
        while (std::exchange(m_asked, false) && !m_closed)
            owner()->writable();
        if (m_outcome.isConnection)
            m_outcome.behind += m_waiting; // of the connection, which reads on
    }

    qint64 read(char* to, qint64 most) override {
        const qsizetype count = std::min(m_waiting.size(), qsizetype(most));
        std::copy_n(m_waiting.data(), count, to);
        m_waiting = m_waiting.sliced(count);
        return count;
    }
    qint64 write(std::span<const QByteArrayView> pieces) override {
        const QByteArrayView taken = pieces.front().first(std::min(pieces.front().size(), m_atOnce));
        m_outcome.answer += taken;
        return taken.size();
    }
    void tellWhenWritable() override { m_asked = true; }
    void pauseReading(bool) override {}
    qint64 waiting() const override { return 0; }
    void finishWriting() override { ++m_outcome.ends; }
    bool finish() override {
        m_closed = true;
        m_outcome.isLost = !m_ends.contains(m_fed);
        return ++m_outcome.ends > 0;
    }
    void close() override { m_closed = true; }
    qintptr descriptor() const override { return -1; }

private:
    const qsizetype m_atOnce;
    const QList<qsizetype> m_ends;
    HeadStage::Outcome& m_outcome;
    QByteArrayView m_waiting;
    qsizetype m_fed = 0;
    bool m_asked = false;
    bool m_closed = false;
};

class NotedListener final : public ConnectionListener {
public:
    bool hasRoom() override { return room; }
    void opened(Connection&, const HttpRequest&) override {}
    void received(Connection&, const QByteArray&) override {}
    void closed(Connection&) override {}
    bool room = true;
};

/// An io thread that decides by the scene, at once.
class NotedHost final : public ClientSocketHost {
public:
    NotedHost(quint8 scene, HeadStage::Outcome& outcome) : m_scene(scene), m_outcome(outcome) {
        m_config.limits.headBytes = HeadStage::headBytes;
        m_config.limits.readBytes = HeadStage::headBytes;
        m_config.limits.discardedBytes = HeadStage::headBytes;
        m_config.addresses.proxies = HeadStage::proxies();
        m_config.allowedOrigins = {HeadStage::origin};
        m_router.addWebSocket(m_config.webSocketPath);
        if (scene & ServesPages)
            addPages();
        m_listener.room = !(scene & NoRoom);
    }
    virtual ~NotedHost() = default;

    bool isGone() const { return m_gone; }

    const TransportConfig& config() const override { return m_config; }
    ConnectionListener& listener() override { return m_listener; }
    const HttpRouter& router() const override { return m_router; }
    std::span<char> readRoom() override { return m_room; }
    IoCounters& counters() override { return m_counters; }
    void deadlineMoved(ClientSocket&) override {}
    void atTurnEnd(ClientSocket&) override {}
    void gone(ClientSocket&) override { m_gone = true; }
    void moreWaits() override {}
    void askLimiter(ClientSocket& peer, const QHostAddress&, bool) override {
        m_asks = &peer;
        if (!(m_scene & AdmitsLate))
            decide();
    }
    /// Answers a request that still waits for it. False: none does.
    bool decide() {
        ClientSocket* peer = std::exchange(m_asks, nullptr);
        if (!peer)
            return false;
        if (m_scene & AddressRefused)
            peer->admitted(AddressLedger::Refusal{std::chrono::milliseconds(1500), !(m_scene & Impolitely)});
        else
            peer->admitted(std::nullopt);
        return true;
    }
    void upgrade(HttpConnection& http, const HttpRequest&, const QByteArray& behind) override {
        ++m_outcome.ends;
        m_outcome.isConnection = true;
        m_outcome.behind = behind;
        m_outcome.client = http.client().toString().toLatin1();
    }

private:
    /// Pages that repeat their path, and what is posted to them.
    void addPages() {
        m_router.get("/{page}", [](const HttpRequest& request) {
            HttpAnswer page;
            page.body = request.path;
            return page;
        });
        const auto repeat = [](const HttpExchange& exchange) {
            HttpAnswer page;
            page.body = exchange.request.body;
            exchange.reply(page);
        };
        m_router.add("POST", "/{page}", repeat, {HeadStage::bodyBytes, false, {}});
    }

    const quint8 m_scene;
    HeadStage::Outcome& m_outcome;
    TransportConfig m_config;
    NotedListener m_listener;
    HttpRouter m_router;
    std::array<char, 1024> m_room{};
    IoCounters m_counters;
    ClientSocket* m_asks = nullptr;
    bool m_gone = false;
};

/// Where the well-formed requests at the beginning of these bytes end.
QList<qsizetype> requestEnds(const QByteArray& bytes) {
    QList<qsizetype> ends;
    qsizetype at = 0;
    while (true) {
        const HeadResult head = parseHead(QByteArrayView(bytes).sliced(at), HeadStage::headBytes);
        if (head.state != HeadResult::State::Complete)
            return ends;
        at += head.size;
        BodyReader body(BodyFraming::of(head.request), HeadStage::bodyBytes);
        QByteArray content;
        MemoryBody sink(content);
        at += body.take(QByteArrayView(bytes).sliced(at), sink);
        if (body.state() != BodyReader::State::Complete)
            return ends;
        ends.append(at);
    }
}

} // namespace

namespace {

/// They differ from run to run.
void dropRequestIds(QByteArray& answers) {
    const QByteArray header("\r\nX-Request-Id: ");
    for (qsizetype at = answers.indexOf(header); at >= 0; at = answers.indexOf(header, at))
        answers.remove(at, answers.indexOf("\r\n", at + header.size()) - at);
}

} // namespace

const QByteArray HeadStage::origin = "https://chat.example";

Subnets HeadStage::proxies() {
    return {{QHostAddress(QStringLiteral("10.0.0.0")), 8}, {QHostAddress(QStringLiteral("fd00::")), 8}};
}

HeadStage::Outcome HeadStage::play(quint8 scene, const QByteArray& bytes, qsizetype piece) {
    Outcome outcome;
    NotedHost host(scene, outcome);
    auto made = std::make_unique<NotedStream>(scene, requestEnds(bytes), outcome);
    NotedStream& stream = *made;
    HttpConnection http(1, std::move(made), host);
    http.start();
    for (qsizetype from = 0; from < bytes.size() && !host.isGone(); from += piece)
        stream.feed(QByteArrayView(bytes).sliced(from, std::min(piece, bytes.size() - from)));
    while (!host.isGone() && host.decide())
        stream.feed({});
    dropRequestIds(outcome.answer);
    return outcome;
}

} // namespace confab
