// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <concepts>
#include <functional>

/// What the events of a log do to the rows that are made of it.
///
/// Replay: the server stores a message once, in its present form. A `message` that is replayed has its present content,
/// with `editedAt` or `deletedAt`, but no reactions, pin or number of replies; the changes behind it in the log are
/// replayed too, and add these. A message read from a page (room.history) has everything up to the page's `asOf`. So
/// each copy of a message knows up to where the log is in it, Message::asOf, and apply() skips what is; an edit leaves
/// a text alone that is as new. A reader may so apply a change to any copy of the message, and more than once.
namespace confab {

EventEffect effectOf(const EventData& data);
/// By how many the event changes the number of the room's members.
int memberChange(const EventData& data);
/// The message that the event is; nothing for other events.
std::optional<Message> messageOf(const Event& event);

/// A kind of event with EventEffect::Change: what it does to the message `target`.
template <class E>
concept ChangesMessage = requires(const E& change, Message& message, const ChangeOrigin& origin) {
    { change.target } -> std::convertible_to<Seq>;
    { change.applyTo(message, origin) } -> std::same_as<void>;
};

/// A change of one message, on its way to each copy of it.
struct MessageChange {
    Seq target = 0;
    Seq seq = 0; ///< of the event
    std::function<void(Message&)> applyTo;
};

/// The change that the event makes to an earlier message, as `reader` sees that; a message that answers one changes the
/// first of its chain. Nothing for all others.
std::optional<MessageChange> changeOf(const Event& event, UserId reader);
/// Unless it is in this copy of the message already. False: it was.
bool apply(Message& message, const MessageChange& change);

} // namespace confab
