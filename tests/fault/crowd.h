// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/finaldatabase.h"
#include "tests/support/people.h"

#include <memory>
#include <optional>
#include <vector>

namespace confab::test {

/// Clients that talk in some rooms during faults, and the check of what they were told.
/// Thread: the test's. Owned by: the test.
class Crowd : public QObject {
    Q_OBJECT

public:
    struct Form {
        int clients = 20;
        int rooms = 3;
        int sends = 5'000;                          ///< of all together
        int inFlight = 16;                          ///< of each
        std::chrono::milliseconds every{0};         ///< Sender::Plan::every
        std::chrono::milliseconds patience{60'000}; ///< Sender::Plan::patience
        bool stay = false;                          ///< each client stays with one server
        /// With `stay` and as many rooms as servers: the clients of one server write in one room only, the next in the
        /// next, so that a client elsewhere depends on node messages.
        bool apart = false;
        bool roam = false; ///< Sender::Plan::roams
        bool json = false; ///< all of them; else half speak CBOR
        quint64 seed = 0;
    };
    explicit Crowd(Form form) : m_form(form) {}

    /// Every client gets an account and joins all rooms. Returns what went wrong, in words.
    QString meet(const QList<QUrl>& urls);
    /// Clients connect to these servers, and begin to send.
    void start(const QList<QUrl>& urls);
    /// No new messages.
    void finish();
    bool allAcked() const;
    bool allReady() const;
    int ackedCount() const;
    int sent() const;
    QString unfinished() const;
    const std::vector<std::unique_ptr<Sender>>& senders() const { return m_senders; }
    const QList<RoomId>& rooms() const { return m_rooms; }

    /// A late client reads the whole log at this server; then live clients get time to see the end, or the checker
    /// reports them. Returns what went wrong, in words.
    QString gather(const QUrl& url, std::chrono::milliseconds limit);
    /// All clients disconnect.
    void leave();
    /// The broken promises.
    QStringList brokenPromises(FinalDatabase& database) const;
    /// All returns of all clients.
    QList<SenderHistory::Return> returns() const;
    /// How the connections went.
    QString summary() const;

Q_SIGNALS:
    void acked(confab::RoomId room, confab::Seq seq);
    void shown(confab::RoomId room, confab::Seq first, confab::Seq last);

private:
    QString readLogs(const QUrl& url);
    bool everybodyReached() const;

    const Form m_form;
    Person m_reader;
    std::optional<SenderHistory> m_latecomer; // once it has read all logs
    QList<RoomId> m_rooms;
    QList<Auth> m_auths;
    std::vector<std::unique_ptr<Sender>> m_senders;
};

} // namespace confab::test
