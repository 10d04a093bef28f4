// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/drafting.h"

#include "common/protocol/text.h"

namespace confab {

namespace {

/// As the server keeps it. MessageTooLong.
Result<Draft> draftOf(DraftSet request, UtcTime now) {
    const std::optional<QString> text = normalisedText(request.text, limits::draftBytes);
    const std::optional<QString> edit = normalisedText(request.edit.value_or(QString()), limits::draftBytes);
    if (!text || !edit)
        return fail(ErrorKind::MessageTooLong);
    Draft draft{request.room, request.thread, *text, request.replyTo, request.editing, {}, now};
    if (request.editing)
        draft.edit = *edit;
    return draft;
}

} // namespace

QCoro::Task<Result<DraftSaved>> Drafting::handle(Caller caller, DraftSet request) {
    const Result<Draft> draft = draftOf(std::move(request), m_clock.now());
    if (!draft)
        co_return fail(draft.error());
    const UserId user = caller.identity.user;
    const Status kept = co_await m_storage.drafts().put(user, *draft);
    if (!kept)
        co_return fail(kept.error());
    const DraftChanged change{*draft};
    m_backplane.notifyUser(user, change, caller.connection, RoomId());
    co_return DraftSaved{draft->at};
}

QCoro::Task<Result<DraftsPage>> Drafting::handle(Caller caller, DraftList request) {
    return m_storage.drafts().changedSince(caller.identity.user, request.since.value_or(UtcTime()));
}

} // namespace confab
