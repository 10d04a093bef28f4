// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/chatservice.h"

#include <QLoggingCategory>

#include "common/core/work.h"
#include "common/protocol/openrpc.h"
#include "server/chat/scopes.h"
#include "server/ops/requestscope.h"

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.chat")

// A hundred calls from each of a thousand clients at once. Calls above it are refused with a retry time.
constexpr size_t waitingCalls = 100'000;

// Retry time after a database failure: about as long as a restart of it takes.
constexpr qint64 unavailableRetryMs = 1000;

// Retry time while an io thread is behind: it handles a good part of its queue by then.
constexpr qint64 behindRetryMs = 1000;

/// The log gets the internal failure; the caller only learns that it is not at fault.
Error forTheWire(Error error, size_t method) {
    if (errorRow(error.kind).code != 0 && error.kind != ErrorKind::Internal)
        return error;
    // The database may be back soon; the storage has logged the reason once, not for each call.
    if (error.kind == ErrorKind::Unavailable)
        return Error::retryLater(ErrorKind::ServerBusy, unavailableRetryMs);
    if (error.kind != ErrorKind::Disconnected)
        qCWarning(lc).noquote() << CallCounters::name(method).data() << "failed:" << error.message;
    return Error(ErrorKind::Internal);
}

About aboutOf(const ChatService::Parts& parts) {
    return {parts.storage.installation().id,
            parts.serverName,
            parts.version,
            parts.registration,
            {QStringLiteral("password")},
            {limits::messageBytes, parts.fileBytes}};
}

ServerSettings configured(const ChatService::Parts& parts) {
    const std::optional<int> days = parts.keepDays > 0 ? std::optional(parts.keepDays) : std::nullopt;
    return {parts.serverName, parts.registration, days,
            parts.fixedSettings.isEmpty() ? std::nullopt : std::optional<QList<QString>>(parts.fixedSettings)};
}

QCoro::Task<Result<Answer>> answerWith(Answer answer) {
    co_return answer;
}

QCoro::Task<Result<Answer>> discover() {
    static const QCborMap document = openRpcDocument(); // some thousand small parts: made once
    co_return Answer(OpenRpc{document});
}

} // namespace

ChatService::ChatService(Parts parts, OutboundPorts ports)
    : m_hub(std::move(ports)),
      m_backplane({parts.storage, parts.broker, parts.clock, parts.lease, parts.leaseBegunAt}, m_hub),
      m_settings(parts.storage.administration(), configured(parts)),
      m_accounts(parts.storage, m_hub, m_backplane, parts.passwords, parts.tokens, parts.clock, parts.times,
                 m_settings),
      m_password(parts.storage, parts.passwords, parts.clock), m_erasures(parts.storage, m_backplane, parts.clock),
      m_credentials({parts.storage, m_backplane, parts.passwords, m_password, parts.clock, m_erasures}),
      m_secondFactors({parts.storage, m_accounts, m_password, parts.tokens, parts.clock, m_settings}),
      m_exporting(parts.storage, parts.clock), m_rooms(parts.storage, m_hub, m_backplane, parts.passwords, parts.clock),
      m_messages(parts.storage, m_hub, m_backplane, parts.clock), m_reading(parts.storage),
      m_directs(parts.storage, m_hub, m_backplane, parts.clock), m_searching(parts.storage),
      m_drafting(parts.storage, m_backplane, parts.clock), m_presence(parts.storage, m_hub, m_backplane, parts.clock),
      m_hooks(parts.storage, m_backplane, m_messages, parts.clock), m_bots(parts.storage, m_backplane, parts.clock),
      m_moderation(parts.storage, m_backplane, parts.clock), m_blocking(parts.storage, m_backplane),
      m_invites(parts.storage, m_hub, m_backplane, parts.clock, parts.publicUrl),
      m_profiles(parts.storage, m_backplane, parts.clock),
      m_administration(
          {parts.storage, m_hub, m_backplane, m_settings, parts.clock, parts.lease, parts.publicUrl, parts.version}),
      m_passwordResets(parts.storage, m_backplane, parts.passwords, parts.clock), m_about(aboutOf(parts)),
      m_rateLimits(std::move(parts.rates)),
      m_inbox(this, waitingCalls, [this](std::vector<Inbound>& batch) { take(batch); }) {}

void ChatService::take(std::vector<Inbound>& batch) {
    m_now = std::chrono::steady_clock::now();
    m_backplane.checkLease(); // a node that was frozen must not act on seats that others hold by now
    for (Inbound& item : batch)
        std::visit([this](auto& one) { takeOne(std::move(one)); }, item);
}

void ChatService::takeOne(Opened opened) {
    m_hub.connected(opened.connection);
    m_addresses.insert(opened.connection, opened.address);
}

void ChatService::takeOne(Closed closed) {
    const Working working("the end of a connection");
    m_hub.disconnected(closed.connection);
    m_addresses.remove(closed.connection);
}

void ChatService::takeOne(CallRequest called) {
    m_calls.began();
    const Working working(CallCounters::name(called.request.index()).data());
    Caller caller{called.connection, m_addresses.value(called.connection), {}};
    if (const Identity* identity = m_hub.connections().identity(called.connection))
        caller.identity = *identity;
    if (std::optional<Error> refused = refusal(caller, called.request))
        return refuse(called, std::move(*refused));
    ++m_unanswered;
    serve(std::move(caller), std::move(called));
}

std::optional<Error> ChatService::refusal(const Caller& caller, const Request& request) {
    const bool isSignedIn = caller.identity.user != UserId{};
    if (!isSignedIn && accessOf(request) == Access::SignedIn)
        return Error(ErrorKind::AuthRequired);
    if (m_refusing)
        return Error::retryLater(ErrorKind::ServerDraining, unavailableRetryMs);
    if (!m_hub.hasRoom())
        return Error::retryLater(ErrorKind::ServerBusy, behindRetryMs);
    if (const auto wait = m_rateLimits.take(caller, request, m_now))
        return Error::retryLater(ErrorKind::RateLimited, wait->count());
    if (Status inScope = checkScope(caller, request); !inScope)
        return std::move(inScope.error());
    return std::nullopt;
}

void ChatService::refuse(const CallRequest& called, Error error) {
    m_calls.ended(called.request.index(), error.kind, std::chrono::steady_clock::now() - called.at);
    m_hub.post(called.connection, CallReply{called.connection, called.number, fail(std::move(error))});
}

QCoro::Task<> ChatService::serve(Caller caller, CallRequest called) {
    const ConnectionId connection = caller.connection;
    const size_t method = called.request.index();
    Result<Answer> result = co_await decide(std::move(caller), std::move(called.request));
    if (!result)
        result = fail(forTheWire(std::move(result.error()), method));
    const std::optional<ErrorKind> failure = result ? std::nullopt : std::optional(result.error().kind);
    m_calls.ended(method, failure, std::chrono::steady_clock::now() - called.at);
    m_hub.post(connection, CallReply{connection, called.number, std::move(result)});
    if (--m_unanswered == 0)
        Q_EMIT idle();
}

void ChatService::takeOne(StatelessCall call) {
    const RequestScope scope(call.requestId); // up to where it first waits
    m_calls.began();
    const Working working(CallCounters::name(call.request.index()).data());
    ++m_unanswered;
    serve(std::move(call));
}

QCoro::Task<> ChatService::serve(StatelessCall call) {
    const quint16 io = call.ticket.io;
    const auto at = call.at;
    const size_t number = call.request.index();
    const QByteArray requestId = call.requestId;
    StatelessReply reply{call.ticket, fail(ErrorKind::Internal)};
    reply.result = co_await decide(std::move(call), reply);
    const RequestScope scope(requestId);
    if (!reply.result)
        reply.result = fail(forTheWire(std::move(reply.result.error()), number));
    const std::optional<ErrorKind> failure = reply.result ? std::nullopt : std::optional(reply.result.error().kind);
    m_calls.ended(number, failure, std::chrono::steady_clock::now() - at);
    // There is no connection: the ticket tells the io thread only.
    m_hub.post(ConnectionId{io, 0}, std::move(reply));
    if (--m_unanswered == 0)
        Q_EMIT idle();
}

/// What is left of the rate is said with the answer, whatever that is: of the one that refuses, else of the call's own.
std::optional<Error> ChatService::refusal(const Caller& caller, const Request& request, StatelessReply& reply) {
    std::optional<Error> refused = refusal(caller, request);
    const bool isLimited = refused && refused->kind == ErrorKind::RateLimited;
    if (isLimited || !std::holds_alternative<SessionResume>(request))
        reply.rate = m_rateLimits.standing(caller, request, m_now);
    return refused;
}

/// A token costs what session.resume does, so it counts like that for its address; the call itself counts for the
/// person then.
QCoro::Task<Result<Answer>> ChatService::decide(StatelessCall call, StatelessReply& reply) {
    Caller caller{{}, call.address, {}};
    if (!call.accessToken.isEmpty()) {
        if (std::optional<Error> refused = refusal(caller, SessionResume{}, reply))
            co_return fail(std::move(*refused));
        Result<Identity> identity = co_await m_accounts.identify(call.accessToken);
        if (!identity)
            co_return fail(std::move(identity.error()));
        caller.identity = std::move(*identity);
    }
    if (std::optional<Error> refused = refusal(caller, call.request, reply))
        co_return fail(std::move(*refused));
    Result<Answer> answer = co_await decide(std::move(caller), std::move(call.request));
    co_return answer;
}

template <class R>
QCoro::Task<Result<Answer>> ChatService::decideBy(auto& family, Caller caller, R request) {
    auto result = co_await family.handle(std::move(caller), std::move(request));
    if (!result)
        co_return fail(std::move(result.error()));
    co_return Answer(std::move(*result));
}

/// By the first of these families that has a rule for R; a method that none has does not compile.
template <class R>
QCoro::Task<Result<Answer>> ChatService::decideAmong(Caller& caller, R& request, auto& family, auto&... others) {
    if constexpr (requires { family.handle(caller, request); }) {
        return decideBy<R>(family, std::move(caller), std::move(request));
    } else {
        static_assert(sizeof...(others) > 0, "no family of rules serves this method");
        return decideAmong<R>(caller, request, others...);
    }
}

About ChatService::about() const {
    About about = m_about;
    about.name = m_settings.now().name;
    about.registration = m_settings.now().registration;
    return about;
}

QCoro::Task<Result<Answer>> ChatService::decide(Caller caller, Request request) {
    return std::visit(
        [&](auto& typed) {
            using R = std::decay_t<decltype(typed)>;
            if constexpr (std::is_same_v<R, RpcDiscover>)
                return discover();
            else if constexpr (std::is_same_v<R, ServerAbout>)
                return answerWith(about());
            else
                return decideAmong<R>(caller, typed, m_accounts, m_credentials, m_secondFactors, m_exporting, m_rooms,
                                      m_messages, m_reading, m_directs, m_searching, m_drafting, m_presence, m_hooks,
                                      m_bots, m_moderation, m_blocking, m_invites, m_profiles, m_administration,
                                      m_passwordResets);
        },
        request);
}

} // namespace confab
