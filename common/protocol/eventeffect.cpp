// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/eventeffect.h"

#include <algorithm>

namespace confab {

namespace {

template <class E>
std::optional<MessageChange> changeBy(const E& data, const Event& event, UserId reader) {
    static_assert(ChangesMessage<E> == (E::effect == EventEffect::Change));
    if constexpr (ChangesMessage<E>)
        return MessageChange{data.target, event.seq,
                             [data, origin = ChangeOrigin{event.by, event.at, reader}](Message& message) {
                                 data.applyTo(message, origin);
                             }};
    else
        return std::nullopt;
}

std::optional<MessageChange> changeBy(const MessagePosted& posted, const Event& event, UserId) {
    if (!posted.thread)
        return std::nullopt;
    return MessageChange{*posted.thread, event.seq,
                         [](Message& first) { first.replies = first.replies.value_or(0) + 1; }};
}

/// The reaction with this emoji; the end when there is none.
QList<Reaction>::iterator find(QList<Reaction>& reactions, const QString& emoji) {
    return std::ranges::find(reactions, emoji, &Reaction::emoji);
}

void setReactions(Message& message, QList<Reaction> reactions) {
    message.reactions = reactions.isEmpty() ? std::nullopt : std::optional(std::move(reactions));
}

} // namespace

EventEffect effectOf(const EventData& data) {
    return std::visit([]<class E>(const E&) { return E::effect; }, data);
}

int memberChange(const EventData& data) {
    return std::visit(
        []<class E>(const E&) {
            if constexpr (requires { E::memberChange; })
                return E::memberChange;
            else
                return 0;
        },
        data);
}

std::optional<Message> messageOf(const Event& event) {
    const auto* posted = std::get_if<MessagePosted>(&event.data);
    if (!posted)
        return std::nullopt;
    Message message{*posted, event.room, event.seq, event.by, event.at, posted->clientId, {}, {}};
    message.editedAt = posted->editedAt;
    message.deletedAt = posted->deletedAt;
    message.asOf = event.seq;
    return message;
}

std::optional<MessageChange> changeOf(const Event& event, UserId reader) {
    return std::visit([&](const auto& data) { return changeBy(data, event, reader); }, event.data);
}

bool apply(Message& message, const MessageChange& change) {
    if (change.seq <= message.asOf)
        return false;
    change.applyTo(message);
    message.asOf = change.seq;
    return true;
}

// ---- what each kind does; nothing changes a deleted message, whose last state a replay shows from the start on

void MessageEdited::applyTo(Message& message, const ChangeOrigin& origin) const {
    if (message.deletedAt || deleted || (message.editedAt && *message.editedAt > origin.at))
        return;
    message.body = body;
    message.mentions = mentions;
    message.editedAt = origin.at;
}

void MessageDeleted::applyTo(Message& message, const ChangeOrigin& origin) const {
    if (message.deletedAt)
        return;
    message.deletedAt = origin.at;
    message.body.clear();
    message.mentions.reset();
    message.files.reset();
    message.reactions.reset();
    message.pinned.reset();
    message.editedAt.reset();
}

void ReactionAdded::applyTo(Message& message, const ChangeOrigin& origin) const {
    if (message.deletedAt)
        return;
    QList<Reaction> reactions = message.reactions.value_or(QList<Reaction>());
    auto one = find(reactions, emoji);
    if (one == reactions.end())
        one = reactions.insert(reactions.end(), Reaction{emoji, 0, false});
    ++one->count;
    one->mine = one->mine || origin.by == origin.reader;
    setReactions(message, std::move(reactions));
}

void ReactionRemoved::applyTo(Message& message, const ChangeOrigin& origin) const {
    QList<Reaction> reactions = message.reactions.value_or(QList<Reaction>());
    const auto one = find(reactions, emoji);
    if (message.deletedAt || one == reactions.end())
        return;
    one->mine = one->mine && origin.by != origin.reader;
    if (--one->count <= 0)
        reactions.erase(one);
    setReactions(message, std::move(reactions));
}

void MessagePinned::applyTo(Message& message, const ChangeOrigin&) const {
    if (!message.deletedAt)
        message.pinned = true;
}

void MessageUnpinned::applyTo(Message& message, const ChangeOrigin&) const {
    message.pinned.reset();
}

} // namespace confab
