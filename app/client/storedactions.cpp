// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/storedactions.h"

namespace confab::client {

namespace {

store::StoredAction storedOf(const MessageAction& action) {
    store::StoredAction stored{action.room, action.seq, action.clientId, action.at, action.attempts, {}, {}, {}, {}};
    const auto* edit = std::get_if<MessageAction::Edit>(&action.what);
    if (edit)
        stored.edit = edit->body;
    else if (const auto* pin = std::get_if<MessageAction::Pin>(&action.what))
        stored.on = pin->on;
    else if (std::holds_alternative<MessageAction::Remove>(action.what))
        stored.remove = true;
    if (edit && !edit->mentions.isEmpty())
        stored.mentions = edit->mentions;
    if (const auto* react = std::get_if<MessageAction::React>(&action.what)) {
        stored.emoji = react->emoji;
        stored.on = react->on;
    }
    return stored;
}

std::optional<MessageAction> actionOf(const store::StoredAction& stored) {
    MessageAction action;
    action.room = stored.room;
    action.seq = stored.seq;
    action.clientId = stored.clientId;
    action.at = stored.at;
    action.attempts = stored.attempts;
    if (stored.edit)
        action.what = MessageAction::Edit{*stored.edit, stored.mentions.value_or(QList<UserId>())};
    else if (stored.remove)
        action.what = MessageAction::Remove{};
    else if (stored.emoji && stored.on)
        action.what = MessageAction::React{*stored.emoji, *stored.on};
    else if (stored.on)
        action.what = MessageAction::Pin{*stored.on};
    else
        return std::nullopt;
    return action;
}

} // namespace

QList<store::StoredAction> toStored(const QList<MessageAction>& actions) {
    QList<store::StoredAction> stored;
    for (const MessageAction& action : actions) {
        if (!action.isAnswered)
            stored.append(storedOf(action));
    }
    return stored;
}

QList<MessageAction> actionsFrom(const QList<store::StoredAction>& stored) {
    QList<MessageAction> actions;
    for (const store::StoredAction& one : stored) {
        if (std::optional<MessageAction> action = actionOf(one))
            actions.append(std::move(*action));
    }
    return actions;
}

} // namespace confab::client
