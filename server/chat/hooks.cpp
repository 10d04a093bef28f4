// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/hooks.h"

#include "common/protocol/text.h"
#include "server/auth/bottokens.h"
#include "server/auth/tokens.h"
#include "server/chat/permissions.h"
#include "server/hooks/hookaddress.h"

#include <QRegularExpression>

namespace confab {

namespace {

Error invalid(const char* member, const char* expected) {
    const QString path = QString(u"params." % QLatin1String(member));
    return Error::invalid(path, QString(path % u": " % QLatin1String(expected)));
}

bool isCommand(const QString& text) {
    static const QRegularExpression form(QStringLiteral("^/[\\p{L}\\p{N}_-]{1,31}\\z"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    return form.match(text).hasMatch();
}

/// The texts of the request as they are kept.
Result<NewHook> checked(const HookAdd& request) {
    NewHook hook;
    hook.room = request.room;
    hook.name = normalisedLine(request.name);
    if (hook.name.isEmpty() || hook.name.size() > limits::nameChars)
        return fail(invalid("name", "1 to 200 visible characters expected"));
    if (request.command && (!request.url || !isCommand(*request.command)))
        return fail(invalid("command", "a word such as /deploy, of an outgoing webhook, expected"));
    if (request.url && !isHookUrl(QUrl(*request.url, QUrl::StrictMode)))
        return fail(invalid("url", "an address such as https://example.org/hook expected"));
    hook.url = request.url;
    hook.command = request.command;
    return hook;
}

/// What its maker is told, by its kind.
MadeHook madeOf(HookChange change, const Secret& key, const Secret& path) {
    HookAdded answer;
    answer.hook = change.hook;
    if (change.hook.url)
        answer.key = key;
    else
        answer.path = Secret{QString(u"/hooks/" % path.value)};
    return {std::move(change), std::move(answer)};
}

} // namespace

QCoro::Task<Result<MadeHook>> makeHook(Storage& storage, HookAdd request, std::optional<UserId> by, UtcTime now) {
    Result<NewHook> fresh = checked(request);
    if (!fresh)
        co_return fail(std::move(fresh.error()));
    fresh->by = by;
    fresh->at = now;
    const bool isOutgoing = fresh->url.has_value();
    const Secret secret = isOutgoing ? newRefreshToken() : newHookSecret();
    if (isOutgoing)
        fresh->signingKey = secret.value.toLatin1(); // receivers use it as the text that it is
    else
        fresh->tokenHash = refreshTokenHash(secret);
    Result<HookChange> change = co_await storage.bots().addHook(std::move(*fresh), permissions::mayManageHooks);
    if (!change)
        co_return fail(std::move(change.error()));
    co_return madeOf(std::move(*change), secret, secret);
}

QCoro::Task<Result<MadeHook>> renewHook(Storage& storage, HookRenew request, std::optional<UserId> by, UtcTime now) {
    const Secret key = newRefreshToken();
    const Secret path = newHookSecret();
    HookSecrets fresh{request.room, request.hook, refreshTokenHash(path), key.value.toLatin1(), now};
    Result<HookChange> change = co_await storage.bots().renewHook(std::move(fresh), by, permissions::mayManageHooks);
    if (!change)
        co_return fail(std::move(change.error()));
    co_return madeOf(std::move(*change), key, path);
}

QCoro::Task<Result<HookAdded>> Hooks::handle(Caller caller, HookAdd request) {
    Result<MadeHook> made =
        co_await makeHook(m_storage, std::move(request), std::optional(caller.identity.user), m_clock.now());
    if (!made)
        co_return fail(std::move(made.error()));
    for (const Event& event : std::as_const(made->change.events))
        m_backplane.publishEvent(event, made->change.hook.name);
    co_return std::move(made->answer);
}

QCoro::Task<Result<HooksAnswer>> Hooks::handle(Caller caller, HookList request) {
    Result<QList<Hook>> hooks =
        co_await m_storage.bots().hooksOf(request.room, caller.identity.user, permissions::mayManageHooks);
    if (!hooks)
        co_return fail(std::move(hooks.error()));
    co_return HooksAnswer{std::move(*hooks)};
}

QCoro::Task<Result<Empty>> Hooks::handle(Caller caller, HookRemove request) {
    const std::optional<UserId> by = caller.identity.user;
    Result<HookChange> gone = co_await m_storage.bots().removeHook(request.room, request.hook, by, m_clock.now(),
                                                                   permissions::mayManageHooks);
    if (!gone)
        co_return fail(std::move(gone.error()));
    for (const Event& event : std::as_const(gone->events))
        m_backplane.publishEvent(event, gone->hook.name);
    if (gone->session)
        m_backplane.endSession(gone->session, {}, QStringLiteral("The webhook was removed"));
    co_return Empty{};
}

QCoro::Task<Result<HookAdded>> Hooks::handle(Caller caller, HookRenew request) {
    Result<MadeHook> made =
        co_await renewHook(m_storage, std::move(request), std::optional(caller.identity.user), m_clock.now());
    if (!made)
        co_return fail(std::move(made.error()));
    if (made->change.session)
        m_backplane.endSession(made->change.session, {}, QStringLiteral("The webhook has another path"));
    co_return std::move(made->answer);
}

QCoro::Task<Result<Sent>> Hooks::handle(Caller caller, HookPost request) {
    if (!caller.identity.scope || !caller.identity.scope->hook)
        co_return fail(Error(ErrorKind::RoomForbidden, QStringLiteral("Only a webhook posts like this")));
    const RoomId room = caller.identity.scope->hook;
    MessageSend message{room, std::move(request.clientId), std::move(request.text), {}};
    Result<Sent> sent = co_await m_messages.handle(std::move(caller), std::move(message));
    co_return sent;
}

} // namespace confab
