// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "server/chat/accounts.h"
#include "server/chat/administration.h"
#include "server/chat/blocking.h"
#include "server/chat/bots.h"
#include "server/chat/callcounters.h"
#include "server/chat/credentials.h"
#include "server/chat/directs.h"
#include "server/chat/drafting.h"
#include "server/chat/hooks.h"
#include "server/chat/inbound.h"
#include "server/chat/invites.h"
#include "server/chat/messages.h"
#include "server/chat/moderation.h"
#include "server/chat/passwordresets.h"
#include "server/chat/presence.h"
#include "server/chat/profiles.h"
#include "server/chat/ratelimits.h"
#include "server/chat/reading.h"
#include "server/chat/rooms.h"
#include "server/chat/searching.h"
#include "server/chat/secondfactors.h"
#include "server/chat/unwritten.h"

#include <QObject>

namespace confab {

/// Takes clients' calls, lets the rule of their family decide, and sends the answers. It has two rules of its own: a
/// connection that is not signed in may only sign in, and a caller above its rate has to wait. Thread: chat thread, but
/// for inbox().post(). Owned by: Daemon.
class ChatService : public QObject {
    Q_OBJECT

public:
    struct Parts {
        Storage& storage;
        Passwords& passwords;
        const AccessTokens& tokens;
        const Clock& clock;
        Broker& broker;
        std::optional<NodeLease> lease; ///< none for a node that is the only one
        SteadyTime leaseBegunAt;        ///< a moment before that
        SessionTimes times;
        Registration registration = Registration::Open;
        Rates rates = Rates::unlimited();
        QString serverName;             ///< for people
        QString version;                ///< of the program
        qint64 fileBytes = 0;           ///< of one file
        QString publicUrl;              ///< where people reach the server: "https://chat.example.org"; empty: not known
        int keepDays = 0;               ///< of messages; 0: for ever
        QStringList fixedSettings = {}; ///< what of ServerSettings administrators can't change
    };
    /// `parts` must outlive this and resume their coroutines on this thread.
    ChatService(Parts parts, OutboundPorts ports);

    /// Any thread: where the io threads put clients' calls.
    Mailbox<Inbound>& inbox() { return m_inbox; }

    Backplane& backplane() { return m_backplane; }
    Erasures& erasures() { return m_erasures; }
    LiveSettings& settings() { return m_settings; }
    const Backplane& backplane() const { return m_backplane; }

    /// Any thread.
    const CallCounters& calls() const { return m_calls; }
    QueueCounts inboxCounts() const { return m_inbox.counts(); }
    const HubCounters& live() const { return m_hub.counters(); }

    /// From here on every call is answered with ServerDraining.
    void refuseCalls() { m_refusing = true; }

    /// Calls that have not been answered yet.
    int unanswered() const { return m_unanswered; }

Q_SIGNALS:
    /// All calls so far have been answered.
    void idle();

private:
    void take(std::vector<Inbound>& batch);
    void takeOne(Opened opened);
    void takeOne(Closed closed);
    void takeOne(CallRequest called);
    void takeOne(StatelessCall call);
    /// Without asking a rule.
    void refuse(const CallRequest& called, Error error);
    /// Why this call is not served now.
    std::optional<Error> refusal(const Caller& caller, const Request& request);
    QCoro::Task<> serve(Caller caller, CallRequest called);
    QCoro::Task<> serve(StatelessCall call);
    QCoro::Task<Result<Answer>> decide(Caller caller, Request request);
    /// With what may change while the server runs.
    About about() const;
    /// Who calls, whether that is served now, and the rule's answer. `reply` is told what is left of the call's rate;
    /// it outlives the coroutine.
    QCoro::Task<Result<Answer>> decide(StatelessCall call, StatelessReply& reply);
    /// refusal() of a call without a connection.
    std::optional<Error> refusal(const Caller& caller, const Request& request, StatelessReply& reply);

    template <class R>
    QCoro::Task<Result<Answer>> decideBy(auto& family, Caller caller, R request);
    template <class R>
    QCoro::Task<Result<Answer>> decideAmong(Caller& caller, R& request, auto& family, auto&... others);

    Hub m_hub;
    Backplane m_backplane;
    LiveSettings m_settings;
    Accounts m_accounts;
    OwnPassword m_password;
    Erasures m_erasures;
    Credentials m_credentials;
    SecondFactors m_secondFactors;
    Rooms m_rooms;
    Messages m_messages;
    Reading m_reading;
    Directs m_directs;
    Searching m_searching;
    Drafting m_drafting;
    Presence m_presence;
    Hooks m_hooks;
    Bots m_bots;
    Moderation m_moderation;
    Blocking m_blocking;
    Invites m_invites;
    Profiles m_profiles;
    Administration m_administration;
    PasswordResets m_passwordResets;
    Unwritten m_unwritten;
    const About m_about;
    RateLimits m_rateLimits;
    RateLimits::Time m_now; // of the batch that is being taken
    QHash<ConnectionId, QString> m_addresses;
    CallCounters m_calls;
    int m_unanswered = 0;
    bool m_refusing = false;
    Mailbox<Inbound> m_inbox;
};

} // namespace confab
