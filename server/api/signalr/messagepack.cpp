// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/messagepack.h"

#include <QCborArray>
#include <QCborMap>
#include <QtEndian>

#include <limits>

namespace confab::messagepack {

namespace {

/// The first bytes of values, by the specification's names.
enum Format : uchar {
    FixMap = 0x80,
    FixArray = 0x90,
    FixStr = 0xa0,
    Nil = 0xc0,
    False = 0xc2,
    True = 0xc3,
    Bin8 = 0xc4,
    Bin16 = 0xc5,
    Bin32 = 0xc6,
    Float32 = 0xca,
    Float64 = 0xcb,
    Uint8 = 0xcc,
    Uint16 = 0xcd,
    Uint32 = 0xce,
    Uint64 = 0xcf,
    Int8 = 0xd0,
    Int16 = 0xd1,
    Int32 = 0xd2,
    Int64 = 0xd3,
    Str8 = 0xd9,
    Str16 = 0xda,
    Str32 = 0xdb,
    Array16 = 0xdc,
    Array32 = 0xdd,
    Map16 = 0xde,
    Map32 = 0xdf,
    NegativeFixInt = 0xe0,
};

/// Reads one value; the first fault ends it.
class Reader {
public:
    explicit Reader(QByteArrayView bytes) : m_rest(bytes) {}

    QCborValue value(int depth) {
        const uchar format = number<uchar>();
        if (format < FixMap)
            return format;
        if (format >= NegativeFixInt)
            return qint8(format);
        if (format < FixArray)
            return map(format & 0x0f, depth);
        if (format < FixStr)
            return array(format & 0x0f, depth);
        if (format < Nil)
            return text(format & 0x1f);
        return byFormat(format, depth);
    }
    bool isGood() const { return m_isGood; }
    QByteArrayView rest() const { return m_rest; }

private:
    QCborValue byFormat(uchar format, int depth) {
        switch (format) {
        case Nil:
            return nullptr;
        case False:
        case True:
            return format == True;
        case Bin8:
            return taken(number<uchar>()).toByteArray();
        case Bin16:
            return taken(number<quint16>()).toByteArray();
        case Bin32:
            return taken(number<quint32>()).toByteArray();
        case Float32:
            return double(number<float>());
        case Float64:
            return number<double>();
        case Str8:
            return text(number<uchar>());
        case Str16:
            return text(number<quint16>());
        case Str32:
            return text(number<quint32>());
        case Array16:
            return array(number<quint16>(), depth);
        case Array32:
            return array(number<quint32>(), depth);
        case Map16:
            return map(number<quint16>(), depth);
        case Map32:
            return map(number<quint32>(), depth);
        default:
            return integer(format);
        }
    }
    QCborValue integer(uchar format) {
        switch (format) {
        case Uint8:
            return number<uchar>();
        case Uint16:
            return number<quint16>();
        case Uint32:
            return qint64(number<quint32>());
        case Uint64: {
            const auto large = number<quint64>();
            constexpr auto most = quint64(std::numeric_limits<qint64>::max());
            return large <= most ? QCborValue(qint64(large)) : QCborValue(double(large));
        }
        case Int8:
            return number<qint8>();
        case Int16:
            return number<qint16>();
        case Int32:
            return number<qint32>();
        case Int64:
            return number<qint64>();
        default:
            return broken(); // extensions, and 0xc1, which nothing uses
        }
    }
    QCborValue broken() {
        m_isGood = false;
        m_rest = {};
        return {};
    }
    QByteArrayView taken(quint32 count) {
        if (count > size_t(m_rest.size())) {
            broken();
            return {};
        }
        const QByteArrayView bytes = m_rest.first(qsizetype(count));
        m_rest = m_rest.sliced(qsizetype(count));
        return bytes;
    }
    template <class T>
    T number() {
        const QByteArrayView bytes = taken(sizeof(T));
        return bytes.size() == sizeof(T) ? qFromBigEndian<T>(bytes.data()) : T{};
    }
    QCborValue text(quint32 count) {
        const QByteArrayView bytes = taken(count);
        return bytes.isValidUtf8() ? QCborValue(QString::fromUtf8(bytes)) : broken();
    }
    /// Each member has a byte at least, so a count that promises more ends at the bytes' end.
    QCborValue array(quint32 count, int depth) {
        if (depth >= mostDepth)
            return broken();
        QCborArray members;
        for (quint32 i = 0; i < count && m_isGood; ++i)
            members.append(value(depth + 1));
        return members;
    }
    QCborValue map(quint32 count, int depth) {
        if (depth >= mostDepth || count > quint32(mostMembers))
            return broken();
        QCborMap members;
        for (quint32 i = 0; i < count && m_isGood; ++i) {
            const QCborValue key = value(depth + 1);
            if (!key.isString())
                return broken();
            members[key] = value(depth + 1);
        }
        return members;
    }

    QByteArrayView m_rest;
    bool m_isGood = true;
};

template <class T>
void writeNumber(QByteArray& to, T number) {
    char bytes[sizeof(T)];
    qToBigEndian(number, bytes);
    to.append(bytes, sizeof(T));
}

/// The shortest form of a length. `one`: 0 when there is no form of one byte; `fixed` likewise.
void writeLength(QByteArray& to, qsizetype length, uchar fixed, qsizetype mostFixed, uchar one, uchar two, uchar four) {
    if (length <= mostFixed) {
        to.append(char(fixed | length));
    } else if (one != 0 && length <= 0xff) {
        to.append(char(one)).append(char(length));
    } else if (length <= 0xffff) {
        to.append(char(two));
        writeNumber(to, quint16(length));
    } else {
        to.append(char(four));
        writeNumber(to, quint32(length));
    }
}

void writeText(QByteArray& to, const QString& text) {
    const QByteArray utf8 = text.toUtf8();
    writeLength(to, utf8.size(), FixStr, 31, Str8, Str16, Str32);
    to.append(utf8);
}

void writeInteger(QByteArray& to, qint64 number) {
    if (number >= -32 && number < FixMap) {
        to.append(char(number));
    } else {
        to.append(char(Int64));
        writeNumber(to, number);
    }
}

} // namespace

Result<QCborValue> take(QByteArrayView& bytes) {
    Reader reader(bytes);
    QCborValue value = reader.value(0);
    if (!reader.isGood())
        return fail(ErrorKind::ParseError);
    bytes = reader.rest();
    return value;
}

void write(QByteArray& to, const QCborValue& value) {
    switch (value.type()) {
    case QCborValue::False:
    case QCborValue::True:
        to.append(char(value.toBool() ? True : False));
        break;
    case QCborValue::Integer:
        writeInteger(to, value.toInteger());
        break;
    case QCborValue::Double:
        to.append(char(Float64));
        writeNumber(to, value.toDouble());
        break;
    case QCborValue::String:
        writeText(to, value.toString());
        break;
    case QCborValue::ByteArray: {
        const QByteArray bytes = value.toByteArray();
        writeLength(to, bytes.size(), 0, -1, Bin8, Bin16, Bin32);
        to.append(bytes);
        break;
    }
    case QCborValue::Array: {
        const QCborArray members = value.toArray();
        writeLength(to, members.size(), FixArray, 15, 0, Array16, Array32);
        for (const QCborValue& member : members)
            write(to, member);
        break;
    }
    case QCborValue::Map: {
        const QCborMap members = value.toMap();
        writeLength(to, members.size(), FixMap, 15, 0, Map16, Map32);
        for (const auto& [key, member] : members) {
            writeText(to, key.toString());
            write(to, member);
        }
        break;
    }
    default:
        to.append(char(Nil));
    }
}

} // namespace confab::messagepack
