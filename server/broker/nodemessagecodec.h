// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"
#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"
#include "server/broker/cborreader.h"
#include "server/broker/nodemessage.h"

#include <array>
#include <limits>

namespace confab::wire {

/// As a map of `method` and `params`. Nodes of before sent a client's whole frame of JSON-RPC in its place and read
/// these two members of it, so each understands the other.
void write(FrameWriter& to, const CarriedNotification& carried);

} // namespace confab::wire

/// Reads what wire::write() wrote in CBOR straight into the members that `fields()` names: a node reads one for
/// every message, and a tree of each costs several times the rest.
namespace confab::nodemessages {

/// An item that is CBOR already.
struct Item {
    QByteArrayView cbor;
};

/// Moves the value into `into`; false when it was missing or exceeded its bounds.
template <class T>
bool take(std::optional<T> read, T& into) {
    if (read)
        into = std::move(*read);
    return read.has_value();
}

inline bool read(CborReader& from, bool& into, Bounds) {
    return take(from.boolean(), into);
}
inline bool read(CborReader& from, qint64& into, Bounds bounds) {
    return take(from.number(), into) && into >= bounds.least && into <= bounds.most;
}
inline bool read(CborReader& from, int& into, Bounds bounds) {
    qint64 number = 0;
    if (!read(from, number, {bounds.least, std::min<qint64>(bounds.most, std::numeric_limits<int>::max())}))
        return false;
    into = int(number);
    return true;
}
inline bool read(CborReader& from, QString& into, Bounds bounds) {
    return take(from.text(), into) && into.size() >= bounds.least && into.size() <= bounds.most;
}
inline bool read(CborReader& from, UtcTime& into, Bounds) {
    const std::optional<QString> text = from.text();
    return text && take(UtcTime::fromIso(*text), into);
}
inline bool read(CborReader& from, Item& into, Bounds) {
    return take(from.item(), into.cbor);
}
bool read(CborReader& from, QCborMap& into, Bounds);
bool read(CborReader& from, Event& into, Bounds);
/// Any map; what is no notification of this version leaves `into` empty.
bool read(CborReader& from, CarriedNotification& into, Bounds);
template <class Tag>
bool read(CborReader& from, Id<Tag>& into, Bounds) {
    return read(from, into.value, {1, limits::maxId});
}
template <class E>
    requires std::is_enum_v<E>
bool read(CborReader& from, E& into, Bounds) {
    const std::optional<std::string_view> text = from.name();
    for (const auto& [candidate, name] : EnumNames<E>::names) {
        if (text == name) {
            into = candidate;
            return true;
        }
    }
    return false;
}
template <Described S>
bool read(CborReader& from, S& into, Bounds);
template <class T>
bool read(CborReader& from, OrNull<T>& into, Bounds bounds) {
    return read(from, into.value.emplace(), bounds);
}
template <class T>
bool read(CborReader& from, QList<T>& into, Bounds bounds) {
    const std::optional<qsizetype> count = from.list();
    if (!count || *count < bounds.least || *count > bounds.most)
        return false;
    for (qsizetype i = 0; i < *count; ++i) { // no memory for a count alone
        T item{};
        if (!read(from, item, {}))
            return false;
        into.append(std::move(item));
    }
    return true;
}

/// Reads the member that `field` names, if present; null counts as absent.
template <class S, class M>
bool readMember(CborReader& from, S& into, const Field<S, M>& field, bool& isHere) {
    if (from.takeNull()) {
        if constexpr (wire::takesNull<M>) {
            isHere = true;
            (into.*field.member).emplace();
        }
        return true;
    }
    isHere = true;
    if constexpr (wire::IsOptional<M>::value)
        return read(from, (into.*field.member).emplace(), field.bounds);
    else
        return read(from, into.*field.member, field.bounds);
}

template <class S, class M>
constexpr bool isOptional(const Field<S, M>&) {
    return wire::IsOptional<M>::value;
}

template <Described S>
bool read(CborReader& from, S& into, Bounds) {
    constexpr auto fields = S::fields();
    constexpr size_t count = std::tuple_size_v<decltype(fields)>;
    std::array<bool, count> isHere{};
    const std::optional<qsizetype> pairs = from.map();
    if (!pairs || *pairs > limits::membersPerObject)
        return false;
    for (qsizetype i = 0; i < *pairs; ++i) {
        const std::optional<std::string_view> name = from.name();
        if (!name)
            return false;
        bool isKnown = false, isRight = true;
        [&]<size_t... I>(std::index_sequence<I...>) {
            isKnown = ((std::get<I>(fields).name == *name &&
                        (isRight = readMember(from, into, std::get<I>(fields), isHere[I]), true)) ||
                       ...);
        }
        (std::make_index_sequence<count>());
        if (!isRight || (!isKnown && !from.item())) // a later version may add members
            return false;
    }
    return [&]<size_t... I>(std::index_sequence<I...>) {
        return ((isHere[I] || isOptional(std::get<I>(fields))) && ...);
    }
    (std::make_index_sequence<count>());
}

} // namespace confab::nodemessages
