// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/registry.h"

#include <QCborArray>

/// Values of every wire struct, made from its fields(): a struct that is added later is covered without a change here.
namespace confab::samples {

enum class Size {
    Least, ///< lowest numbers, shortest texts, empty lists, nothing optional
    Most,  ///< highest numbers, long texts of every kind of character, lists of three, all optionals
};

/// Texts that codecs get wrong: quotes, NUL, the last and first code points of planes, noncharacters, composed emoji.
inline QString trickyText() {
    return QStringLiteral(
               "a\"\\/\b\n\t\u007F\u00E9\u2028\uFFFD\uFFFE\uFFFFx\uFEFFy\U0001F468\u200D\U0001F469\U0010FFFF") +
           QChar(u'\0') + u'z';
}

template <class T>
struct Sample;

template <class T>
T make(Size size, Bounds bounds = {}) {
    return Sample<T>::make(size, bounds);
}

template <>
struct Sample<bool> {
    static bool make(Size size, Bounds) { return size == Size::Most; }
};

template <class T>
    requires std::is_same_v<T, int> || std::is_same_v<T, qint64>
struct Sample<T> {
    static T make(Size size, Bounds bounds) {
        return T(size == Size::Least ? bounds.least : std::min<qint64>(bounds.most, std::numeric_limits<T>::max()));
    }
};

template <>
struct Sample<QString> {
    static QString make(Size size, Bounds bounds) {
        const qsizetype length =
            size == Size::Least ? qsizetype(bounds.least) : qsizetype(std::min<qint64>(bounds.most, 60));
        QString text = size == Size::Least ? QString() : trickyText().left(length);
        while (!text.isEmpty() && text.back().isHighSurrogate())
            text.chop(1);
        return text.leftJustified(length, u'x');
    }
};

template <>
struct Sample<Secret> {
    static Secret make(Size size, Bounds bounds) { return {samples::make<QString>(size, bounds)}; }
};

template <>
struct Sample<UtcTime> {
    static UtcTime make(Size size, Bounds) { return {size == Size::Least ? 0 : 253402300799999}; } // the year 9999 ends
};

template <class Tag>
struct Sample<Id<Tag>> {
    static Id<Tag> make(Size size, Bounds) { return {size == Size::Least ? 1 : limits::maxId}; }
};

template <class E>
    requires std::is_enum_v<E>
struct Sample<E> {
    static E make(Size size, Bounds) {
        return size == Size::Least ? EnumNames<E>::names.front().first : EnumNames<E>::names.back().first;
    }
};

template <class T>
struct Sample<QList<T>> {
    static QList<T> make(Size size, Bounds bounds) {
        if (size == Size::Least)
            return QList<T>(bounds.least, samples::make<T>(Size::Least));
        return {samples::make<T>(Size::Least), samples::make<T>(Size::Most), samples::make<T>(Size::Least)};
    }
};

template <class T>
struct Sample<OrNull<T>> {
    static OrNull<T> make(Size size, Bounds bounds) {
        return size == Size::Least ? OrNull<T>() : OrNull<T>{samples::make<T>(size, bounds)};
    }
};

template <class T>
struct Sample<std::optional<T>> {
    static std::optional<T> make(Size size, Bounds bounds) {
        return size == Size::Least ? std::nullopt : std::optional<T>(samples::make<T>(size, bounds));
    }
};

template <Described S>
struct Sample<S> {
    static S make(Size size, Bounds) {
        S value{};
        auto fill = [&]<class M>(const Field<S, M>& field) {
            value.*field.member = samples::make<M>(size, field.bounds);
        };
        std::apply([&](const auto&... field) { (fill(field), ...); }, S::fields());
        return value;
    }
};

template <Verbatim S>
struct Sample<S> {
    static S make(Size, Bounds) {
        S value{};
        (value.*S::whole()).insert(QStringLiteral("any"), trickyText());
        return value;
    }
};

/// `each.operator()<T>()` for every alternative of the variant.
template <class V, class Each>
void forEach(Each each) {
    [&]<size_t... I>(std::index_sequence<I...>) {
        (each.template operator()<std::variant_alternative_t<I, V>>(), ...);
    }
    (std::make_index_sequence<std::variant_size_v<V>>());
}

inline Event event(Size size, EventData data) {
    return {make<RoomId>(size), make<Seq>(size), make<UserId>(size), make<UtcTime>(size), std::move(data)};
}

template <>
struct Sample<UnknownEvent> {
    static UnknownEvent make(Size size, Bounds) {
        UnknownEvent unknown{QStringLiteral("poll.opened"), {}};
        if (size == Size::Most) // sorted, as JSON has it
            unknown.data = {{QStringLiteral("l"), QCborArray{1, nullptr, QCborMap()}}, {QStringLiteral("n"), 7.5}};
        return unknown;
    }
};

/// A list has one event of each type.
template <>
struct Sample<QList<Event>> {
    static QList<Event> make(Size size, Bounds) {
        QList<Event> events;
        if (size == Size::Most)
            forEach<EventData>([&]<class E>() { events.append(event(size, samples::make<E>(size))); });
        return events;
    }
};

template <>
struct Sample<RoomEventNotice> {
    static RoomEventNotice make(Size size, Bounds) { return {event(size, samples::make<MessagePosted>(size))}; }
};

} // namespace confab::samples
