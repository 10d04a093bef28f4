// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"
#include "common/protocol/registry.h"

/// What both directions of JSON-RPC share. Of jsonrpc.cpp, jsonrpcwriting.cpp and jsonrpcclient.cpp alone.
namespace confab::jsonrpc {

/// The outer object, with this many members besides the version.
void beginEnvelope(wire::FrameWriter& to, qsizetype members);
void writeId(wire::FrameWriter& to, const QCborValue& id);

/// The method and the params of a request or a notification.
template <class V>
void writeMethod(wire::FrameWriter& to, const V& asked) {
    std::visit(
        [&to]<class Params>(const Params& params) {
            to.key("method");
            to.plain(Params::method);
            to.key("params");
            if constexpr (std::is_same_v<Params, RoomEventNotice>)
                wire::write(to, params.event);
            else
                wire::write(to, params);
        },
        asked);
}

inline bool isNamed(const QString& method, std::string_view name) {
    return method == QLatin1String(name.data(), qsizetype(name.size()));
}
inline bool isNamed(const FrameValue& method, std::string_view name) {
    return method.isText(name);
}

/// Finds the variant's alternative with this method name and decodes the params as it.
template <class V, size_t I = 0, class Method, class Object>
Result<std::optional<V>> decodeNamed(const Method& method, const Object& params) {
    if constexpr (I == std::variant_size_v<V>) {
        return std::optional<V>();
    } else {
        using Candidate = std::variant_alternative_t<I, V>;
        if (!isNamed(method, Candidate::method))
            return decodeNamed<V, I + 1>(method, params);
        if constexpr (std::is_same_v<Candidate, RoomEventNotice>)
            return wire::decode<Event>(params, QStringLiteral("params")).map([](Event e) {
                return std::optional<V>(Candidate{std::move(e)});
            });
        else
            return wire::decodeMap<Candidate>(params, QStringLiteral("params")).map([](Candidate c) {
                return std::optional<V>(std::move(c));
            });
    }
}

} // namespace confab::jsonrpc
