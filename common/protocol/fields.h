// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/secret.h"
#include "common/core/time.h"
#include "common/protocol/limits.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QList>

#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// The wire, written once: a struct says its members in `fields()`, and this file turns it into a CBOR map and back.
/// JSON is the same map in another coat (codec.h), so no struct knows a codec.
///
///     struct User {
///         UserId id;
///         QString name;
///         static constexpr auto fields() { return std::tuple{field("id", &User::id), field("name", &User::name)}; }
///     };
///
/// Encoding can't fail. Decoding gives a value or an InputInvalid error with the path; unknown members are ignored,
/// a member of the wrong type or out of its bounds is refused, an absent std::optional is empty.
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
};

template <class S, class M>
constexpr Field<S, M> field(std::string_view name, M S::*member, Bounds bounds = {}) {
    return {name, member, bounds};
}

/// A member that is always there: null when the optional is empty.
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

namespace wire {

inline QString key(std::string_view name) {
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

inline tl::unexpected<Error> wrong(const QString& path, const char* expected) {
    return fail(Error::invalid(path, QString(path % u": " % QLatin1String(expected))));
}

template <class T>
struct Converter;

template <class T>
QCborValue encode(const T& value) {
    return Converter<T>::encode(value);
}
template <class T>
Result<T> decode(const QCborValue& value, const QString& path, Bounds bounds = {}) {
    return Converter<T>::decode(value, path, bounds);
}

template <>
struct Converter<bool> {
    static QCborValue encode(bool value) { return value; }
    static Result<bool> decode(const QCborValue& value, const QString& path, Bounds) {
        if (!value.isBool())
            return wrong(path, "true or false expected");
        return value.toBool();
    }
};

/// The whole number that this is, if it is one. Some CBOR writers (those for JavaScript) make doubles of large whole
/// numbers, and JSON's 7.0 is 7 as well.
inline std::optional<qint64> wholeNumber(const QCborValue& value) {
    if (value.isInteger())
        return value.toInteger();
    const double number = value.isDouble() ? value.toDouble() : 0.5;
    if (std::abs(number) > double(limits::maxId) || number != std::trunc(number))
        return std::nullopt;
    return qint64(number);
}

template <class T>
    requires std::is_same_v<T, int> || std::is_same_v<T, qint64>
struct Converter<T> {
    static QCborValue encode(T value) { return qint64(value); }
    static Result<T> decode(const QCborValue& value, const QString& path, Bounds bounds) {
        const std::optional<qint64> number = wholeNumber(value);
        if (!number)
            return wrong(path, "a whole number expected");
        const qint64 most =
            std::is_same_v<T, int> ? std::min<qint64>(bounds.most, std::numeric_limits<int>::max()) : bounds.most;
        if (*number < bounds.least || *number > most)
            return fail(
                Error::invalid(path, QStringLiteral("%1: %2 to %3 expected").arg(path).arg(bounds.least).arg(most)));
        return T(*number);
    }
};

template <>
struct Converter<QString> {
    static QCborValue encode(const QString& value) { return value; }
    static Result<QString> decode(const QCborValue& value, const QString& path, Bounds bounds) {
        if (!value.isString())
            return wrong(path, "a text expected");
        QString text = value.toString();
        if (text.size() < bounds.least || text.size() > bounds.most)
            return fail(Error::invalid(
                path, QStringLiteral("%1: %2 to %3 characters expected").arg(path).arg(bounds.least).arg(bounds.most)));
        return text;
    }
};

template <>
struct Converter<Secret> {
    static QCborValue encode(const Secret& secret) { return secret.value; }
    static Result<Secret> decode(const QCborValue& value, const QString& path, Bounds bounds) {
        return Converter<QString>::decode(value, path, bounds).map([](QString text) {
            return Secret{std::move(text)};
        });
    }
};

template <>
struct Converter<UtcTime> {
    static QCborValue encode(UtcTime time) { return time.toIso(); }
    static Result<UtcTime> decode(const QCborValue& value, const QString& path, Bounds) {
        const std::optional<UtcTime> time = UtcTime::fromIso(value.toString());
        if (!time)
            return wrong(path, "an ISO 8601 time in UTC expected");
        return *time;
    }
};

template <class Tag>
struct Converter<Id<Tag>> {
    static QCborValue encode(Id<Tag> id) { return id.value; }
    static Result<Id<Tag>> decode(const QCborValue& value, const QString& path, Bounds) {
        return Converter<qint64>::decode(value, path, {1, limits::maxId}).map([](qint64 id) { return Id<Tag>{id}; });
    }
};

template <class E>
    requires std::is_enum_v<E>
struct Converter<E> {
    static QCborValue encode(E value) {
        for (const auto& [candidate, name] : EnumNames<E>::names) {
            if (candidate == value)
                return QLatin1String(name);
        }
        Q_UNREACHABLE();
    }
    static Result<E> decode(const QCborValue& value, const QString& path, Bounds) {
        const QString text = value.toString();
        QString expected;
        for (const auto& [candidate, name] : EnumNames<E>::names) {
            if (text == QLatin1String(name))
                return candidate;
            expected += (expected.isEmpty() ? QString() : QStringLiteral(", ")) + QLatin1String(name);
        }
        return fail(Error::invalid(path, QString(path % u": one of " % expected % u" expected")));
    }
};

template <class T>
struct Converter<QList<T>> {
    static QCborValue encode(const QList<T>& list) {
        QCborArray array;
        for (const T& item : list)
            array.append(wire::encode(item));
        return array;
    }
    static Result<QList<T>> decode(const QCborValue& value, const QString& path, Bounds bounds) {
        if (!value.isArray())
            return wrong(path, "a list expected");
        const QCborArray array = value.toArray();
        if (array.size() < bounds.least || array.size() > bounds.most)
            return fail(Error::invalid(
                path, QStringLiteral("%1: %2 to %3 items expected").arg(path).arg(bounds.least).arg(bounds.most)));
        QList<T> list;
        list.reserve(array.size());
        for (qsizetype i = 0; i < array.size(); ++i) {
            Result<T> item = wire::decode<T>(array.at(i), QStringLiteral("%1[%2]").arg(path).arg(i));
            if (!item)
                return fail(std::move(item.error()));
            list.append(std::move(*item));
        }
        return list;
    }
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

/// Decodes one member in place; false when it failed and `error` is set.
template <class S, class M>
bool decodeMember(const QCborMap& map, S& into, const Field<S, M>& field, const QString& path,
                  std::optional<Error>& error) {
    const QString name = key(field.name);
    const QCborValue value = map.value(name);
    const QString memberPath = path % u'.' % name;
    const bool absent = value.isUndefined() || value.isNull();
    auto take = [&](auto decoded) {
        if (!decoded) {
            error = std::move(decoded.error());
            return false;
        }
        into.*field.member = std::move(*decoded);
        return true;
    };
    if constexpr (IsOptional<M>::value) {
        return absent || take(wire::decode<typename M::value_type>(value, memberPath, field.bounds));
    } else {
        if (absent) {
            error = Error::invalid(memberPath, QString(memberPath % u": missing"));
            return false;
        }
        return take(wire::decode<M>(value, memberPath, field.bounds));
    }
}

template <Described S>
QCborMap encodeMap(const S& value) {
    QCborMap map;
    auto put = [&](const auto& field) {
        const auto& member = value.*field.member;
        if constexpr (IsOptional<std::remove_cvref_t<decltype(member)>>::value) {
            if (member)
                map.insert(key(field.name), wire::encode(*member));
            else if (field.nullWhenEmpty)
                map.insert(key(field.name), nullptr);
        } else {
            map.insert(key(field.name), wire::encode(member));
        }
    };
    std::apply([&](const auto&... field) { (put(field), ...); }, S::fields());
    return map;
}

template <Described S>
Result<S> decodeMap(const QCborMap& map, const QString& path) {
    if (map.size() > limits::membersPerObject)
        return wrong(path, "too many members");
    S value{};
    std::optional<Error> error;
    std::apply([&](const auto&... field) { std::ignore = (decodeMember(map, value, field, path, error) && ...); },
               S::fields());
    if (error)
        return fail(std::move(*error));
    return value;
}

template <Verbatim S>
QCborMap encodeMap(const S& value) {
    return value.*S::whole();
}

template <Verbatim S>
Result<S> decodeMap(const QCborMap& map, const QString&) {
    S value{};
    value.*S::whole() = map;
    return value;
}

template <Described S>
struct Converter<S> {
    static QCborValue encode(const S& value) { return encodeMap(value); }
    static Result<S> decode(const QCborValue& value, const QString& path, Bounds) {
        if (!value.isMap())
            return wrong(path, "an object expected");
        return decodeMap<S>(value.toMap(), path);
    }
};

} // namespace wire
} // namespace confab
