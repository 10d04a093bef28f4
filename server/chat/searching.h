// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/search.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of searching: who may find what, and what the words of a query mean. It marks nothing as read.
/// Thread: chat thread. Owned by: ChatService.
class Searching {
public:
    explicit Searching(Storage& storage) : m_storage(storage) {}

    QCoro::Task<Result<SearchAnswer>> handle(Caller caller, SearchMessages request);

private:
    /// The people with one of these names, or whose names have a word that begins so. "me" is the caller.
    QCoro::Task<Result<QList<UserId>>> named(QStringList names, UserId caller);

    Storage& m_storage;
};

} // namespace confab
