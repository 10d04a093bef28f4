// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace confab::client {
class People;
struct TimelineEntry;
} // namespace confab::client

/// What a timeline says about things that happened besides messages, in the reader's language.
namespace confab::models {

/// How many people a line of joins names.
inline constexpr int namesInNotice = 3;

/// For people who joined one after the other, the first first.
QString joinedText(const QStringList& names);
/// For one event; empty for those that say nothing.
QString noticeText(const client::TimelineEntry& entry, client::People& people);

} // namespace confab::models
