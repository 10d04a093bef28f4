// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/channel.h"

namespace confab {

namespace {

const QByteArray program = QByteArrayLiteral("confab:");
const QByteArray everyNode = QByteArrayLiteral("confab:nodes");
const QByteArray nodePrefix = QByteArrayLiteral("confab:node:");
const QByteArray roomPrefix = QByteArrayLiteral("confab:room:{");
const QByteArray userPrefix = QByteArrayLiteral("confab:user:{");

struct Naming {
    QByteArray operator()(EveryNode) const { return everyNode; }
    QByteArray operator()(const OneNode& node) const { return nodePrefix + node.name.toUtf8(); }
    QByteArray operator()(RoomId room) const { return roomPrefix + QByteArray::number(room.value) + '}'; }
    QByteArray operator()(UserId user) const { return userPrefix + QByteArray::number(user.value) + '}'; }
};

/// The number in "prefix7}"; 0 when there is none.
qint64 numberIn(const QByteArray& name, const QByteArray& prefix) {
    if (!name.startsWith(prefix) || !name.endsWith('}'))
        return 0;
    const QByteArrayView digits = QByteArrayView(name).sliced(prefix.size()).chopped(1);
    const qint64 number = digits.toLongLong();
    return digits == QByteArray::number(number) ? number : 0; // each channel has one name
}

} // namespace

QByteArray channelName(const Channel& channel) {
    return std::visit(Naming(), channel);
}

std::optional<Channel> channelNamed(const QByteArray& name) {
    if (const qint64 room = numberIn(name, roomPrefix); room > 0)
        return RoomId{room};
    if (const qint64 user = numberIn(name, userPrefix); user > 0)
        return UserId{user};
    if (name == everyNode)
        return EveryNode{};
    if (name.startsWith(nodePrefix) && name.size() > nodePrefix.size())
        return OneNode{QString::fromUtf8(name.sliced(nodePrefix.size()))};
    return std::nullopt;
}

QByteArray sharedChannelName(const Channel& channel, const QByteArray& database) {
    return program + database + ':' + channelName(channel).sliced(program.size());
}

std::optional<Channel> sharedChannelNamed(const QByteArray& name, const QByteArray& database) {
    const QByteArray prefix = program + database + ':';
    return name.startsWith(prefix) ? channelNamed(program + name.sliced(prefix.size())) : std::nullopt;
}

} // namespace confab
