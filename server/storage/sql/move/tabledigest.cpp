// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/move/tabledigest.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace confab {

namespace {

/// The value with its type and its length, so that no two rows are the same bytes.
void addValue(QCryptographicHash& hash, const QVariant& value) {
    QByteArray bytes;
    QByteArray type = "n"; // NULL
    if (value.typeId() == QMetaType::QString) {
        type = "t";
        bytes = value.toString().toUtf8();
    } else if (value.typeId() == QMetaType::QByteArray) {
        type = "b";
        bytes = value.toByteArray();
    } else if (value.isValid()) {
        type = "i";
        bytes = QByteArray::number(value.toLongLong());
    }
    hash.addData(QByteArray(type + QByteArray::number(bytes.size()) + ":"));
    hash.addData(bytes);
}

} // namespace

void TableDigest::add(const QVariantList& row) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QVariant& value : row)
        addValue(hash, value);
    const QByteArray result = hash.result();
    for (size_t i = 0; i < words; ++i)
        m_sum[i] += qFromBigEndian<quint64>(result.constData() + i * sizeof(quint64));
    ++m_rows;
}

QByteArray TableDigest::sum() const {
    QByteArray bytes(qsizetype(words * sizeof(quint64)), Qt::Uninitialized);
    for (size_t i = 0; i < words; ++i)
        qToBigEndian(m_sum[i], bytes.data() + i * sizeof(quint64));
    return bytes.toHex();
}

} // namespace confab
