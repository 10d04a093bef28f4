// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/line.h"
#include "app/client/then.h"

namespace confab::client {

/// The typed requests to the server, on the line that is in use. While the client moves to another node there are two:
/// the next one is tried beside the present, and the old one lives until what was asked there is answered. It connects
/// when told and never by itself: coming back after a loss is the Session's, moving the Move's.
/// Thread: the client's. Owned by: Client.
class Connection : public QObject {
    Q_OBJECT
public:
    using Times = Line::Times;
    using Loss = Line::Loss;

    Connection(Codec codec, const Times& times, QObject* parent = nullptr);
    ~Connection() override;

    /// Drops what stands and connects to `url` (serverUrl()). Ends in opened() or lost().
    void open(const QUrl& url);
    /// Ends all lines in good order, at once for this side: waiting calls are answered Disconnected. No lost().
    void close();
    bool isOpen() const { return m_line && m_line->isOpen(); }

    /// Sends a request; `then` gets its answer later, never from within this call. Besides the server's own errors:
    /// Disconnected (not connected, or lost before the answer), Timeout, InvalidRequest (an answer that can't be read),
    /// ServerBusy (1,000 calls wait already).
    template <class R>
    void call(R request, Then<typename R::Answer> then) {
        send(m_line.get(), Request(std::move(request)), rawAnswer(std::move(then)));
    }

    /// Connects one line more, beside the one in use. Ends in nextOpened() or nextLost().
    void openNext(const QUrl& url);
    void closeNext();
    bool hasNext() const { return m_next != nullptr; }
    /// call(), on the next line.
    template <class R>
    void callNext(R request, Then<typename R::Answer> then) {
        send(m_next.get(), Request(std::move(request)), rawAnswer(std::move(then)));
    }
    /// The next line is the one in use from here on. The old one still answers what it was asked, and hands on the
    /// events of rooms that are open on it; of all else the next one tells.
    void change();
    /// Lets the old line go as soon as it owes no answer, and the one in use none to what it was asked up to now; after
    /// `overlapMost` at the latest.
    void releaseOld();

    static constexpr std::chrono::milliseconds overlapMost{5000};

Q_SIGNALS:
    void opened();
    /// The line in use is lost.
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
    std::unique_ptr<Line> m_next;  // to be used soon
    std::unique_ptr<Line> m_old;   // to be let go soon
    std::optional<qint64> m_fence; // what m_line owes up to here keeps m_old
    QTimer m_overlapTimer;
};

} // namespace confab::client
