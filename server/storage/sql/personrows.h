// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"
#include "server/storage/sql/sqlconnection.h"

/// How everybody sees somebody: of a row of `users` the id, the name, whether it is a bot, the picture and the status.
namespace confab {

/// The list of a SELECT. `table`: the name of users in it; empty: it is the only table.
QString personList(const QString& table = {});
inline constexpr int personColumns = 7;
/// The columns from `first` on. A status whose time has passed is none.
User readPerson(const SqlRows& row, int first = 0);

/// The list of a SELECT that adds what is for those who share a room with them: what they chose to be seen as, in
/// which Availability::Offline is invisible, and when they were last connected. The rules make of the choice what is
/// told.
QString presenceList(const QString& table = {});
inline constexpr int presenceColumns = 2;
void readPresence(User& user, const SqlRows& row, int first);

} // namespace confab
