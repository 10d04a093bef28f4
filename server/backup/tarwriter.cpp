// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/backup/tarwriter.h"

#include <QBuffer>
#include <QCryptographicHash>

namespace confab {

namespace {

constexpr qint64 pieceBytes = 1024 * 1024;

} // namespace

Status TarWriter::put(const QByteArray& bytes) {
    if (m_to.write(bytes) != bytes.size())
        return fail(
            Error(ErrorKind::Unavailable, QStringLiteral("The backup can't be written: %1.").arg(m_to.errorString())));
    m_written += bytes.size();
    return {};
}

Result<QString> TarWriter::add(const QString& name, QIODevice& from) {
    const qint64 bytes = from.size();
    Status done = put(tar::header({name, bytes, m_at}));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 left = bytes; done && left > 0;) {
        const QByteArray piece = from.read(std::min(left, pieceBytes));
        if (piece.isEmpty())
            return fail(Error(ErrorKind::Unavailable,
                              QStringLiteral("%1 can't be read to its end: %2.").arg(name, from.errorString())));
        hash.addData(piece);
        left -= piece.size();
        done = put(piece);
    }
    if (done)
        done = put(QByteArray(qsizetype(tar::padding(bytes)), '\0'));
    return done.map([&hash] { return QString::fromLatin1(hash.result().toHex()); });
}

Result<QString> TarWriter::add(const QString& name, const QByteArray& content) {
    QBuffer buffer;
    buffer.setData(content);
    buffer.open(QIODevice::ReadOnly);
    return add(name, buffer);
}

Status TarWriter::finish() {
    return put(QByteArray(2 * tar::blockBytes, '\0'));
}

} // namespace confab
