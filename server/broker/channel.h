// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace confab {

/// All nodes, always.
struct EveryNode {
    friend bool operator==(const EveryNode&, const EveryNode&) = default;
};
/// One node, by name.
struct OneNode {
    QString name;
    friend bool operator==(const OneNode&, const OneNode&) = default;
};

/// The topic of a node message: a room, for the nodes where it is open; a person, for the nodes where they have
/// connections.
using Channel = std::variant<EveryNode, OneNode, RoomId, UserId>;

/// The channel's name between nodes, for example "confab:room:{7}". The braces keep what belongs to a room on one
/// server of a Redis Cluster.
QByteArray channelName(const Channel& channel);
/// The reverse; std::nullopt for a name that no channel has.
std::optional<Channel> channelNamed(const QByteArray& name);

/// The channel's name on a Redis that several installations may share: "confab:DATABASE:room:{7}". `database` is that
/// of Installation.
QByteArray sharedChannelName(const Channel& channel, const QByteArray& database);
/// The reverse; std::nullopt for a name of another database, or of no channel.
std::optional<Channel> sharedChannelNamed(const QByteArray& name, const QByteArray& database);

} // namespace confab
