// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/backup/tarheader.h"

#include <numeric>

namespace confab::tar {

namespace {

/// A field of the header: where it begins and how long it is.
struct Field {
    qsizetype at;
    qsizetype bytes;
};
constexpr Field nameField{0, nameBytes};
constexpr Field modeField{100, 8};
constexpr Field userField{108, 8};
constexpr Field groupField{116, 8};
constexpr Field sizeField{124, 12};
constexpr Field timeField{136, 12};
constexpr Field sumField{148, 8};
constexpr Field typeField{156, 1};
constexpr Field magicField{257, 8};

constexpr qint64 octalSize = qint64(1) << 33; // eleven digits

void put(QByteArray& block, Field field, const QByteArray& value) {
    block.replace(field.at, value.size(), value);
}

/// Digits that a zero ends.
void putOctal(QByteArray& block, Field field, qint64 value) {
    put(block, field, QByteArray::number(value, 8).rightJustified(field.bytes - 1, '0'));
}

void putSize(QByteArray& block, qint64 bytes) {
    if (bytes < octalSize) {
        putOctal(block, sizeField, bytes);
        return;
    }
    block[sizeField.at] = char(0x80);
    for (qsizetype i = 0; i < qsizetype(sizeof bytes); ++i)
        block[sizeField.at + sizeField.bytes - 1 - i] = char(bytes >> (8 * i) & 0xff);
}

qint64 octal(const QByteArray& block, Field field) {
    return block.mid(field.at, field.bytes - 1).toLongLong(nullptr, 8);
}

qint64 sizeOf(const QByteArray& block) {
    if (quint8(block[sizeField.at]) != 0x80)
        return octal(block, sizeField);
    quint64 bytes = 0;
    for (qsizetype i = sizeField.bytes - qsizetype(sizeof bytes); i < sizeField.bytes; ++i)
        bytes = bytes << 8 | quint8(block[sizeField.at + i]);
    return qint64(bytes & quint64(std::numeric_limits<qint64>::max()));
}

} // namespace

QByteArray header(const Member& member) {
    QByteArray block(blockBytes, '\0');
    put(block, nameField, member.name.toLatin1().left(nameBytes));
    putOctal(block, modeField, 0600);
    putOctal(block, userField, 0);
    putOctal(block, groupField, 0);
    putSize(block, member.bytes);
    putOctal(block, timeField, member.at);
    put(block, sumField, QByteArray(sumField.bytes, ' ')); // as which it counts itself
    put(block, typeField, "0");
    put(block, magicField,
        QByteArray("ustar\0"
                   "00",
                   magicField.bytes));
    const qint64 sum = std::accumulate(block.cbegin(), block.cend(), qint64(0),
                                       [](qint64 total, char byte) { return total + quint8(byte); });
    put(block, sumField, QByteArray::number(sum, 8).rightJustified(6, '0') + QByteArray("\0 ", 2));
    return block;
}

Result<Member> parseHeader(const QByteArray& block) {
    if (block.size() == blockBytes) {
        const QByteArray name = block.left(nameBytes);
        const Member member{QString::fromLatin1(name.left(name.indexOf('\0'))), sizeOf(block), octal(block, timeField)};
        if (!member.name.isEmpty() && header(member) == block)
            return member;
    }
    return fail(Error(ErrorKind::InputInvalid, QStringLiteral("This is not the header of a member of a backup.")));
}

} // namespace confab::tar
