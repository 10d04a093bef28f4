// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/secret.h"
#include "common/core/time.h"
#include "common/protocol/fields.h"
#include "common/protocol/parsedframe.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QList>

#include <cmath>
#include <limits>

/// Reads structs by their fields(), from a ParsedFrame or from a tree of Qt's. Returns a value, or an InputInvalid
/// error with the path; ignores unknown members, refuses a member of the wrong type or out of its bounds, and leaves an
/// absent std::optional empty.
namespace confab {

namespace wire {

/// A path in a frame. It becomes a text only for an error.
/// Thread: any. Owned by: the decoder; its parent path must outlive it.
class Path {
public:
    Path() = default;
    Path(const QString& text) : m_text(text) {}
    Path(const Path& parent, std::string_view member) : m_parent(&parent), m_member(member) {}
    Path(const Path& parent, qsizetype item) : m_parent(&parent), m_item(item) {}

    QString toString() const {
        if (!m_parent)
            return m_text;
        const QString parent = m_parent->toString();
        return m_item < 0 ? QString(parent % u'.' % key(m_member))
                          : QString(parent % u'[' % QString::number(m_item) % u']');
    }

private:
    const Path* m_parent = nullptr;
    QString m_text;
    std::string_view m_member;
    qsizetype m_item = -1;
};

inline tl::unexpected<Error> wrong(const Path& path, const QString& expected) {
    const QString where = path.toString();
    return fail(Error::invalid(where, QString(where % u": " % expected)));
}
inline tl::unexpected<Error> wrong(const Path& path, const char* expected) {
    return wrong(path, QString::fromLatin1(expected));
}
/// `of`: the unit, "characters" or "items", or nothing for a value.
inline tl::unexpected<Error> outOfBounds(const Path& path, qint64 least, qint64 most, const char* of = "") {
    return wrong(path,
                 QString(QString::number(least) % u" to " % QString::number(most) % QLatin1String(of) % u" expected"));
}

inline QCborValue memberOf(const QCborMap& map, std::string_view name) {
    return map.value(QLatin1String(name.data(), qsizetype(name.size())));
}
inline FrameValue memberOf(const FrameValue& object, std::string_view name) {
    return object.value(name);
}
inline QCborMap objectIn(const QCborValue& value) {
    return value.toMap();
}
inline FrameValue objectIn(const FrameValue& value) {
    return value;
}
inline QCborArray itemsIn(const QCborValue& list) {
    return list.toArray();
}
inline FrameItems itemsIn(const FrameValue& list) {
    return list.items();
}
inline qsizetype lengthOf(const QCborValue& list) {
    return list.toArray().size();
}
inline qsizetype lengthOf(const FrameValue& list) {
    return list.size();
}

template <class T>
struct Converter;

/// `Value` is QCborValue or FrameValue.
template <class T, class Value>
Result<T> decode(const Value& value, const Path& path, Bounds bounds = {}) {
    return Converter<T>::decode(value, path, bounds);
}

template <>
struct Converter<bool> {
    template <class Value>
    static Result<bool> decode(const Value& value, const Path& path, Bounds) {
        if (!value.isBool())
            return wrong(path, "true or false expected");
        return value.toBool();
    }
};

/// The whole number of this value, if it is one. Some CBOR encoders (those for JavaScript) write large whole numbers as
/// doubles, and JSON's 7.0 is 7 as well.
template <class Value>
std::optional<qint64> wholeNumber(const Value& value) {
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
    template <class Value>
    static Result<T> decode(const Value& value, const Path& path, Bounds bounds) {
        const std::optional<qint64> number = wholeNumber(value);
        if (!number)
            return wrong(path, "a whole number expected");
        const qint64 most =
            std::is_same_v<T, int> ? std::min<qint64>(bounds.most, std::numeric_limits<int>::max()) : bounds.most;
        if (*number < bounds.least || *number > most)
            return outOfBounds(path, bounds.least, most);
        return T(*number);
    }
};

template <>
struct Converter<QString> {
    template <class Value>
    static Result<QString> decode(const Value& value, const Path& path, Bounds bounds) {
        if (!value.isString())
            return wrong(path, "a text expected");
        QString text = value.toString();
        if (text.size() < bounds.least || text.size() > bounds.most)
            return outOfBounds(path, bounds.least, bounds.most, " characters");
        return text;
    }
};

template <>
struct Converter<Secret> {
    template <class Value>
    static Result<Secret> decode(const Value& value, const Path& path, Bounds bounds) {
        return Converter<QString>::decode(value, path, bounds).map([](QString text) {
            return Secret{std::move(text)};
        });
    }
};

template <>
struct Converter<UtcTime> {
    template <class Value>
    static Result<UtcTime> decode(const Value& value, const Path& path, Bounds) {
        const std::optional<UtcTime> time = UtcTime::fromIso(value.toString());
        if (!time)
            return wrong(path, "an ISO 8601 time in UTC expected");
        return *time;
    }
};

template <class Tag>
struct Converter<Id<Tag>> {
    template <class Value>
    static Result<Id<Tag>> decode(const Value& value, const Path& path, Bounds) {
        return Converter<qint64>::decode(value, path, {1, limits::maxId}).map([](qint64 id) { return Id<Tag>{id}; });
    }
};

template <class E>
    requires std::is_enum_v<E>
struct Converter<E> {
    template <class Value>
    static Result<E> decode(const Value& value, const Path& path, Bounds) {
        const QString text = value.toString();
        QString expected;
        for (const auto& [candidate, name] : EnumNames<E>::names) {
            if (text == QLatin1String(name))
                return candidate;
            expected += (expected.isEmpty() ? QString() : QStringLiteral(", ")) + QLatin1String(name);
        }
        return wrong(path, QString(u"one of " % expected % u" expected"));
    }
};

template <class T>
struct Converter<QList<T>> {
    template <class Value>
    static Result<QList<T>> decode(const Value& value, const Path& path, Bounds bounds) {
        if (!value.isArray())
            return wrong(path, "a list expected");
        const qsizetype length = lengthOf(value);
        if (length < bounds.least || length > bounds.most)
            return outOfBounds(path, bounds.least, bounds.most, " items");
        QList<T> list;
        list.reserve(length);
        for (const Value item : itemsIn(value)) {
            Result<T> decoded = wire::decode<T>(item, Path(path, list.size()));
            if (!decoded)
                return fail(std::move(decoded.error()));
            list.append(std::move(*decoded));
        }
        return list;
    }
};

template <class T>
struct Converter<OrNull<T>> {
    template <class Value>
    static Result<OrNull<T>> decode(const Value& value, const Path& path, Bounds bounds) {
        if (value.isNull())
            return OrNull<T>{};
        return wire::decode<T>(value, path, bounds).map([](T decoded) { return OrNull<T>{std::move(decoded)}; });
    }
};

template <class M>
constexpr bool takesNull = false;
template <class T>
constexpr bool takesNull<std::optional<OrNull<T>>> = true;

/// Decodes one member in place; false when it failed and `error` is set. `Object` is QCborMap or FrameValue.
template <class Object, class S, class M>
bool decodeMember(const Object& object, S& into, const Field<S, M>& field, const Path& path,
                  std::optional<Error>& error) {
    const auto value = memberOf(object, field.name);
    const Path memberPath(path, field.name);
    const bool absent = value.isUndefined() || (value.isNull() && !takesNull<M>);
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
        if (absent && field.mayLack)
            return true;
        if (absent) {
            error = std::move(wrong(memberPath, "missing").value());
            return false;
        }
        return take(wire::decode<M>(value, memberPath, field.bounds));
    }
}

template <Described S, class Object>
Result<S> decodeMap(const Object& object, const Path& path) {
    if (object.size() > limits::membersPerObject)
        return wrong(path, "too many members");
    S value{};
    std::optional<Error> error;
    std::apply([&](const auto&... field) { std::ignore = (decodeMember(object, value, field, path, error) && ...); },
               S::fields());
    if (error)
        return fail(std::move(*error));
    return value;
}

template <Verbatim S>
Result<S> decodeMap(const QCborMap& map, const Path&) {
    S value{};
    value.*S::whole() = map;
    return value;
}

template <Described S>
struct Converter<S> {
    template <class Value>
    static Result<S> decode(const Value& value, const Path& path, Bounds) {
        if (!value.isMap())
            return wrong(path, "an object expected");
        return decodeMap<S>(objectIn(value), path);
    }
};

} // namespace wire
} // namespace confab
