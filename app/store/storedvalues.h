// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/changes.h"

#include <QByteArray>

/// The values of the store's columns: CBOR as on the wire, so that a later version of the app reads them as it reads an
/// older server. What can't be read is left out: the server has it.
namespace confab::store {

QByteArray stored(const User& user);
QByteArray stored(const Room& room);
QByteArray stored(const LogRow& row);
QByteArray stored(const StoredAction& action);

std::optional<User> userFrom(const QByteArray& bytes);
std::optional<Room> roomFrom(const QByteArray& bytes);
std::optional<LogRow> rowFrom(const QByteArray& bytes);
std::optional<StoredAction> actionFrom(const QByteArray& bytes);

} // namespace confab::store
