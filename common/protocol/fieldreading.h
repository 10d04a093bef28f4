// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/secret.h"
#include "common/core/time.h"
#include "common/protocol/fields.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QList>

#include <cmath>
#include <limits>

/// Reads what fields() describes. It gives a value or an InputInvalid error with the path; unknown members are ignored,
/// a member of the wrong type or out of its bounds is refused, an absent std::optional is empty.
namespace confab {

namespace wire {

inline tl::unexpected<Error> wrong(const QString& path, const char* expected) {
    return fail(Error::invalid(path, QString(path % u": " % QLatin1String(expected))));
}

template <class T>
struct Converter;

template <class T>
Result<T> decode(const QCborValue& value, const QString& path, Bounds bounds = {}) {
    return Converter<T>::decode(value, path, bounds);
}

template <>
struct Converter<bool> {
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
    static Result<Secret> decode(const QCborValue& value, const QString& path, Bounds bounds) {
        return Converter<QString>::decode(value, path, bounds).map([](QString text) {
            return Secret{std::move(text)};
        });
    }
};

template <>
struct Converter<UtcTime> {
    static Result<UtcTime> decode(const QCborValue& value, const QString& path, Bounds) {
        const std::optional<UtcTime> time = UtcTime::fromIso(value.toString());
        if (!time)
            return wrong(path, "an ISO 8601 time in UTC expected");
        return *time;
    }
};

template <class Tag>
struct Converter<Id<Tag>> {
    static Result<Id<Tag>> decode(const QCborValue& value, const QString& path, Bounds) {
        return Converter<qint64>::decode(value, path, {1, limits::maxId}).map([](qint64 id) { return Id<Tag>{id}; });
    }
};

template <class E>
    requires std::is_enum_v<E>
struct Converter<E> {
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
Result<S> decodeMap(const QCborMap& map, const QString&) {
    S value{};
    value.*S::whole() = map;
    return value;
}

template <Described S>
struct Converter<S> {
    static Result<S> decode(const QCborValue& value, const QString& path, Bounds) {
        if (!value.isMap())
            return wrong(path, "an object expected");
        return decodeMap<S>(value.toMap(), path);
    }
};

} // namespace wire
} // namespace confab
