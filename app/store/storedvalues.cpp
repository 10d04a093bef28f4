// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/storedvalues.h"

#include "common/protocol/codec.h"
#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"

namespace confab::store {

namespace {

struct StoredRow {
    std::optional<Message> message;
    std::optional<Event> notice;
    template <class Self = StoredRow>
    static constexpr auto fields() {
        return std::tuple{field("message", &Self::message), field("notice", &Self::notice)};
    }
};

template <class T>
std::optional<T> valueFrom(const QByteArray& bytes) {
    Result<T> value = decodeFrame(bytes, Codec::Cbor).and_then([](const QCborMap& map) {
        return wire::decodeMap<T>(map, QStringLiteral("store"));
    });
    return value ? std::optional(std::move(*value)) : std::nullopt;
}

} // namespace

QByteArray stored(const User& user) {
    return encodeFrame(user, Codec::Cbor);
}

QByteArray stored(const Room& room) {
    return encodeFrame(room, Codec::Cbor);
}

QByteArray stored(const LogRow& row) {
    return encodeFrame(StoredRow{row.message, row.notice}, Codec::Cbor);
}

QByteArray stored(const StoredAction& action) {
    return encodeFrame(action, Codec::Cbor);
}

std::optional<User> userFrom(const QByteArray& bytes) {
    return valueFrom<User>(bytes);
}

std::optional<Room> roomFrom(const QByteArray& bytes) {
    return valueFrom<Room>(bytes);
}

std::optional<LogRow> rowFrom(const QByteArray& bytes) {
    std::optional<StoredRow> row = valueFrom<StoredRow>(bytes);
    if (!row || (!row->message && !row->notice))
        return std::nullopt;
    return LogRow{std::move(row->message), std::move(row->notice)};
}

std::optional<StoredAction> actionFrom(const QByteArray& bytes) {
    return valueFrom<StoredAction>(bytes);
}

} // namespace confab::store
