// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <chrono>

/// The bounds of outgoing webhooks.
namespace confab::limits {

/// Requests on their way at once, on one node: each may take some hundred KiB and ten seconds.
inline constexpr int hooksAtOnce = 8;
/// Events of one request; texts beyond PageBound end it earlier.
inline constexpr int eventsPerDelivery = 50;
/// A receiver that takes longer is down, as far as its room can tell.
inline constexpr std::chrono::milliseconds hookAnswer{10'000};
/// Of an answer, read: a message has 16 KiB, which JSON may write as six times that.
inline constexpr qsizetype hookAnswerBytes = 128 * 1024;
/// No other node takes a webhook that this one has in hand: longer than a name is looked up and answered.
inline constexpr std::chrono::milliseconds hookHold{90'000};
/// What is appended within this time goes out together.
inline constexpr std::chrono::milliseconds hookGather{50};
/// The first pause after a failure; each one is twice as long as the one before.
inline constexpr std::chrono::milliseconds hookPause{5'000};
inline constexpr std::chrono::milliseconds longestHookPause{3'600'000};
/// A receiver that has been failing for so long gets nothing more: over a weekend it may be down.
inline constexpr std::chrono::milliseconds hookDisable{3LL * 24 * 3'600'000};
/// How often a node among several looks for webhooks that another one left, or made when this one did not hear of it.
inline constexpr std::chrono::milliseconds hookSweep{30'000};

} // namespace confab::limits
