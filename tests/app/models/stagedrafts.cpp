// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stagedrafts.h"

namespace confab::test {

std::optional<Result<Answer>> StageDrafts::answer(const Request& request, ScriptedServer& server) {
    if (const auto* list = std::get_if<DraftList>(&request)) {
        DraftsPage page;
        for (const Draft& draft : std::as_const(m_drafts[m_account])) {
            if (draft.at >= list->since.value_or(UtcTime()))
                page.drafts.append(draft);
        }
        return Result<Answer>(page);
    }
    const auto* set = std::get_if<DraftSet>(&request);
    if (!set)
        return std::nullopt;
    change({set->room, set->thread, set->text, set->replyTo, set->editing, set->edit, {}}, server);
    return Result<Answer>(DraftSaved{UtcTime{m_now}});
}

void StageDrafts::change(Draft draft, ScriptedServer& server) {
    draft.at = UtcTime{++m_now};
    m_drafts[m_account][{draft.room.value, draft.thread.value_or(0)}] = draft;
    server.notify(DraftChanged{draft});
}

} // namespace confab::test
