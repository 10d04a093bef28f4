// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/admindoor.h"

#include <functional>

/// What the operator's commands write. Thread: the main thread.
namespace confab {

/// A text of a row, without characters that would control the operator's terminal or reorder a line.
QString textOf(const QJsonObject& row, const char* name);
QString numberOf(const QJsonObject& row, const char* name);
/// "2026-01-31" of a time in milliseconds.
QString dayOf(const QJsonObject& row, const char* name);

/// A line on the standard output.
void say(const QString& line);

/// All pages of a list: the rows that the answers to `what` have as `member`, a line for each below `head`; `ifNone`
/// when there are none. Errors are those of AdminDoor::ask().
Status listAll(AdminDoor& door, const char* what, const char* member, const QString& head, const QString& ifNone,
               const std::function<QString(const QJsonObject&)>& line);

} // namespace confab
