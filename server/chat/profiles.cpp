// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/profiles.h"

#include "common/emoji/emojisequence.h"
#include "common/protocol/text.h"
#include "common/protocol/visibletext.h"
#include "server/chat/accounts.h"

namespace confab {

namespace {

Error invalid(const char* member, const QString& expected) {
    const QString path = QString(u"params." % QLatin1String(member));
    return Error::invalid(path, QString(path % u": " % expected));
}

/// As it is kept: on one line, with the one spelling of its emoji. Nothing of both is no status.
Result<OrNull<UserStatus>> statusOf(const OrNull<UserStatus>& asked, UtcTime now) {
    if (!asked.value)
        return OrNull<UserStatus>{};
    UserStatus status = *asked.value;
    status.text = normalisedLine(status.text);
    if (!hasVisibleCharacter(status.text))
        status.text.clear();
    if (status.text.size() > limits::statusChars) // normalising can make it longer
        return fail(invalid("status.text", QStringLiteral("at most %1 characters expected").arg(limits::statusChars)));
    if (!status.emoji.isEmpty()) {
        status.emoji = normalisedEmoji(status.emoji);
        if (status.emoji.isEmpty())
            return fail(invalid("status.emoji", QStringLiteral("one emoji expected")));
    }
    if (status.until && *status.until <= now)
        return fail(invalid("status.until", QStringLiteral("a time that is still to come expected")));
    if (status.text.isEmpty() && status.emoji.isEmpty())
        return OrNull<UserStatus>{};
    return OrNull<UserStatus>{std::move(status)};
}

Result<ProfileChange> changeOf(const Caller& caller, ProfileUpdate request, UtcTime now) {
    ProfileChange change{caller.identity.user};
    if (request.name) {
        Result<QString> name = checkedName(*request.name);
        if (!name)
            return fail(std::move(name.error()));
        change.name = std::move(*name);
    }
    if (request.status) {
        Result<OrNull<UserStatus>> status = statusOf(*request.status, now);
        if (!status)
            return fail(std::move(status.error()));
        change.status = std::move(*status);
    }
    change.picture = std::move(request.picture);
    return change;
}

/// As the database has it, in which nobody is offline by choice but who is invisible.
Availability stored(PresenceChoice choice) {
    switch (choice) {
    case PresenceChoice::Online:
        return Availability::Online;
    case PresenceChoice::Away:
        return Availability::Away;
    case PresenceChoice::DoNotDisturb:
        return Availability::DoNotDisturb;
    case PresenceChoice::Invisible:
        break;
    }
    return Availability::Offline;
}

} // namespace

QCoro::Task<Result<UserAnswer>> Profiles::handle(Caller caller, ProfileUpdate request) {
    Result<ProfileChange> change = changeOf(caller, std::move(request), m_clock.now());
    if (!change)
        co_return fail(std::move(change.error()));
    Result<UserStore::ProfileOutcome> done = co_await m_storage.users().updateProfile(std::move(*change));
    if (!done)
        co_return fail(std::move(done.error()));
    if (done->changed)
        co_await m_backplane.profileChanged(caller.identity.user, caller.connection);
    co_return UserAnswer{std::move(done->user)};
}

QCoro::Task<Result<Empty>> Profiles::handle(Caller caller, PresenceSet request) {
    const UserId user = caller.identity.user;
    const Result<bool> changed = co_await m_storage.users().setPresence(user, stored(request.state), m_clock.now());
    if (!changed)
        co_return fail(changed.error());
    if (*changed)
        co_await m_backplane.profileChanged(user, caller.connection);
    co_return Empty{};
}

} // namespace confab
