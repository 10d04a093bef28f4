// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/limits.h"

#include <QString>

#include <array>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// The wire, written once: a struct lists its members in `fields()`. fieldwriting.h writes it as JSON or CBOR,
/// fieldreading.h reads it, openrpc.cpp describes it; no struct knows a codec.
///
///     struct User {
///         UserId id;
///         QString name;
///         template <class Self = User>
///         static constexpr auto fields() { return std::tuple{field("id", &Self::id), field("name", &Self::name)}; }
///     };
///
/// fields() is a template so that only a file that reads or writes the struct instantiates the tuple: for those of the
/// whole protocol that takes 4 s.
namespace confab {

/// The bounds of one member: characters of a text, the value of a number, or the length of a list.
struct Bounds {
    qint64 least = 0;
    qint64 most = limits::maxId;
};

template <class S, class M>
struct Field {
    std::string_view name;
    M S::*member;
    Bounds bounds;
    bool nullWhenEmpty = false; ///< an empty optional is written as null instead of being left out
    bool mayLack = false;       ///< absent when read: it keeps its initial value. It is always written
};

template <class S, class M>
constexpr Field<S, M> field(std::string_view name, M S::*member, Bounds bounds = {}) {
    return {name, member, bounds};
}

/// A member that `S` has from its base.
template <class S, class B, class M>
constexpr Field<S, M> inherited(std::string_view name, M B::*member, Bounds bounds = {}) {
    static_assert(std::is_base_of_v<B, S>);
    return {name, member, bounds};
}

/// A member that `S` has from its base, and that callers may leave out.
template <class S, class B, class M>
constexpr Field<S, M> ignorable(std::string_view name, M B::*member, Bounds bounds = {}) {
    static_assert(std::is_base_of_v<B, S>);
    return {name, member, bounds, false, true};
}

/// A member of a change: absent, and what is there stays; null, and it is removed; or its new value. The struct has it
/// as std::optional<OrNull<T>>.
template <class T>
struct OrNull {
    std::optional<T> value;
    friend bool operator==(const OrNull&, const OrNull&) = default;
};

/// A member that is always present: null when the optional is empty.
template <class S, class M>
constexpr Field<S, std::optional<M>> nullable(std::string_view name, std::optional<M> S::*member, Bounds bounds = {}) {
    return {name, member, bounds, true};
}

template <class T>
concept Described = requires {
    T::fields();
};

/// A struct that is one map as a whole, of a shape that is described elsewhere: `static constexpr auto whole() { return
/// &OpenRpc::document; }`. It has no fields().
template <class T>
concept Verbatim = requires {
    T::whole();
};

/// An enum with its names on the wire: specialise with `static constexpr std::array<std::pair<E, const char*>, N>
/// names`.
template <class E>
struct EnumNames;

template <class E>
    requires std::is_enum_v<E>
constexpr std::string_view nameOf(E value) {
    for (const auto& [candidate, name] : EnumNames<E>::names) {
        if (candidate == value)
            return name;
    }
    Q_UNREACHABLE();
}

namespace wire {

inline QString key(std::string_view name) {
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

} // namespace wire
} // namespace confab
