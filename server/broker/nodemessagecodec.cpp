// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/nodemessagecodec.h"

namespace confab::nodemessages {

namespace {

/// An Event as it stands in a node message: what `data` is depends on `type`, so it is read when both are known.
struct WiredEvent {
    RoomId room;
    Seq seq = 0;
    QString type;
    UserId by;
    UtcTime at;
    Item data;
    template <class Self = WiredEvent>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq), field("type", &Self::type, {1, 64}),
                          field("by", &Self::by),     field("at", &Self::at),   field("data", &Self::data)};
    }
};

/// Reads `data` as the I-th kind of event or one of those after it; the last takes all others.
template <size_t I = 0>
bool readData(const QString& type, QByteArrayView data, EventData& into) {
    using Candidate = std::variant_alternative_t<I, EventData>;
    CborReader from(data);
    if constexpr (std::is_same_v<Candidate, UnknownEvent>) {
        UnknownEvent& unknown = into.emplace<UnknownEvent>();
        unknown.type = type;
        return read(from, unknown.data, {});
    } else {
        if (type != QLatin1String(Candidate::type.data(), qsizetype(Candidate::type.size())))
            return readData<I + 1>(type, data, into);
        return read(from, into.emplace<Candidate>(), {});
    }
}

} // namespace

bool read(CborReader& from, QCborMap& into, Bounds) {
    const std::optional<QByteArrayView> item = from.item();
    if (!item)
        return false;
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(item->data(), item->size(), &error);
    into = value.toMap();
    return error.error == QCborError::NoError && value.isMap();
}

bool read(CborReader& from, Event& into, Bounds) {
    WiredEvent event;
    if (!read(from, event, {}))
        return false;
    into.room = event.room;
    into.seq = event.seq;
    into.by = event.by;
    into.at = event.at;
    return readData(event.type, event.data.cbor, into.data);
}

} // namespace confab::nodemessages
