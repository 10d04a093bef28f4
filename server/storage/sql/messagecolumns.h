// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"
#include "server/storage/sql/columns.h"

namespace confab {

/// A row of `messages`, but for its room, which every query knows, and its mentions, which are rows of their own.
inline constexpr auto messageColumns = std::tuple{column("seq", &Message::seq),
                                                  column("by_user", &Message::by),
                                                  column("at", &Message::at),
                                                  column("body", &Message::body),
                                                  column("client_id", &Message::clientId),
                                                  column("edited_at", &Message::editedAt),
                                                  column("deleted_at", &Message::deletedAt),
                                                  column("reply_to", &Message::replyTo),
                                                  column("thread", &Message::thread)};

} // namespace confab
