// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/administration.h"
#include "server/storage/blocks.h"
#include "server/storage/bots.h"
#include "server/storage/drafts.h"
#include "server/storage/installation.h"
#include "server/storage/invites.h"
#include "server/storage/messages.h"
#include "server/storage/moderation.h"
#include "server/storage/nodes.h"
#include "server/storage/ownrecords.h"
#include "server/storage/retention.h"
#include "server/storage/roomlog.h"
#include "server/storage/rooms.h"
#include "server/storage/search.h"
#include "server/storage/secondfactors.h"
#include "server/storage/sessions.h"
#include "server/storage/users.h"

namespace confab {

/// Durable state: the stores of one database.
/// Thread: chat thread. Owned by: the daemon.
class Storage {
public:
    virtual ~Storage() = default;
    virtual UserStore& users() = 0;
    virtual SessionStore& sessions() = 0;
    virtual SecondFactorStore& secondFactors() = 0;
    virtual RoomStore& rooms() = 0;
    virtual ModerationStore& moderation() = 0;
    virtual BlockStore& blocks() = 0;
    virtual InviteStore& invites() = 0;
    virtual RoomLog& log() = 0;
    virtual MessageStore& messages() = 0;
    virtual SearchStore& search() = 0;
    virtual DraftStore& drafts() = 0;
    virtual NodeStore& nodes() = 0;
    virtual BotStore& bots() = 0;
    virtual RetentionStore& retention() = 0;
    virtual OwnRecordStore& ownRecords() = 0;
    virtual AdminStore& administration() = 0;
    /// Read when the storage is opened, and the same as long as it lives. Any thread.
    virtual const Installation& installation() const = 0;
};

} // namespace confab
