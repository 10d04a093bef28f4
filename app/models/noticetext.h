// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace confab::client {
class UserDirectory;
struct TimelineEntry;
} // namespace confab::client

/// The texts of notices, the events of a timeline other than messages, in the reader's language.
namespace confab::models {

/// The most names in one line of joins.
inline constexpr int namesInNotice = 3;

/// For users who joined in succession, in order.
QString joinedText(const QStringList& names);
/// For one event; empty for events without a text.
QString noticeText(const client::TimelineEntry& entry, client::UserDirectory& people);

} // namespace confab::models
