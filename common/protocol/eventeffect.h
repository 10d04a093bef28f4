// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <concepts>
#include <functional>

/// What the events of a log do to the rows that are made of it.
///
/// Replay: the server stores a message once, in its present form. A `message` that is replayed, or read from history,
/// has its present content, with `editedAt` or `deletedAt`; the changes behind it in the log are replayed too and
/// change nothing. So applyTo() leaves a message alone that is as new as the change or newer, and a reader may apply a
/// change to any copy of the message, and more than once.
namespace confab {

EventEffect effectOf(const EventData& data);
/// By how many the event changes the number of the room's members.
int memberChange(const EventData& data);
/// The message that the event is; nothing for other events.
std::optional<Message> messageOf(const Event& event);

/// A kind of event with EventEffect::Change: what it does to the message `target`. `by` and `at` are the event's.
template <class E>
concept ChangesMessage = requires(const E& change, Message& message, UserId by, UtcTime at) {
    { change.target } -> std::convertible_to<Seq>;
    { change.applyTo(message, by, at) } -> std::same_as<void>;
};

/// A change of one message, on its way to each copy of it.
struct MessageChange {
    Seq target = 0;
    std::function<void(Message&)> applyTo;
};

template <class E>
std::optional<MessageChange> changeBy(const E& data, UserId by, UtcTime at) {
    static_assert(ChangesMessage<E> == (E::effect == EventEffect::Change));
    if constexpr (ChangesMessage<E>)
        return MessageChange{data.target, [data, by, at](Message& message) { data.applyTo(message, by, at); }};
    else
        return std::nullopt;
}
/// Nothing for an event with another effect.
std::optional<MessageChange> changeOf(const Event& event);

} // namespace confab
