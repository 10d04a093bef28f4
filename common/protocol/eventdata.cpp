// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/eventdata.h"

namespace confab {

namespace {

/// Everything of an Event but its type and data, which depend on each other.
struct EventHead {
    RoomId room;
    Seq seq = 0;
    QString type;
    UserId by;
    UtcTime at;
    static constexpr auto fields() {
        return std::tuple{field("room", &EventHead::room), field("seq", &EventHead::seq),
                          field("type", &EventHead::type, {1, 64}), field("by", &EventHead::by),
                          field("at", &EventHead::at)};
    }
};

/// Tries the alternatives of EventData one after the other; the last, UnknownEvent, takes what is left.
template <size_t I = 0>
Result<EventData> decodeAs(const QString& type, const QCborMap& data, const QString& path) {
    using Candidate = std::variant_alternative_t<I, EventData>;
    if constexpr (std::is_same_v<Candidate, UnknownEvent>) {
        return UnknownEvent{type, data};
    } else {
        if (type == wire::key(Candidate::type))
            return wire::decodeMap<Candidate>(data, path).map([](Candidate known) {
                return EventData(std::move(known));
            });
        return decodeAs<I + 1>(type, data, path);
    }
}

} // namespace

QString eventType(const EventData& data) {
    return std::visit(
        [](const auto& known) {
            if constexpr (std::is_same_v<std::decay_t<decltype(known)>, UnknownEvent>)
                return known.type;
            else
                return wire::key(known.type);
        },
        data);
}

QCborMap encodeEventData(const EventData& data) {
    return std::visit(
        [](const auto& known) {
            if constexpr (std::is_same_v<std::decay_t<decltype(known)>, UnknownEvent>)
                return known.data;
            else
                return wire::encodeMap(known);
        },
        data);
}

Result<EventData> decodeEventData(const QString& type, const QCborMap& data, const QString& path) {
    return decodeAs(type, data, path);
}

QCborValue wire::Converter<Event>::encode(const Event& event) {
    QCborMap map = encodeMap(EventHead{event.room, event.seq, eventType(event.data), event.by, event.at});
    map.insert(QStringLiteral("data"), encodeEventData(event.data));
    return map;
}

Result<Event> wire::Converter<Event>::decode(const QCborValue& value, const QString& path, Bounds) {
    if (!value.isMap())
        return wrong(path, "an object expected");
    const QCborMap map = value.toMap();
    Result<EventHead> head = decodeMap<EventHead>(map, path);
    if (!head)
        return fail(std::move(head.error()));
    const QCborValue data = map.value(QStringLiteral("data"));
    if (!data.isMap())
        return wrong(path, "data: an object expected");
    Result<EventData> decoded = decodeEventData(head->type, data.toMap(), QString(path % u".data"));
    if (!decoded)
        return fail(std::move(decoded.error()));
    return Event{head->room, head->seq, head->by, head->at, std::move(*decoded)};
}

} // namespace confab
