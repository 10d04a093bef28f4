// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/sender.h"

#include <QStringList>

namespace confab::test {

/// One room's log as the database has it in the end.
struct FinalLog {
    RoomId room;
    QList<Event> events; ///< by seq
};

/// Compares what clients were told with the final logs. Returns every broken promise, in words; empty when there is
/// none. It uses histories only and never asks the server.
QStringList brokenPromises(const QList<const SenderHistory*>& histories, const QList<FinalLog>& logs);

} // namespace confab::test
