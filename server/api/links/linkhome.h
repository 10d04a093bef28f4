// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/links/httplink.h"
#include "server/api/links/linkmail.h"
#include "server/api/session/clientsessions.h"

#include <QTimer>

#include <unordered_map>

namespace confab::links {

/// The links that live on one io thread, and the polls that wait for them.
/// Thread: its io thread. Owned by: HttpLinks.
class LinkHome {
public:
    using Reply = std::function<void(quint16 to, LinkReply reply)>;

    /// `sessions`: of io thread number `io`; outlives this.
    LinkHome(quint16 io, ClientSessions& sessions, Framing framing, Reply reply);
    /// Ends all of them.
    ~LinkHome();
    LinkHome(const LinkHome&) = delete;
    LinkHome& operator=(const LinkHome&) = delete;

    void take(LinkRequest request);

private:
    struct Poll {
        quint16 from = 0;
        quint64 ticket = 0;
        HttpLink::Time since = 0;
    };
    struct Entry {
        std::unique_ptr<HttpLink> link;
        std::optional<Poll> poll;     // that waits
        HttpLink::Time unpolledSince; // when none waits
        bool isDue = false;           // its poll is looked at when the turn ends
        bool hasClosed = false;       // the listener knows that it has ended
    };
    using Entries = std::unordered_map<std::string, Entry>;

    void open(const LinkRequest& request);
    void poll(Entry& entry, const LinkRequest& request);
    void receive(Entry& entry, const LinkRequest& request);
    void receiveLines(HttpLink& link, const QByteArray& body);
    void changed(const std::string& token);
    void endTurn();
    void answerPoll(Entry& entry);
    void answerLongPoll(Entry& entry, HttpLink::Time now);
    void closeOne(Entry& entry);
    void look();

    const quint16 m_io;
    ClientSessions& m_sessions;
    const Framing m_framing;
    const Reply m_reply;
    const TransportLimits m_limits;
    Entries m_links;
    std::vector<std::string> m_due;
    quint64 m_lastNumber = 0;
    QTimer m_clock;
    QTimer m_turn;
};

} // namespace confab::links
