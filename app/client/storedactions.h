// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/messageactions.h"
#include "app/store/changes.h"

namespace confab::client {

/// The actions as the store has them, and back. Answered ones are left out: the log has them. Pure functions.
QList<store::StoredAction> toStored(const QList<MessageAction>& actions);
/// What says nothing that this version knows is left out.
QList<MessageAction> actionsFrom(const QList<store::StoredAction>& stored);

} // namespace confab::client
