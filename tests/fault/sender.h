// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/transcript.h"
#include "tests/support/testclient.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

#include <memory>
#include <random>

namespace confab::test {

/// One client's history, for the checker.
struct SenderHistory {
    UserId user;
    struct Sent {
        RoomId room;
        QString body;
        Seq ackedSeq = 0; ///< 0: never acknowledged
        int tries = 0;
    };
    QHash<QString, Sent> sent; ///< by clientId
    QHash<RoomId, Transcript> transcripts;
    QStringList problems; ///< violations, in words
    /// A return after a loss.
    struct Return {
        qint64 away = 0;        ///< ms without a connection
        qint64 pause = 0;       ///< ms from the loss until all rooms were entered again
        qint64 caughtUp = 0;    ///< ms from the connection until everything missed was shown
        Seq missed = 0;         ///< events, over all rooms
        bool elsewhere = false; ///< at another node
    };
    QList<Return> returns;
    int reconnects = 0;
    int refreshes = 0;
    int pages = 0;      ///< read after entering, because there was more
    int holesShown = 0; ///< live, which must not be
    int moves = 0;      ///< because the server was draining
};

/// A client that sends its share of messages into several rooms and follows all of them, whatever happens to the
/// servers: it comes back to any of them with its tokens, catches up, and repeats what was not answered under the same
/// clientId.
/// Thread: the test's. Owned by: the test.
class Sender : public QObject {
    Q_OBJECT

public:
    struct Plan {
        QList<QUrl> urls; ///< it comes, and comes back, to any of these
        Codec codec = Codec::Json;
        QList<RoomId> rooms;
        QList<RoomId> writesIn; ///< of these rooms; empty: in all of them
        int messages = 0;
        int inFlight = 1;                           ///< how many may wait for their answers
        std::chrono::milliseconds every{0};         ///< between new messages; 0: as soon as there is room for one
        bool roams = false;                         ///< after a loss always to another of the urls
        std::chrono::milliseconds patience{60'000}; ///< hangs up after so long a silence when it waits for an answer
        quint64 seed = 0;
    };
    Sender(Plan plan, Auth auth);

    void start() { connectNow(); }
    /// Everything was acknowledged.
    bool isDone() const { return m_acked == m_messages; }
    int ackedCount() const { return m_acked; }
    /// No new messages from here on.
    void finish() { m_messages = int(m_history.sent.size()); }
    /// Follows the rooms up to here, with no hole.
    bool hasReached(RoomId room, Seq seq) const;
    /// Disconnects without a close frame and reconnects after this time, to another node where there is one.
    void cut(std::chrono::milliseconds away);
    /// In all its rooms.
    bool isReady() const { return m_ready && m_entered.size() == m_plan.rooms.size(); }
    QUrl url() const { return m_url; }
    /// No more reconnecting.
    void stop();
    int waiting() const { return int(m_unanswered.size()); }
    const SenderHistory& history() const { return m_history; }

Q_SIGNALS:
    void acked(confab::RoomId room, confab::Seq seq);
    /// These came live, or through a hole that was filled; what a return brings is not among them.
    void shown(confab::RoomId room, confab::Seq first, confab::Seq last);

private:
    void connectNow();
    void onOpened();
    void onClosed();
    void onNotice(const Notification& notice);
    void lost();
    void watch();
    void signIn();
    void refresh();
    void goOn();
    void enter(RoomId room);
    void entered(RoomId room, const Entered& answer);
    void fill(RoomId room);
    void take(RoomId room, const QList<Event>& events, bool more);
    void noteReturn();
    void sendNew();
    void sendOne();
    void send(const QString& clientId);
    void answered(const QString& clientId, const Result<Sent>& result);
    void refused(const QString& what, const Error& error, std::function<void()> again);
    void problem(const QString& what);
    int random(int least, int most) { return std::uniform_int_distribution(least, most)(m_random); }
    QString randomBody();

    const Plan m_plan;
    Auth m_auth;
    std::mt19937_64 m_random;
    std::unique_ptr<TestClient> m_client;
    QUrl m_url;
    QUrl m_lastUrl; // where it was signed in the last time
    SenderHistory m_history;
    QSet<QString> m_unanswered; // clientIds that the server has to be asked again after a break
    QSet<RoomId> m_entered;
    QSet<RoomId> m_filling;
    QHash<RoomId, Seq> m_toCatchUp; // where the rooms stood when it returned, until it has shown that
    int m_messages;
    int m_acked = 0;
    bool m_ready = false; // signed in
    bool m_leaving = false;
    bool m_elsewhere = false; // comes back to another node than the last one
    bool m_stopped = false;
    QTimer m_pace;
    QTimer m_watch;
    QTimer m_comeBack;
    QElapsedTimer m_heard;  // since the last sign of life
    QElapsedTimer m_lost;   // since the last connection ended
    QElapsedTimer m_opened; // since this one stands
    SenderHistory::Return m_return;
};

} // namespace confab::test
