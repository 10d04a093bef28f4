// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/eventdata.h"

#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"

namespace confab {

template class SealedVariant<EventKinds>;

namespace {

/// The members of an Event other than its type and data, which depend on each other.
struct EventHead {
    RoomId room;
    Seq seq = 0;
    QString type;
    UserId by;
    UtcTime at;
    template <class Self = EventHead>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq), field("type", &Self::type, {1, 64}),
                          field("by", &Self::by), field("at", &Self::at)};
    }
};

/// Tries the alternatives of EventData in order; the last, UnknownEvent, takes all other types.
template <size_t I = 0>
Result<EventData> decodeAs(const QString& type, const QCborMap& data, const wire::Path& path) {
    using Candidate = std::variant_alternative_t<I, EventData>;
    if constexpr (std::is_same_v<Candidate, UnknownEvent>) {
        return UnknownEvent{type, data};
    } else {
        if (type == QLatin1String(Candidate::type.data(), qsizetype(Candidate::type.size())))
            return wire::decodeMap<Candidate>(data, path).map([](Candidate known) {
                return EventData(std::move(known));
            });
        return decodeAs<I + 1>(type, data, path);
    }
}

} // namespace

QString eventType(const EventData& data) {
    return std::visit(
        []<class E>(const E& event) {
            if constexpr (std::is_same_v<E, UnknownEvent>) {
                return event.type;
            } else {
                static const QString type = wire::key(E::type); // static: each event that is written needs it
                return type;
            }
        },
        data);
}

void wire::write(FrameWriter& to, const EventData& data) {
    std::visit(
        [&to]<class E>(const E& event) {
            if constexpr (std::is_same_v<E, UnknownEvent>)
                write(to, event.data);
            else
                write(to, event);
        },
        data);
}

void wire::write(FrameWriter& to, const Event& event) {
    const EventHead head{event.room, event.seq, eventType(event.data), event.by, event.at};
    to.beginObject(countMembers(head) + 1);
    writeMembers(to, head);
    to.key("data");
    write(to, event.data);
    to.endObject();
}

Result<EventData> decodeEventData(const QString& type, const QCborMap& data, const wire::Path& path) {
    return decodeAs(type, data, path);
}

Result<Event> wire::Converter<Event>::decode(const QCborValue& value, const Path& path, Bounds) {
    if (!value.isMap())
        return wrong(path, "an object expected");
    const QCborMap map = value.toMap();
    Result<EventHead> head = decodeMap<EventHead>(map, path);
    if (!head)
        return fail(std::move(head.error()));
    const QCborValue data = map.value(QStringLiteral("data"));
    if (!data.isMap())
        return wrong(path, "data: an object expected");
    Result<EventData> decoded = decodeEventData(head->type, data.toMap(), Path(path, "data"));
    if (!decoded)
        return fail(std::move(decoded.error()));
    return Event{head->room, head->seq, head->by, head->at, std::move(*decoded)};
}

} // namespace confab
