// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/clusterpromise.h"

#include "server/broker/channel.h"
#include "server/redis/clustermap.h"
#include "server/redis/respparser.h"

namespace confab {

namespace {

constexpr qsizetype mostServers = 4; // small, so that short inputs reach it

bool isServer(const ServerName& server) {
    return server.port != 0 && server.host != u"?";
}

const char* brokenByMap(const RespValue& reply, const ServerName& asked) {
    const Result<ClusterMap> map = ClusterMap::read(reply, asked, mostServers);
    if (!map)
        return nullptr;
    const QList<ServerName>& servers = map->servers();
    if (servers.size() > mostServers)
        return "a map has more servers than it may";
    for (const ServerName& server : servers) {
        if (!isServer(server) || servers.count(server) != 1)
            return "a server of the map is none, or there twice";
    }
    for (int slot = 0; slot < slotCount; ++slot) {
        const int owner = map->ownerOf(slot);
        if (owner != ClusterMap::nobody && (owner < 0 || owner >= servers.size()))
            return "a slot belongs to a server that is not in the map";
    }
    return nullptr;
}

const char* brokenByError(const QByteArray& error, const ServerName& asked) {
    const std::optional<ServerName> moved = movedTo(error, asked);
    if (!moved)
        return nullptr;
    if (!error.startsWith("MOVED ") || moved->port == 0)
        return "another error moves a slot";
    const bool named = error.contains(QByteArray(' ' + moved->host.toUtf8() + ':')) || moved->host == asked.host;
    return named || moved->host.contains(QChar::ReplacementCharacter) ? nullptr : "a slot moves where nobody said";
}

const char* brokenBySlot(const QByteArray& name) {
    const int slot = slotOf(name);
    if (slot < 0 || slot >= slotCount)
        return "a slot that no cluster has";
    const bool plain = !name.isEmpty() && !name.contains('{') && !name.contains('}');
    if (plain && slotOf(QByteArray("before{" + name + "}behind{x}")) != slot)
        return "what stands around the braces decides";
    return nullptr;
}

const char* brokenByChannel(const QByteArray& name) {
    const std::optional<Channel> channel = channelNamed(name);
    if (!channel)
        return nullptr;
    const QByteArray again = channelName(*channel);
    if (channelNamed(again) != channel)
        return "the channel's own name means another";
    const bool isNode = std::holds_alternative<OneNode>(*channel); // its name may not be UTF-8
    return again == name || isNode ? nullptr : "a channel has two names";
}

} // namespace

const char* brokenClusterPromise(const QByteArray& bytes) {
    const ServerName asked{QStringLiteral("asked.example"), 7000};
    for (const char* (*broken)(const QByteArray&) : {&brokenBySlot, &brokenByChannel}) {
        if (const char* what = broken(bytes))
            return what;
    }
    if (const char* what = brokenByError(bytes, asked))
        return what;
    RespParser parser;
    parser.append(bytes);
    while (const std::optional<RespValue> value = parser.next()) {
        const char* what = value->isError() ? brokenByError(value->text, asked) : brokenByMap(*value, asked);
        if (what)
            return what;
    }
    return nullptr;
}

} // namespace confab
