// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/frameagreement.h"

#include "common/protocol/fieldreading.h"

#include <QCborArray>
#include <QCborMap>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

namespace confab::test {

namespace {

/// A value as text that shows all differences that a reader can see. Members are sorted; of duplicates it has the one
/// that counts.
class Picture {
public:
    explicit Picture(Codec codec) : m_lastWins(codec == Codec::Json) {}

    template <class Value>
    QByteArray of(const Value& value) const {
        if (value.isMap())
            return object(value);
        if (value.isArray())
            return list(value);
        if (value.isString())
            return "text " +
                   QByteArray(reinterpret_cast<const char*>(value.toString().utf16()), value.toString().size() * 2)
                       .toHex();
        if (value.isInteger())
            return "integer " + QByteArray::number(value.toInteger());
        if (value.isDouble())
            return "double " + (std::isnan(value.toDouble())
                                    ? QByteArray("NaN")
                                    : QByteArray::number(std::bit_cast<quint64>(value.toDouble()), 16));
        if (value.isBool())
            return value.toBool() ? "true" : "false";
        return value.isNull() ? "null" : value.isUndefined() ? "undefined" : "something else";
    }

private:
    using Members = std::map<QString, QByteArray>;

    void add(Members& to, const QString& name, const QByteArray& value) const {
        if (m_lastWins)
            to.insert_or_assign(name, value);
        else
            to.emplace(name, value);
    }

    QByteArray object(const QCborValue& value) const {
        Members members;
        const QCborMap map = value.toMap();
        for (auto it = map.constBegin(); it != map.constEnd(); ++it)
            add(members, QCborValue(it.key()).toString(), of(QCborValue(it.value())));
        return drawn(members);
    }
    QByteArray object(const FrameValue& value) const {
        Members members;
        std::optional<QString> name;
        for (const FrameValue item : value.items()) {
            if (name)
                add(members, *std::exchange(name, std::nullopt), of(item));
            else
                name = item.toString();
        }
        return drawn(members);
    }
    static QByteArray drawn(const Members& members) {
        QByteArray all("{");
        for (const auto& [name, value] : members)
            all += name.toUtf8().toHex() + ": " + value + ", ";
        return all + "}";
    }

    QByteArray list(const QCborValue& value) const {
        QByteArray all("[");
        const QCborArray array = value.toArray();
        for (const QCborValue& item : array)
            all += of(item) + ", ";
        return all + "]";
    }
    QByteArray list(const FrameValue& value) const {
        QByteArray all("[");
        for (const FrameValue item : value.items())
            all += of(item) + ", ";
        return all + "]";
    }

    bool m_lastWins;
};

/// The first name under which the two find different members, at any depth. Names of members are ASCII.
QByteArray strangeLookUp(const QCborMap& map, const FrameValue& object, const Picture& picture) {
    for (const QCborValue& key : map.keys()) {
        const QString name = key.toString();
        if (std::any_of(name.begin(), name.end(), [](QChar c) { return c.unicode() > 0x7f; }))
            continue;
        const QByteArray ascii = name.toLatin1();
        const std::string_view asked(ascii.constData(), size_t(ascii.size()));
        const QCborValue expected = wire::memberOf(map, asked);
        const FrameValue found = object.value(asked);
        if (picture.of(found) != picture.of(expected))
            return ascii;
        if (QByteArray inside = strangeLookUp(expected.toMap(), found, picture); !inside.isNull())
            return inside;
    }
    return {};
}

/// -2^64, which Qt's reader takes for 0. And a JSON text that begins with U+FEFF: a member of such a name differs from
/// the one without, but is printed alike, and Qt sorts members, so that a dump has either of the two.
bool hasWhatQtMisreads(const QByteArray& bytes, Codec codec) {
    if (codec == Codec::Json)
        return bytes.contains("\"\xef\xbb\xbf");
    return bytes.contains("\x3b\xff\xff\xff\xff\xff\xff\xff\xff");
}

QByteArray outcome(const Status& done) {
    if (done)
        return "taken";
    const std::string_view name = errorRow(done.error().kind).name;
    return QByteArray(name.data(), qsizetype(name.size())) + " (" + done.error().message.toUtf8() + ')';
}

} // namespace

QByteArray disagreement(const QByteArray& bytes, Codec codec) {
    const Result<QCborMap> tree = decodeFrame(bytes, codec);
    ParsedFrame frame;
    const Status parsed = frame.parse(bytes, codec);
    const bool isSame = parsed.has_value() == tree.has_value() && (parsed || parsed.error().kind == tree.error().kind);
    if (!isSame)
        return "Qt: " + outcome(tree ? Status() : Status(fail(tree.error()))) + ", the server: " + outcome(parsed);
    if (!parsed || hasWhatQtMisreads(bytes, codec))
        return {};
    const Picture picture(codec);
    if (const QByteArray name = strangeLookUp(*tree, frame.root(), picture); !name.isNull())
        return "something else is found under \"" + name + '"';
    const QByteArray expected = picture.of(QCborValue(*tree));
    const QByteArray actual = picture.of(frame.root());
    return actual == expected ? QByteArray() : "Qt: " + expected + "\nthe server: " + actual;
}

} // namespace confab::test
