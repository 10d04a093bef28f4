// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/transcript.h"
#include "tests/support/testclient.h"

#include <QSet>

#include <memory>
#include <random>

namespace confab::test {

/// What one client did and was told, for the checker.
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
    QStringList problems; ///< what must not happen, in words
    int reconnects = 0;
    int refreshes = 0;
    int holesFilled = 0;
};

/// A client that sends its share of messages into several rooms and follows all of them, whatever happens to the
/// server: it comes back with its tokens, catches up, and repeats what was not answered under the same clientId.
/// Thread: the test's. Owned by: the test.
class Sender : public QObject {
    Q_OBJECT

public:
    struct Plan {
        QUrl url;
        Codec codec = Codec::Json;
        QList<RoomId> rooms;
        int messages = 0;
        int inFlight = 1; ///< how many may wait for their answers
        quint64 seed = 0;
    };
    Sender(Plan plan, Auth auth);

    void start() { connectNow(); }
    /// Everything was acknowledged.
    bool isDone() const { return m_acked == m_plan.messages; }
    /// Follows the rooms up to here, with no hole.
    bool hasReached(RoomId room, Seq seq) const;
    /// No more reconnecting.
    void stop();
    int waiting() const { return int(m_unanswered.size()); }
    const SenderHistory& history() const { return m_history; }

Q_SIGNALS:
    void acked();

private:
    void connectNow();
    void onOpened();
    void onClosed();
    void signIn();
    void refresh();
    void enter(RoomId room);
    void fill(RoomId room);
    void take(RoomId room, const QList<Event>& events, bool more);
    void goOn();
    void sendNew();
    void send(const QString& clientId);
    void answered(const QString& clientId, const Result<Sent>& result);
    void problem(const QString& what);
    int random(int least, int most) { return std::uniform_int_distribution(least, most)(m_random); }
    QString randomBody();

    const Plan m_plan;
    Auth m_auth;
    std::mt19937_64 m_random;
    std::unique_ptr<TestClient> m_client;
    SenderHistory m_history;
    QSet<QString> m_unanswered; // clientIds that the server has to be asked again after a break
    QSet<RoomId> m_entered;
    QSet<RoomId> m_filling;
    int m_acked = 0;
    bool m_stopped = false;
};

} // namespace confab::test
