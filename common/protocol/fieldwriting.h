// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"
#include "common/core/secret.h"
#include "common/core/time.h"
#include "common/protocol/cborwriter.h"
#include "common/protocol/codec.h"
#include "common/protocol/fields.h"
#include "common/protocol/jsonwriter.h"

#include <QCborMap>
#include <QList>

/// Writes structs by their fields(), member by member, straight into the bytes: a server writes a frame for every
/// message and codec, and building a tree would cost many times the rest. It can't fail.
namespace confab {

namespace wire {

inline void write(FrameWriter& to, bool value) {
    to.boolean(value);
}
inline void write(FrameWriter& to, int value) {
    to.number(value);
}
inline void write(FrameWriter& to, qint64 value) {
    to.number(value);
}
inline void write(FrameWriter& to, const QString& value) {
    to.text(value);
}
inline void write(FrameWriter& to, const Secret& value) {
    to.text(value.value);
}
inline void write(FrameWriter& to, UtcTime value) {
    if (const std::optional<UtcTime::Digits> digits = value.isoDigits())
        to.plain({digits->data(), digits->size()});
    else
        to.text(value.toIso());
}
inline void write(FrameWriter& to, const QCborMap& value) {
    to.value(value);
}
template <class Tag>
void write(FrameWriter& to, Id<Tag> value) {
    to.number(value.value);
}
template <class E>
    requires std::is_enum_v<E>
void write(FrameWriter& to, E value) {
    to.plain(nameOf(value));
}
template <Described S>
void write(FrameWriter& to, const S& value);
template <Verbatim S>
void write(FrameWriter& to, const S& value) {
    write(to, value.*S::whole());
}
template <class T>
void write(FrameWriter& to, const OrNull<T>& value) {
    if (value.value)
        write(to, *value.value);
    else
        to.null();
}
template <class T>
void write(FrameWriter& to, const QList<T>& value) {
    to.beginList(value.size());
    for (const T& item : value)
        write(to, item);
    to.endList();
}

template <class S, class M>
constexpr bool isWritten(const S& value, const Field<S, M>& field) {
    if constexpr (IsOptional<M>::value)
        return field.nullWhenEmpty || (value.*field.member).has_value();
    else
        return true;
}

/// The number of members that are written.
template <Described S>
qsizetype countMembers(const S& value) {
    return std::apply([&](const auto&... field) { return (qsizetype(isWritten(value, field)) + ... + 0); },
                      S::fields());
}

template <class S, class M>
void writeMember(FrameWriter& to, const S& value, const Field<S, M>& field) {
    if (!isWritten(value, field))
        return;
    to.key(field.name);
    if constexpr (IsOptional<M>::value) {
        if (value.*field.member)
            write(to, *(value.*field.member));
        else
            to.null();
    } else {
        write(to, value.*field.member);
    }
}

/// Writes the members alone, for an object that has more than these.
template <Described S>
void writeMembers(FrameWriter& to, const S& value) {
    std::apply([&](const auto&... field) { (writeMember(to, value, field), ...); }, S::fields());
}

template <Described S>
void write(FrameWriter& to, const S& value) {
    to.beginObject(countMembers(value));
    writeMembers(to, value);
    to.endObject();
}

} // namespace wire

/// The bytes of what `write` passes to a FrameWriter.
template <class Write>
QByteArray frameOf(Codec codec, const Write& write) {
    ByteBuffer bytes;
    if (codec == Codec::Json) {
        wire::JsonWriter writer(bytes);
        write(writer);
    } else {
        wire::CborWriter writer(bytes);
        write(writer);
    }
    return bytes.take();
}

/// The bytes of a value that wire::write() supports.
template <class T>
QByteArray encodeFrame(const T& value, Codec codec) {
    return frameOf(codec, [&value](wire::FrameWriter& to) { write(to, value); });
}

} // namespace confab
