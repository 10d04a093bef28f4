// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/nodemessagecodec.h"

namespace confab {

void wire::write(FrameWriter& to, const CarriedNotification& carried) {
    if (!carried.notification) {
        to.beginObject(0);
        return to.endObject();
    }
    std::visit(
        [&to]<class N>(const N& notification) {
            to.beginObject(2);
            to.key("method");
            to.plain(N::method);
            to.key("params");
            if constexpr (std::is_same_v<N, RoomEventNotice>)
                write(to, notification.event);
            else
                write(to, notification);
            to.endObject();
        },
        *carried.notification);
}

namespace nodemessages {

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

/// A notification as it stands in a node message: what `params` is depends on `method`.
struct WiredNotification {
    QString method;
    Item params;
    template <class Self = WiredNotification>
    static constexpr auto fields() {
        return std::tuple{field("method", &Self::method, {1, 64}), field("params", &Self::params)};
    }
};

/// Reads `params` as the I-th kind of notification or one of those after it.
template <size_t I = 0>
std::optional<Notification> notificationOf(const QString& method, QByteArrayView params) {
    if constexpr (I == std::variant_size_v<Notification>) {
        return std::nullopt;
    } else {
        using Candidate = std::variant_alternative_t<I, Notification>;
        if (method != QLatin1String(Candidate::method.data(), qsizetype(Candidate::method.size())))
            return notificationOf<I + 1>(method, params);
        CborReader from(params);
        Candidate notification;
        bool isRead = false;
        if constexpr (std::is_same_v<Candidate, RoomEventNotice>)
            isRead = read(from, notification.event, {});
        else
            isRead = read(from, notification, {});
        return isRead ? std::optional<Notification>(std::move(notification)) : std::nullopt;
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

bool read(CborReader& from, CarriedNotification& into, Bounds) {
    const std::optional<QByteArrayView> item = from.item();
    if (!item || !CborReader(*item).map())
        return false;
    WiredNotification wired;
    CborReader members(*item);
    into.notification = read(members, wired, {}) ? notificationOf(wired.method, wired.params.cbor) : std::nullopt;
    return true;
}

} // namespace nodemessages
} // namespace confab
