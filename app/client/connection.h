// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/line.h"
#include "app/client/then.h"

namespace confab::client {

/// The typed requests to the server, on the line in use. While the client moves to another node there are two lines:
/// the next one is tried beside the present one, and the old one lives until its requests are answered. It connects
/// when told and never by itself: reconnecting is the Session's, moving the Move's.
/// Thread: the client's. Owned by: Client.
class Connection : public QObject {
    Q_OBJECT
public:
    using Times = Line::Times;
    using Loss = Line::Loss;

    Connection(Codec codec, const Times& times, QObject* parent = nullptr);
    ~Connection() override;

    /// Drops the present lines and connects to `url` (serverUrl()). Ends in opened() or lost().
    void open(const QUrl& url);
    /// Closes all lines gracefully, at once for this side: waiting calls are answered Disconnected. No lost().
    void close();
    bool isOpen() const { return m_line && m_line->isOpen(); }

    /// Sends a request; `then` gets its answer later, never from within this call. Besides the server's own errors:
    /// Disconnected (not connected, or lost before the answer), Timeout, InvalidRequest (an answer that can't be read),
    /// ServerBusy (1,000 calls wait already).
    template <class R>
    void call(R request, Then<typename R::Answer> then) {
        send(m_line.get(), Request(std::move(request)), rawAnswer(std::move(then)));
    }

    /// Connects a second line, beside the one in use. Ends in nextOpened() or nextLost().
    void openNext(const QUrl& url);
    void closeNext();
    bool hasNext() const { return m_next != nullptr; }
    /// call(), on the next line.
    template <class R>
    void callNext(R request, Then<typename R::Answer> then) {
        send(m_next.get(), Request(std::move(request)), rawAnswer(std::move(then)));
    }
    /// Makes the next line the one in use. The old one still answers its requests, and delivers the events of rooms
    /// that are open on it; everything else arrives by the next one.
    void change();
    /// Closes the old line as soon as it has no pending request, and the line in use has none that was sent before this
    /// call; after `overlapMost` at the latest.
    void releaseOld();

    static constexpr std::chrono::milliseconds overlapMost{5000};

Q_SIGNALS:
    void opened();
    /// The line in use was lost.
    void lost(const confab::client::Connection::Loss& loss);
    void notified(const confab::Notification& notification);
    void nextOpened();
    void nextLost(const confab::client::Connection::Loss& loss);

private:
    template <class Answer>
    static Line::RawAnswer rawAnswer(Then<Answer> then) {
        return [then = std::move(then)](Result<QCborMap> raw) {
            then(std::move(raw).and_then(
                [](QCborMap map) { return wire::decodeMap<Answer>(map, QStringLiteral("result")); }));
        };
    }

    void send(Line* line, const Request& request, Line::RawAnswer answer);
    std::unique_ptr<Line> newLine();
    void lineOpened(const Line* line);
    void lineLost(const Line* line, const Loss& loss);
    void lineNotified(const Line* line, const Notification& notification);
    void releaseIfPaid();
    void discard(std::unique_ptr<Line>& line);

    const Codec m_codec;
    const Times m_times;
    std::unique_ptr<Line> m_line;  // in use
    std::unique_ptr<Line> m_next;  // becomes the line in use soon
    std::unique_ptr<Line> m_old;   // closes soon
    std::optional<qint64> m_fence; // pending requests of m_line up to this one keep m_old open
    QTimer m_overlapTimer;
};

} // namespace confab::client
